"""Reads of the places app. ``within_q`` is the one way a relation to areas is limited to some areas."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from thai.clock import today

from .choices import Level, Role, SiteStatus

if TYPE_CHECKING:
    from .models import Area

NOTHING = Q(pk__in=[])
# An empty Q() would vanish when joined by "or"; this one stays true.
EVERYTHING = ~NOTHING


def within_q(areas: "Iterable[Area]", relation: str = "") -> Q:
    """Condition that ``relation`` (a lookup path to an Area, "" for Area itself) lies in one of ``areas``.

    An area lies within itself. No areas: nothing lies within.
    """
    prefix = f"{relation}__" if relation else ""
    condition = NOTHING
    for area in areas:
        if area.level == Level.NATION:
            return EVERYTHING
        if area.level == Level.SUBDISTRICT:
            part = Q(**{relation or "pk": area.pk})
        else:
            part = Q(**{f"{prefix}{area.level}": area.pk})
        condition = part if condition == NOTHING else condition | part
    return condition


class AreaQuerySet(models.QuerySet):
    """Areas by level, by whether they still exist, and by where they lie."""

    def current(self) -> Self:
        """Areas that were not abolished."""
        return self.filter(abolished_on=None)

    def level(self, level: Level) -> Self:
        """Areas of one level."""
        return self.filter(level=level)

    def within(self, *areas: "Area") -> Self:
        """Areas that lie in one of ``areas``, those included."""
        return self.filter(within_q(areas))

    def with_ancestors(self) -> Self:
        """Areas with district, province and region at hand, for their full names."""
        return self.select_related("district", "province", "region")

    def with_shared_ancestors(self) -> Self:
        """The same for long lists: what many lie in is one object for all of them, for three queries more."""
        return self.prefetch_related("district", "province", "region")


class AreaRoleQuerySet(models.QuerySet):
    """Roles by the day they are valid."""

    def on(self, day: date | None = None) -> Self:
        """Roles valid on ``day`` (today unless told)."""
        day = day or today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


def role_areas(user: User | AnonymousUser, *roles: Role) -> "list[Area]":
    """Areas in which ``user`` holds one of ``roles`` today; kept on the user for one request."""
    if not user.is_authenticated or not user.is_active:
        return []
    held = user.__dict__.get("_roles_today")
    if held is None or held[0] != today():
        found = user.area_roles.on().select_related(
            "area", "area__district", "area__province", "area__region"
        )
        held = user.__dict__["_roles_today"] = (today(), list(found))
    return [row.area for row in held[1] if row.role in roles]


def seen_q(user: User | AnonymousUser, relation: str, *roles: Role) -> Q:
    """Condition that ``relation`` lies where ``user`` holds one of ``roles``; superusers see everything."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return EVERYTHING
    return within_q(role_areas(user, *roles), relation)


def accounts_seen_by(user: User | AnonymousUser) -> models.QuerySet[User]:
    """Accounts of who coordinates, or once did, in an area that ``user`` reviews; all for national staff."""
    if not user.is_authenticated:
        return User.objects.none()
    if user.is_superuser or role_areas(user, Role.STAFF):
        return User.objects.all()
    within = within_q(role_areas(user, Role.REVIEWER), "area_roles__area")
    held = User.objects.filter(within, area_roles__role=Role.COORDINATOR)
    return User.objects.filter(pk__in=held.values("pk"))


FIELD_ROLES = (Role.COORDINATOR, Role.REVIEWER, Role.STAFF)


class RecordQuerySet(models.QuerySet):
    """Reads common to all records."""

    def deleted(self) -> Self:
        """Rows in the bin; ask ``Model.everything`` for them."""
        return self.exclude(deleted_at=None)


class LearningSiteQuerySet(RecordQuerySet):
    """Learning sites by status, place and reader."""

    def published(self) -> Self:
        """Sites the public may see."""
        return self.filter(status=SiteStatus.PUBLISHED)

    def proposed(self) -> Self:
        """Sites that wait for a reviewer."""
        return self.filter(status=SiteStatus.PROPOSED)

    def mapped(self) -> Self:
        """Sites with a position."""
        return self.filter(lat__isnull=False)

    def within(self, *areas: "Area") -> Self:
        """Sites in one of ``areas``."""
        return self.filter(within_q(areas, "subdistrict"))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published sites for everybody; others where the user works; all of them for editors."""
        if role_areas(user, Role.EDITOR):
            return self
        return self.filter(Q(status=SiteStatus.PUBLISHED) | seen_q(user, "subdistrict", *FIELD_ROLES))

    def reviewable_by(self, user: User | AnonymousUser) -> Self:
        """Sites in the areas that the user reviews."""
        return self.filter(seen_q(user, "subdistrict", Role.REVIEWER, Role.STAFF))

    def with_place(self) -> Self:
        """Sites with the names of their place at hand."""
        return self.select_related("subdistrict__district", "subdistrict__province", "subdistrict__region")


class ImportBatchQuerySet(models.QuerySet):
    """Uploaded sheets by reader."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Own uploads where one still works, those only of areas that one reviews; all for national staff.

        A sheet that speaks of another province too names people whom its reviewer alone may see; one that
        speaks of no area of its uploader's was never anybody else's business.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        own_area = seen_q(user, "areas", Role.REVIEWER, Role.STAFF)
        if own_area == EVERYTHING:
            return self
        own = Q(uploaded_by=user) & (Q(areas=None) | seen_q(user, "areas", *FIELD_ROLES))
        if own_area == NOTHING:
            return self.filter(own).distinct()
        spoken_of = self.model.areas.through.objects.filter(importbatch=OuterRef("pk"))
        elsewhere = spoken_of.exclude(seen_q(user, "area", Role.REVIEWER, Role.STAFF))
        return self.filter(own | own_area & ~Exists(elsewhere)).distinct()
