"""A roster away from a log: somebody joins, changes group, leaves."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from geo.models import IssueArea, Record
from leaders.matching import likely_same
from leaders.models import Person, Team
from leaders.rules import may_change_person
from leaders.services.likeness import note_likely_same
from leaders.services.people import add_person

from ..models import Activity, Attendance, Enrolment, LearnerGroup, Programme
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
    """A new person on the team's roster from ``starts_on``; twice the same ``uid`` adds one person.

    Who was merged into somebody else meanwhile is that one. Who may be somebody known is noted, for people to
    decide.
    """
    person = _added_by_a_colleague(uid, by) or add_person(
        uid=uid, team=team, subdistrict=team.subdistrict, by=by, **dict(values)
    )
    note_likely_same(person, by=by)
    person = person.now
    held = Enrolment.objects.filter(person=person, programme=programme).on(starts_on).first()
    return held or enrol(
        person, team=team, programme=programme, group=group, issues=issues, starts_on=starts_on, by=by
    )


def _added_by_a_colleague(uid: uuid.UUID, by: User) -> Person | None:
    """The person with that uid whom somebody else of the team added from the same log."""
    person = Person.objects.filter(uid=uid).exclude(created_by=by).first()
    return person if person and may_change_person(by, person) else None


@transaction.atomic
def take_back(activity: Activity, uid: uuid.UUID, *, by: User) -> None:
    """Somebody was added to this log by mistake: goes to the bin, with enrolment and ticks.

    Who came to another activity too, or was not added with this one, stays; only the ticks here go.
    """
    person = Person.objects.visible_to(by).filter(uid=uid).first()
    if person is None:
        return
    here = Attendance.objects.filter(enrolment__person=person, session__activity=activity)
    elsewhere = Attendance.objects.filter(enrolment__person=person).exclude(session__activity=activity)
    added_here = person.created_by_id == by.pk and person.created_at >= activity.created_at
    going: list[Record] = list(here)
    if added_here and not elsewhere.exists():
        going += [*Enrolment.objects.filter(person=person), person]
    for row in going:
        row.put_into_bin(by)
