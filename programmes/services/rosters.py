"""A roster away from a log: somebody joins, changes group, leaves."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from geo.models import IssueArea
from leaders.matching import likely_same
from leaders.models import Person, Team
from leaders.services.people import add_person

from ..models import Enrolment, LearnerGroup, Programme
from .enrolments import enrol


def known_in(team: Team, values: Mapping[str, Any], *, by: User) -> list[Person]:
    """Persons of the team or its subdistrict, as far as ``by`` sees them, who may be the one described."""
    among = Person.objects.visible_to(by).within(team.subdistrict).select_related("team__subdistrict")
    return likely_same(
        among, values.get("given_name", ""), values.get("family_name", ""), values.get("phone", "")
    )


@transaction.atomic
def join(
    team: Team,
    *,
    programme: Programme,
    uid: uuid.UUID,
    values: Mapping[str, Any],
    group: LearnerGroup,
    issues: Iterable[IssueArea],
    starts_on: date,
    by: User,
) -> Enrolment:
    """A new person on the team's roster from ``starts_on``; twice the same ``uid`` adds one person."""
    person = add_person(uid=uid, team=team, subdistrict=team.subdistrict, by=by, **dict(values))
    return enrol(
        person, team=team, programme=programme, group=group, issues=issues, starts_on=starts_on, by=by
    )
