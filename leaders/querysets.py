"""Reads of the people app, and the one place that says who sees which person or team."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from geo.choices import Role
from geo.querysets import EVERYTHING, FIELD_ROLES, RecordQuerySet, role_areas, seen_q, within_q
from thai.clock import today
from thai.collation import thai_order

from .choices import ConsentUse, TeamStatus

if TYPE_CHECKING:
    from accounts.models import User
    from geo.models import Area

    from .models import ConsentWording, Person


class TeamQuerySet(models.QuerySet):
    """Teams by status, time, place and reader."""

    def approved(self) -> Self:
        """Teams a reviewer approved; only these count and stand on public pages."""
        return self.filter(status=TeamStatus.APPROVED)

    def active(self, day: date | None = None) -> Self:
        """Teams formed by ``day`` (today unless told) and not dissolved before it."""
        day = day or today()
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gte=day), formed_on__lte=day)

    def in_period(self, first: date, last: date) -> Self:
        """T of the directions: formed before the period ends and not dissolved before it begins."""
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gte=first), formed_on__lte=last)

    def within(self, *areas: "Area") -> Self:
        """Teams in one of ``areas``."""
        return self.filter(within_q(areas, "subdistrict"))

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Approved teams for everybody, proposed ones where the user works."""
        return self.filter(Q(status=TeamStatus.APPROVED) | seen_q(user, "subdistrict", *FIELD_ROLES))

    def worked_by(self, user: "User | AnonymousUser") -> Self:
        """Teams in the areas where the user coordinates, reviews or is staff."""
        return self.filter(seen_q(user, "subdistrict", *FIELD_ROLES))

    def reviewable_by(self, user: "User | AnonymousUser") -> Self:
        """Teams in the areas that the user reviews."""
        return self.filter(seen_q(user, "subdistrict", Role.REVIEWER, Role.STAFF))

    def with_place(self) -> Self:
        """Teams with the names of their place at hand."""
        return self.select_related("subdistrict__district", "subdistrict__province", "subdistrict__region")

    def by_name(self) -> Self:
        """In dictionary order of the subdistrict's name."""
        return self.order_by(thai_order("subdistrict__name_th"), "pk")


class PersonQuerySet(RecordQuerySet):
    """Persons by place and reader. Phone and birth year come with the row: whoever sees it here sees them."""

    def unmerged(self) -> Self:
        """Persons that were not merged into another, nor erased."""
        return self.filter(merged_into=None, erased_at=None)

    def records_of(self, person: "Person") -> Self:
        """A person and everybody merged into it, however often."""
        found, fresh = set(), {person.pk}
        while fresh:
            found |= fresh
            fresh = set(self.filter(merged_into__in=fresh).values_list("pk", flat=True)) - found
        return self.filter(pk__in=found).order_by("pk")

    def lying_q(self, condition: Callable[[str], Q]) -> Q:
        """Where a person lies: where the team that keeps the record lies, else in the home subdistrict."""
        return condition("team__subdistrict") | (Q(team=None) & condition("subdistrict"))

    def within(self, *areas: "Area") -> Self:
        """Persons whose record lies in one of ``areas``."""
        return self.filter(self.lying_q(lambda relation: within_q(areas, relation)))

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Persons of the areas where the user works. Editors and the public see none, nobody the erased."""
        here = self.lying_q(lambda relation: seen_q(user, relation, *FIELD_ROLES))
        return self.filter(here, erased_at=None)

    def reviewable_by(self, user: "User | AnonymousUser") -> Self:
        """Persons of the areas that the user reviews."""
        here = self.lying_q(lambda relation: seen_q(user, relation, Role.REVIEWER, Role.STAFF))
        return self.filter(here, erased_at=None)

    def named_in_public(self) -> Self:
        """Persons who agreed that their name and subdistrict stand where everybody reads them."""
        agreed = apps.get_model("leaders", "Consent").objects.standing().filter(use=ConsentUse.NAME)
        return self.unmerged().filter(pk__in=agreed.values("person"))

    def with_place(self) -> Self:
        """Persons with team, home and what these lie in at hand."""
        return self.select_related(
            "team__subdistrict__district",
            "team__subdistrict__province",
            "subdistrict__district",
            "subdistrict__province",
        )

    def by_name(self) -> Self:
        """In dictionary order, given name first, as lists in Thailand are kept."""
        return self.order_by(thai_order("given_name"), thai_order("family_name"), "pk")


class WordingQuerySet(models.QuerySet):
    """Sentences that people read before they agree."""

    def current(self, day: date | None = None) -> list["ConsentWording"]:
        """The newest of each use on ``day`` (today unless told), in the order of the uses."""
        found: dict[str, ConsentWording] = {}
        for wording in self.filter(starts_on__lte=day or today()).order_by("version"):
            found[wording.use] = wording
        return [found[use] for use in ConsentUse.values if use in found]


class ConsentQuerySet(RecordQuerySet):
    """Consents by whether they hold, and by reader."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None, deleted_at=None)

    def with_people(self) -> Self:
        """Consents with persons, their teams, and who wrote them down."""
        return self.select_related("person__team__subdistrict", "created_by", "withdrawn_by")

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Consents of persons whom the user sees."""
        return self.filter(person__in=apps.get_model("leaders", "Person").objects.visible_to(user))


class SiteContactQuerySet(RecordQuerySet):
    """Contacts of learning sites by reader. Phones come with the row: whoever sees it here sees them."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Contacts of the sites where the user works. Editors and the public see none."""
        return self.filter(seen_q(user, "site__subdistrict", *FIELD_ROLES))

    def with_person(self) -> Self:
        """Contacts with the persons that they are."""
        return self.select_related("person")


