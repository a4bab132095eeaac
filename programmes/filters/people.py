"""What narrows the reviewers' lists of persons, of pairs who may be one, and of accounts."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import OneTimeCode, User
from geo.models import Area
from geo.querysets import within_q
from leaders.choices import Verdict
from leaders.models import LikelySame, Person, Team
from leaders.querysets import LikelySameQuerySet, PersonQuerySet
from thai.digits import to_arabic

from ..models import Enrolment, LearnerGroup
from .base import DeskFilter, has_words


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


class DuplicateFilter(DeskFilter):
    """Pairs who may be one, by name, province and by what is told of them."""

    ANSWERED = "answered"
    told = django_filters.ChoiceFilter(
        choices=[(ANSWERED, _("ตอบว่าใช่")), *list(Verdict.choices)[:2]],
        label=_("ความแน่ใจ"),
        empty_label=_("ทุกคู่"),
        method="as_told",
    )

    class Meta:
        model = LikelySame
        fields: list[str] = []

    def search(self, rows: LikelySameQuerySet, name: str, text: str) -> LikelySameQuerySet:
        """Words of the name or nickname of one of the two."""
        names = ("given_name", "family_name", "nickname")
        sides = [has_words(text, *(f"{side}__{part}" for part in names)) for side in ("person", "other")]
        return rows.filter(sides[0] | sides[1])

    def in_province(self, rows: LikelySameQuerySet, name: str, province: Area) -> LikelySameQuerySet:
        """One of them lies in the province."""
        here = Person.objects.within(province).values("pk")
        return rows.filter(Q(person__in=here) | Q(other__in=here))

    def as_told(self, rows: LikelySameQuerySet, name: str, told: str) -> LikelySameQuerySet:
        """Those that somebody said are one, or those with a verdict that nobody answered."""
        return rows.filter(same=True) if told == self.ANSWERED else rows.filter(same=None, verdict=told)


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
