"""Giving somebody a role in an area, and ending it."""

from datetime import date, timedelta

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.choices import EventKind
from accounts.models import User
from accounts.services.events import note
from thai.clock import now, today

from ..choices import ROLE_LEVELS, Level, Role
from ..models import Area, AreaRole
from ..rules import may_manage_role

# Groups of the editing admin that carry the permissions on pages; publishing makes them.
GROUPS = {Role.STAFF: "Staff", Role.EDITOR: "Editors"}


@transaction.atomic
def grant_role(
    user: User, area: Area, role: Role | str, *, by: User | None, starts_on: date | None = None
) -> AreaRole:
    """Give ``user`` a role in an area from a day on (today unless told), with no end yet.

    The same role given twice is one. ``by`` None is the operator at the command line. Raises
    PermissionDenied where ``by`` may not give it, to the own account above all, ValidationError for a level
    the role is not held at.
    """
    role = Role(role)
    given = AreaRole(user=user, area=area, role=role, starts_on=starts_on or today())
    own = by == user and not user.is_superuser
    if by is not None and (own or not may_manage_role(by, given)):
        raise PermissionDenied
    check_level(role, area)
    if existing := AreaRole.objects.filter(user=user, area=area, role=role, ends_on=None).first():
        return existing
    given._history_user, given._history_date = by, now()
    given.full_clean()
    given.save()
    note(user, EventKind.AREA_GIVEN, by=by, area=area.code, role=role, day=given.starts_on.isoformat())
    _follow(user, role)
    return given


def check_level(role: Role | str, area: Area) -> None:
    """Raises ValidationError for "area" when a role is not held at the area's level."""
    allowed = ROLE_LEVELS[Role(role)]
    if area.level not in allowed:
        levels = " · ".join(str(Level(level).label) for level in allowed)
        message = _("บทบาท%(role)sให้ได้ที่ระดับ %(levels)s")
        params = {"role": Role(role).label, "levels": levels}
        raise ValidationError({"area": ValidationError(message, code="level", params=params)})


@transaction.atomic
def end_role(area_role: AreaRole, *, by: User | None, last_day: date | None = None) -> AreaRole:
    """End a role with a last day; unless told it ends at once, so that today it is no longer held.

    A role that began today, or begins later, and ends at once is deleted; its history stays. Raises
    PermissionDenied where ``by`` may not end it, ValidationError for a last day before the first.
    """
    if by is not None and not may_manage_role(by, area_role):
        raise PermissionDenied
    area_role._history_user, area_role._history_date = by, now()
    ends_on = last_day or today() - timedelta(days=1)
    if last_day is None and ends_on < area_role.starts_on:
        area_role.delete()
    else:
        area_role.ends_on = ends_on
        area_role.full_clean()
        area_role.save(update_fields=["ends_on"])
    detail = {"area": area_role.area.code, "role": area_role.role, "day": ends_on.isoformat()}
    note(area_role.user, EventKind.AREA_ENDED, by=by, **detail)
    _follow(area_role.user, Role(area_role.role))
    return area_role


def _follow(user: User, role: Role) -> None:
    """Keep the user in the admin's group of a role for as long as a role of that kind has not ended."""
    user.__dict__.pop("_roles_today", None)
    group = Group.objects.filter(name=GROUPS[role]).first() if role in GROUPS else None
    if group is None:
        return
    roles = AreaRole.objects.filter(user=user, role=role)
    if roles.on().exists() or roles.filter(starts_on__gt=today()).exists():
        user.groups.add(group)
    else:
        user.groups.remove(group)