class PartnerQuerySet(RecordQuerySet):
    """Partners by place and reader."""

    def within(self, *areas: "Area") -> Self:
        """Partners that belong to one of ``areas``."""
        return self.filter(within_q(areas, "area"))

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Partners of the areas where the user works, of what these lie in, and of the whole nation.

        Who works nowhere sees none.
        """
        here = seen_q(user, "area", *FIELD_ROLES)
        if here == EVERYTHING:
            return self
        areas = role_areas(user, *FIELD_ROLES)
        if not areas:
            return self.none()
        above = {key for area in areas for key in (area.district_id, area.province_id, area.region_id)}
        return self.filter(here | Q(area=None) | Q(area__in=above - {None}))

    def by_name(self) -> Self:
        """In dictionary order."""
        return self.order_by(thai_order("name"), "pk")


class LikelySameQuerySet(models.QuerySet):
    """Pairs of persons who may be one, by reader."""

    def open(self) -> Self:
        """Pairs that nobody has answered, both of them still there."""
        return self.filter(
            same=None, person__deleted_at=None, other__deleted_at=None, person__merged_into=None,
            other__merged_into=None,
        )  # fmt: skip

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Pairs of which the user sees both persons."""
        seen = apps.get_model("leaders", "Person").objects.visible_to(user)
        return self.filter(person__in=seen, other__in=seen)

    def reviewable_by(self, user: "User | AnonymousUser") -> Self:
        """Pairs of which both persons lie in the areas that the user reviews."""
        seen = apps.get_model("leaders", "Person").objects.reviewable_by(user)
        return self.filter(person__in=seen, other__in=seen)

    def waiting(self) -> Self:
        """Pairs that may yet be put together: not answered with no, both persons still there."""
        there = {"deleted_at": None, "merged_into": None}
        conditions = {
            f"{side}__{name}": value for side in ("person", "other") for name, value in there.items()
        }
        return self.filter(**conditions).exclude(same=False)

    def likeliest_first(self) -> Self:
        """Those that somebody said are one, then what is as good as certain, then the likelier question."""
        return self.order_by(F("same").desc(nulls_last=True), F("verdict").desc(), "-score", "pk")

    def with_persons(self) -> Self:
        """Pairs with both persons and their places at hand."""
        return self.select_related(
            "answered_by",
            *(
                f"{side}__{place}{above}"
                for side in ("person", "other")
                for place in ("team__subdistrict", "subdistrict")
                for above in ("", "__district", "__province")
            ),
        )


class MergeQuerySet(models.QuerySet):
    """Merges by reader."""

    def standing(self) -> Self:
        """Those that were not undone."""
        return self.filter(undone_at=None)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Merges of which the user sees both persons, as they are on record now."""
        seen = apps.get_model("leaders", "Person").everything.visible_to(user)
        return self.filter(kept__in=seen, gone__in=seen)

    def reviewable_by(self, user: "User | AnonymousUser") -> Self:
        """Merges of two persons of the areas that the user reviews."""
        seen = apps.get_model("leaders", "Person").everything.reviewable_by(user)
        return self.filter(kept__in=seen, gone__in=seen)

    def with_persons(self) -> Self:
        """Merges with both persons, their places and who did it at hand."""
        return self.select_related(
            "by", "undone_by", "kept__team__subdistrict", "kept__subdistrict", "gone__team__subdistrict",
            "gone__subdistrict",
        )  # fmt: skip
