"""What narrows the reviewers' lists: activities, teams and people of the areas they work in."""

from datetime import timedelta
from operator import attrgetter
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import OneTimeCode, User
from geo.choices import Level, Role, SiteStatus
from geo.models import Area, LearningSite
from geo.querysets import AreaQuerySet, LearningSiteQuerySet, seen_q, within_q
from leaders.choices import TeamStatus
from leaders.models import Person, Team
from leaders.querysets import PersonQuerySet, TeamQuerySet
from thai.clock import now
from thai.collation import thai_order
from thai.digits import to_arabic
from thai.text import fold

from .models import Activity, Enrolment, LearnerGroup
from .querysets import ActivityQuerySet, EnrolmentQuerySet, quiet_teams


def desk_provinces(request: HttpRequest) -> AreaQuerySet:
    """Provinces the user reviews, in dictionary order."""
    mine = seen_q(request.user, "", Role.REVIEWER, Role.STAFF)
    return Area.objects.current().level(Level.PROVINCE).filter(mine).order_by(thai_order("name_th"))


# Nobody searches for more; a database takes no endless condition.
MOST_LETTERS, MOST_WORDS = 100, 8


def has_words(text: str, *lookups: str) -> Q:
    """Every word of ``text`` occurs in at least one of the fields; of an endless text its beginning."""
    condition = Q()
    for word in fold(text[:MOST_LETTERS]).split()[:MOST_WORDS]:
        anywhere = Q()
        for lookup in lookups:
            anywhere |= Q(**{f"{lookup}__icontains": word})
        condition &= anywhere
    return condition


# Days that a log waits, as a reviewer asks for them.
WAITED = {3: _("รอเกิน 3 วัน"), 7: _("รอเกิน 7 วัน"), 14: _("รอเกิน 14 วัน"), 30: _("รอเกิน 30 วัน")}


# Weeks without a log.
QUIET_WEEKS = {
    2: _("ยังไม่มีบันทึกเกิน 2 สัปดาห์"),
    4: _("ยังไม่มีบันทึกเกิน 4 สัปดาห์"),
    8: _("ยังไม่มีบันทึกเกิน 8 สัปดาห์"),
    12: _("ยังไม่มีบันทึกเกิน 12 สัปดาห์"),
}


class DeskFilter(django_filters.FilterSet):
    """A search field and a choice of province, by its code, among those the user reviews."""

    q = django_filters.CharFilter(method="search", label=_("ค้นหา"))
    province = django_filters.ModelChoiceFilter(
        queryset=desk_provinces,
        to_field_name="code",
        label=_("จังหวัด"),
        empty_label=_("ทุกจังหวัดที่ดูแล"),
        method="in_province",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["province"].label_from_instance = attrgetter("name")
        self.form.fields["q"].widget.attrs["autocomplete"] = "off"

    @property
    def is_narrowed(self) -> bool:
        """Whether something was chosen, so that an empty list can say what to do."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True


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


class PersonFilter(DeskFilter):
    """Persons by name, by province, team and learner group of today's roster."""

    team = django_filters.ModelChoiceFilter(
        queryset=lambda request: Team.objects.reviewable_by(request.user).with_place().by_name(),
        label=_("ทีมตำบล"),
        empty_label=_("ทุกทีม"),
    )
    group = django_filters.ModelChoiceFilter(
        queryset=LearnerGroup.objects.all(),
        to_field_name="key",
        label=_("กลุ่ม"),
        empty_label=_("ทุกกลุ่ม"),
        method="in_group",
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Teams to choose from are those of one province: a nation's would be thousands.
        province = self.data.get("province") if self.data else None
        provinces = self.form.fields["province"].queryset
        chosen = provinces.filter(code=province) if province else provinces[:2]
        teams = self.form.fields["team"]
        teams.queryset = teams.queryset.within(*chosen) if len(chosen) == 1 else teams.queryset.none()

    def search(self, rows: PersonQuerySet, name: str, text: str) -> PersonQuerySet:
        """Words of the name or nickname; a whole phone number finds its owner."""
        digits = "".join(char for char in to_arabic(text) if char.isdigit())
        if len(digits) >= 9:
            return rows.filter(phone=digits)
        return rows.filter(has_words(text, "given_name", "family_name", "nickname"))

    def in_province(self, rows: PersonQuerySet, name: str, province: Area) -> PersonQuerySet:
        """Whose record lies in the province."""
        return rows.within(province)

    def in_group(self, rows: PersonQuerySet, name: str, group: LearnerGroup) -> PersonQuerySet:
        """On a roster today in the group."""
        return rows.filter(pk__in=Enrolment.objects.on().filter(group=group).values("person"))


class RosterFilter(django_filters.FilterSet):
    """People on today's rosters of the user's own teams, by name, team and group."""

    q = django_filters.CharFilter(method="search", label=_("ค้นหาชื่อ"))
    team = django_filters.ModelChoiceFilter(
        queryset=lambda request: Team.objects.worked_by(request.user).active().with_place().by_name(),
        label=_("ทีมตำบล"),
        empty_label=_("ทุกทีม"),
        field_name="team",
    )
    group = django_filters.ModelChoiceFilter(
        queryset=LearnerGroup.objects.all(),
        to_field_name="key",
        label=_("กลุ่ม"),
        empty_label=_("ทุกกลุ่ม"),
        field_name="group",
    )

    class Meta:
        model = Enrolment
        fields: list[str] = []

    def search(self, rows: EnrolmentQuerySet, name: str, text: str) -> EnrolmentQuerySet:
        """Words of the name or nickname."""
        return rows.filter(has_words(text, "person__given_name", "person__family_name", "person__nickname"))


class CalendarFilter(django_filters.FilterSet):
    """Activities of one of the user's own teams."""

    team = django_filters.ModelChoiceFilter(
        queryset=lambda request: Team.objects.worked_by(request.user).active().with_place().by_name(),
        label=_("ทีมตำบล"),
        empty_label=_("ทุกทีม"),
    )

    class Meta:
        model = Activity
        fields: list[str] = []


class AccountFilter(DeskFilter):
    """Accounts by words of name or place, and by the province of an area they hold or held."""

    STATES = {"waiting": _("รอใช้รหัส"), "open": _("ใช้งานอยู่"), "closed": _("ปิดแล้ว")}
    state = django_filters.ChoiceFilter(
        choices=list(STATES.items()), label=_("สถานะ"), empty_label=_("ทุกสถานะ"), method="in_state"
    )

    class Meta:
        model = User
        fields: list[str] = []

    def search(self, rows: QuerySet[User], name: str, text: str) -> QuerySet[User]:
        """Words of the name shown, the user name, or an area."""
        held = has_words(text, "area_roles__area__name_th", "area_roles__area__district__name_th")
        found = User.objects.filter(has_words(text, "display_name", "username") | held)
        return rows.filter(pk__in=found.values("pk"))

    def in_province(self, rows: QuerySet[User], name: str, province: Area | None) -> QuerySet[User]:
        """Whose areas lie in the province, or did."""
        if province is None:
            return rows
        held = User.objects.filter(within_q([province], "area_roles__area"))
        return rows.filter(pk__in=held.values("pk"))

    def in_state(self, rows: QuerySet[User], name: str, state: str) -> QuerySet[User]:
        """Closed, waiting for a code to be used, or neither."""
        if state == "closed":
            return rows.filter(is_active=False)
        waiting = OneTimeCode.objects.working().doors().values("account")
        rows = rows.filter(is_active=True)
        return rows.filter(pk__in=waiting) if state == "waiting" else rows.exclude(pk__in=waiting)
