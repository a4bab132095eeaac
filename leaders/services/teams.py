"""Forming tambon teams: proposed by a coordinator, approved by a reviewer."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from geo.choices import Level
from geo.models import Area

from .. import rules
from ..choices import TeamStatus
from ..models import Team


def propose_team(subdistrict: Area, *, formed_on: date, by: User) -> Team:
    """A new team, waiting to be approved.

    Raises PermissionDenied outside one's areas; ValidationError when the subdistrict has an active team,
    was abolished, or is no subdistrict.
    """
    if not rules.may_propose_team(by, subdistrict):
        raise PermissionDenied
    if subdistrict.level != Level.SUBDISTRICT or subdistrict.abolished_on:
        raise ValidationError({"subdistrict": _("ตั้งทีมได้ในตำบลหรือแขวงที่มีอยู่ตอนนี้เท่านั้น")})
    team = Team(subdistrict=subdistrict, formed_on=formed_on)
    team._history_user = by
    team.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError:
        raise ValidationError({"subdistrict": _("ตำบลนี้มีทีมอยู่แล้ว")}, code="exists") from None
    return team


@transaction.atomic
def approve_team(team: Team, *, by: User) -> Team:
    """Proposed → approved; approving twice changes nothing."""
    fresh = Team.objects.select_for_update().get(pk=team.pk)
    if not rules.may_approve_team(by, fresh):
        raise PermissionDenied
    if fresh.status != TeamStatus.APPROVED:
        fresh.status = TeamStatus.APPROVED
        fresh._history_user = by
        fresh.save(update_fields=["status"])
    team.status = fresh.status
    return team


@transaction.atomic
def add_team(subdistrict: Area, *, formed_on: date, by: User) -> Team:
    """A team that stands at once, added by whoever may approve it. Raises what ``propose_team`` does."""
    return approve_team(propose_team(subdistrict, formed_on=formed_on, by=by), by=by)
