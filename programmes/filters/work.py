"""What narrows the reviewers' lists of activities, teams and learning sites."""

from datetime import timedelta

import django_filters
from django.utils.translation import gettext_lazy as _

from geo.choices import SiteStatus
from geo.models import Area, LearningSite
from geo.querysets import LearningSiteQuerySet
from leaders.choices import TeamStatus
from leaders.models import Team
from leaders.querysets import TeamQuerySet
from thai.clock import now
from thai.collation import thai_order

from ..models import Activity
from ..querysets import ActivityQuerySet, quiet_teams
from .base import DeskFilter, has_words

# Days that a log waits, as a reviewer asks for them.
WAITED = {3: _("รอเกิน 3 วัน"), 7: _("รอเกิน 7 วัน"), 14: _("รอเกิน 14 วัน"), 30: _("รอเกิน 30 วัน")}


# Weeks without a log.
QUIET_WEEKS = {
    2: _("ยังไม่มีบันทึกเกิน 2 สัปดาห์"),
    4: _("ยังไม่มีบันทึกเกิน 4 สัปดาห์"),
    8: _("ยังไม่มีบันทึกเกิน 8 สัปดาห์"),
    12: _("ยังไม่มีบันทึกเกิน 12 สัปดาห์"),
}


class ActivityFilter(DeskFilter):
    """Activities by words of title and place, and by province; ``sort`` orders them."""

    SORTS = {"waiting": _("รอนานที่สุดก่อน"), "newest": _("จัดล่าสุดก่อน"), "place": _("ชื่อตำบล ก–ฮ")}
    ORDERS = {
        "waiting": ["submitted_at", "pk"],
        "newest": ["-ends_on", "-pk"],
        "place": [thai_order("area__name_th"), "-ends_on", "pk"],
    }
    sort = django_filters.ChoiceFilter(
        choices=list(SORTS.items()), label=_("เรียงตาม"), empty_label=None, method="in_order"
    )

    waited = django_filters.ChoiceFilter(
        choices=[(str(days), text) for days, text in WAITED.items()],
        label=_("รอมานานแค่ไหน"),
        empty_label=_("รอนานเท่าไรก็ได้"),
        method="waiting_for",
    )

    class Meta:
        model = Activity
        fields: list[str] = []

    def search(self, rows: ActivityQuerySet, name: str, text: str) -> ActivityQuerySet:
        """Words of the title, the place, its district or the team's subdistrict."""
        return rows.filter(
            has_words(
                text,
                "title",
                "place_text",
                "area__name_th",
                "area__district__name_th",
                "team__subdistrict__name_th",
            )
        )

    def waiting_for(self, rows: ActivityQuerySet, name: str, days: str) -> ActivityQuerySet:
        """Sent at least so many days ago."""
        return rows.filter(submitted_at__lte=now() - timedelta(days=int(days)))

    def in_province(self, rows: ActivityQuerySet, name: str, province: Area) -> ActivityQuerySet:
        """Held in the province."""
        return rows.within(province)

    def in_order(self, rows: ActivityQuerySet, name: str, sort: str) -> ActivityQuerySet:
        """In one of ``ORDERS``."""
        return rows.order_by(*self.ORDERS[sort])


class TeamFilter(DeskFilter):
    """Teams by words of their place, by province, by status, and those long without a log."""

    status = django_filters.ChoiceFilter(
        choices=TeamStatus.choices, label=_("สถานะ"), empty_label=_("ทุกสถานะ")
    )
    quiet = django_filters.ChoiceFilter(
        choices=[(str(weeks), text) for weeks, text in QUIET_WEEKS.items()],
        label=_("ยังไม่มีบันทึกนานแค่ไหน"),
        empty_label=_("มีบันทึกเมื่อไรก็ได้"),
        method="only_quiet",
    )

    class Meta:
        model = Team
        fields: list[str] = []

    def search(self, rows: TeamQuerySet, name: str, text: str) -> TeamQuerySet:
        """Words of the subdistrict's, district's or province's name."""
        return rows.filter(
            has_words(
                text,
                "subdistrict__name_th",
                "subdistrict__district__name_th",
                "subdistrict__province__name_th",
            )
        )

    def in_province(self, rows: TeamQuerySet, name: str, province: Area) -> TeamQuerySet:
        """Of the province."""
        return rows.within(province)

    def only_quiet(self, rows: TeamQuerySet, name: str, weeks: str) -> TeamQuerySet:
        """Without a log of the last so many weeks."""
        return quiet_teams(rows, days=int(weeks) * 7)


class ReviewSiteFilter(DeskFilter):
    """Learning sites by words of name and place, by province and by status."""

    status = django_filters.ChoiceFilter(
        choices=SiteStatus.choices, label=_("สถานะ"), empty_label=_("ทุกสถานะ")
    )

    class Meta:
        model = LearningSite
        fields: list[str] = []

    def search(self, rows: LearningSiteQuerySet, name: str, text: str) -> LearningSiteQuerySet:
        """Words of the site's, the subdistrict's or the district's name."""
        return rows.filter(
            has_words(text, "name_th", "code", "subdistrict__name_th", "subdistrict__district__name_th")
        )

    def in_province(self, rows: LearningSiteQuerySet, name: str, province: Area) -> LearningSiteQuerySet:
        """In the province."""
        return rows.within(province)
