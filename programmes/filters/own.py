"""What narrows the coordinators' lists: rosters, calendars."""

import django_filters
from django.utils.translation import gettext_lazy as _

from leaders.models import Team

from ..models import Activity, Enrolment, LearnerGroup
from ..querysets import EnrolmentQuerySet
from .base import has_words


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
