"""Answers about people that were given on a phone, some time ago: whom they mean by now.

A phone ticks the roster it took along. Until its log arrives people may have been merged, have changed
group or team, or have left. An answer belongs to the person; it lands on the enrolment valid that day.
"""

import uuid
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Person

from ...choices import Presence
from ...models import Activity, Enrolment
from ..enrolments import enrol

Answers = Mapping[tuple[uuid.UUID, int], Presence]
# A chain of merges is short; a ring must not hang the server.
MOST_MERGES = 20


def land_answers(
    activity: Activity, answers: Answers, days: Mapping[uuid.UUID, date], *, by: User
) -> dict[tuple[uuid.UUID, int], Presence]:
    """``answers`` by session uid and enrolment id, each on the enrolment its person holds on that day.

    ``days`` are the sessions' days. Who came and is on no roster that day any more is enrolled by coming, in
    the group they were in; who came and is on another team's roster by now came as a guest. Another answer
    about somebody who is not on this team's roster falls away, and so does one about an enrolment that
    neither belongs to the team nor is seen by ``by``.
    """
    meant = _enrolments({key for _, key in answers}, activity, by)
    final = _after_merging({row.person_id: row.person for row in meant.values()})
    held = _held(activity, {person.pk for person in final.values()})
    landed: dict[tuple[uuid.UUID, int], Presence] = {}
    for (session, key), presence in answers.items():
        if key not in meant or session not in days:
            continue
        person = final[meant[key].person_id]
        row = _valid(held.get(person.pk, []), meant[key], days[session])
        if row is not None and presence != Presence.PRESENT and _left(row, meant[key], activity):
            continue
        if row is None and presence == Presence.PRESENT:
            row = _enrolled_by_coming(activity, meant[key], person, days[session], by)
            held.setdefault(person.pk, []).append(row)
        if row is not None and landed.get((session, row.pk), Presence.UNKNOWN) != Presence.PRESENT:
            # Two rows of the phone may be one person by now: who came in one of them came.
            landed[session, row.pk] = presence
    return landed


def _enrolments(keys: set[int], activity: Activity, by: User) -> dict[int, Enrolment]:
    """The enrolments the phone knew, those in the bin too, as far as it may have known them."""
    rows = Enrolment.everything.filter(pk__in=keys).select_related("person", "group", "team", "programme")
    seen = set(Enrolment.everything.visible_to(by).filter(pk__in=keys).values_list("pk", flat=True))
    return {row.pk: row for row in rows if row.team_id == activity.team_id or row.pk in seen}


def _after_merging(persons: Mapping[int, Person]) -> dict[int, Person]:
    """By the id of each person: who they are now."""
    final = dict(persons)
    for _step in range(MOST_MERGES):
        gone = {person.merged_into_id for person in final.values() if person.merged_into_id}
        if not gone:
            break
        now = Person.everything.in_bulk(gone)
        final = {
            key: now[person.merged_into_id] if person.merged_into_id else person
            for key, person in final.items()
        }
    return final


def _held(activity: Activity, persons: set[int]) -> dict[int, list[Enrolment]]:
    held: dict[int, list[Enrolment]] = {}
    rows = Enrolment.objects.filter(person__in=persons, programme=activity.programme_id)
    for row in rows.order_by("starts_on"):
        held.setdefault(row.person_id, []).append(row)
    return held


def _valid(held: list[Enrolment], meant: Enrolment, day: date) -> Enrolment | None:
    """The enrolment valid on ``day``, the one meant before any other."""
    valid = [row for row in held if row.covers(day)]
    return next((row for row in valid if row.pk == meant.pk), valid[0] if valid else None)


def _left(row: Enrolment, meant: Enrolment, activity: Activity) -> bool:
    """Whether somebody of the team is on another team's roster by now."""
    return row.team_id != activity.team_id and meant.team_id == activity.team_id


def _enrolled_by_coming(
    activity: Activity, meant: Enrolment, person: Person, day: date, by: User
) -> Enrolment:
    try:
        return enrol(
            person,
            team=activity.team or meant.team,
            programme=activity.programme,
            group=meant.group,
            starts_on=day,
            by=by,
        )
    except (PermissionDenied, ValidationError) as error:
        raise ValidationError(
            _("%(name)s ไม่ได้อยู่ในรายชื่อวันนั้นแล้ว แก้คำตอบของคนนี้ หรือนับเป็นคนไม่ระบุชื่อ"),
            params={"name": person.full_name},
            code="not_enrolled",
        ) from error
