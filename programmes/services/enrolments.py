"""Joining, changing and leaving a team's roster. The past stays as it was.

Source (domain.md, nouns): Enrolment is person × team × programme × group, from/to, no overlap per person
and programme; a change of group or team ends one and begins the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import ImportBatch, IssueArea
from geo.services.histories import copy_history, copy_links
from leaders import rules as leader_rules
from leaders.models import Person, Team
from thai.dates import format_date

from ..models import Enrolment, LearnerGroup, Programme

# Given as rows at hand, so that nobody need ask the database whether they exist; constraints are checked.
FROM_ROWS = {"created_by", "changed_by", "import_batch", "person", "team", "programme", "group"}
CHUNK = 500


@transaction.atomic
def enrol(
    person: Person,
    *,
    team: Team,
    programme: Programme,
    group: LearnerGroup,
    starts_on: date,
    by: User,
    issues: Iterable[IssueArea] = (),
    batch: ImportBatch | None = None,
) -> Enrolment:
    """Put ``person`` on the roster from ``starts_on``; gives back the enrolment valid that day.

    Already there in the same team and group: nothing changes. In another team or group: that one ends
    the day before. An earlier start than a later enrolment of the same team and group pulls its start
    forward. Raises ValidationError when the person is elsewhere *after* that day, PermissionDenied when
    ``by`` does not work for the team or may not change the person.
    """
    if not (leader_rules.may_work_for(by, team) and leader_rules.may_change_person(by, person)):
        raise PermissionDenied
    if Person.everything.select_for_update().get(pk=person.pk).deleted_at:
        raise ValidationError(
            _("%(name)s ถูกลบไปแล้ว กู้คืนจากรายการที่ลบไปก่อน"), params={"name": person.full_name}, code="deleted"
        )
    held = list(Enrolment.objects.filter(person=person, programme=programme).order_by("starts_on"))
    current = next((row for row in held if row.covers(starts_on)), None)
    later = next((row for row in held if row.starts_on > starts_on), None)
    if current and (current.team_id, current.group_id) == (team.pk, group.pk):
        return current
    if later and not current and (later.team_id, later.group_id) == (team.pk, group.pk):
        later.starts_on = starts_on
        later.stamp(by)
        later.save()
        return later
    if later:
        raise _enrolled_later(person, later.team)
    if current:
        _end_before(current, starts_on, by=by)
    enrolment = Enrolment(
        person=person, team=team, programme=programme, group=group, starts_on=starts_on, import_batch=batch
    )
    _begin(enrolment, issues, by=by)
    return enrolment


@dataclass(frozen=True)
class Joining:
    """Somebody who joins a roster: in which group, on which issues."""

    person: Person
    group: LearnerGroup
    issues: tuple[IssueArea, ...] = ()


@transaction.atomic
def enrol_many(
    joining: Sequence[Joining],
    *,
    team: Team,
    programme: Programme,
    starts_on: date,
    by: User,
    batch: ImportBatch | None = None,
) -> list[Enrolment]:
    """Put many persons on the roster, as ``enrol`` puts one; the enrolments in the order given.

    Those who are new to the programme are written together, the others one by one.
    """
    people = [row.person for row in joining]
    if not (
        leader_rules.may_work_for(by, team)
        and all(leader_rules.may_change_person(by, person) for person in people)
    ):
        raise PermissionDenied
    keys = [person.pk for person in people]
    list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    known = set(
        Enrolment.objects.filter(programme=programme, person__in=keys).values_list("person", flat=True)
    )
    where = {"team": team, "programme": programme, "starts_on": starts_on}
    made = _new_ones(joining, known, by=by, batch=batch, **where)
    _write_many(list(made.values()), {row.person.pk: row.issues for row in joining if row.person.pk in made})
    return [
        # A person named twice is new only once.
        made.pop(row.person.pk, None)
        or enrol(row.person, group=row.group, issues=row.issues, by=by, batch=batch, **where)
        for row in joining
    ]


def _new_ones(
    joining: Iterable[Joining], known: set[int], *, by: User, batch: ImportBatch | None, **where: Any
) -> dict[int, Enrolment]:
    """Enrolments of those who are new to the programme, by person, checked but not yet written.

    ``known`` are keys of those who are not. Who comes from another team takes the record along: not here.
    """
    made: dict[int, Enrolment] = {}
    for row in joining:
        if row.person.pk in known or row.person.team_id != where["team"].pk:
            continue
        enrolment = Enrolment(person=row.person, group=row.group, import_batch=batch, **where)
        enrolment.stamp(by)
        enrolment.clean_fields(exclude=FROM_ROWS)
        made.setdefault(row.person.pk, enrolment)
    return made


def _write_many(enrolments: list[Enrolment], issues: dict[int, tuple[IssueArea, ...]]) -> None:
    """Write new enrolments, then their issues; history as ``save`` and ``issues.set`` leave it."""
    Enrolment.objects.bulk_create(enrolments, batch_size=CHUNK)
    copy_history(Enrolment, [enrolment.pk for enrolment in enrolments], "+")
    with_issues = [enrolment.pk for enrolment in enrolments if issues[enrolment.person_id]]
    through = Enrolment.issues.through
    links = [
        through(enrolment=enrolment, issuearea=issue)
        for enrolment in enrolments
        for issue in issues[enrolment.person_id]
    ]
    through.objects.bulk_create(links, batch_size=CHUNK)
    copy_history(Enrolment, with_issues, "~")
    copy_links(Enrolment._meta.get_field("issues"), with_issues)


def _begin(enrolment: Enrolment, issues: Iterable[IssueArea], *, by: User) -> None:
    """Write a new enrolment; changing team moves the person's record."""
    enrolment.stamp(by)
    enrolment.clean_fields(exclude=FROM_ROWS)
    enrolment.validate_constraints()
    enrolment.save()
    enrolment.issues.set(issues)
    person = enrolment.person
    if person.team_id != enrolment.team_id:
        person.team = enrolment.team
        person.stamp(by)
        person.save()


@transaction.atomic
def set_issues(enrolment: Enrolment, issues: Iterable[IssueArea], *, by: User) -> Enrolment:
    """What an issue specialist works on; the same ones: nothing is saved."""
    if not leader_rules.may_work_for(by, enrolment.team):
        raise PermissionDenied
    issues = set(issues)
    if issues != set(enrolment.issues.all()):
        enrolment.stamp(by)
        enrolment.save()
        enrolment.issues.set(issues)
    return enrolment


@transaction.atomic
def leave(enrolment: Enrolment, *, last_day: date, by: User) -> Enrolment:
    """End an enrolment after ``last_day``; ValidationError when the person was ticked after that day."""
    if not leader_rules.may_work_for(by, enrolment.team):
        raise PermissionDenied
    later = enrolment.attendances.filter(session__date__gt=last_day, session__deleted_at=None)
    if last := later.order_by("-session__date").values_list("session__date", flat=True).first():
        raise ValidationError(
            _("วันที่ %(day)s ยังมีการเช็กชื่อคนนี้อยู่ ออกได้ตั้งแต่วันนั้นเป็นต้นไป"),
            params={"day": format_date(last, get_language() or "th", "day")},
            code="attended_later",
        )
    enrolment.ends_on = last_day
    enrolment.stamp(by)
    enrolment.full_clean()
    enrolment.save()
    return enrolment


@transaction.atomic
def undo_leaving(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Take the end of an enrolment back, as if nobody had left; one that goes on stays as it is.

    Raises ValidationError when the person is on a roster again after that day, PermissionDenied when
    ``by`` does not work for the team.
    """
    if not leader_rules.may_work_for(by, enrolment.team):
        raise PermissionDenied
    Person.objects.select_for_update().get(pk=enrolment.person_id)
    fresh = Enrolment.objects.get(pk=enrolment.pk)
    if fresh.ends_on is None:
        return fresh
    held = Enrolment.objects.filter(person=fresh.person_id, programme=fresh.programme_id)
    if later := held.filter(starts_on__gt=fresh.ends_on).select_related("team__subdistrict").first():
        raise _enrolled_later(fresh.person, later.team)
    fresh.ends_on = None
    fresh.stamp(by)
    fresh.save()
    return fresh


def _enrolled_later(person: Person, team: Team) -> ValidationError:
    return ValidationError(
        _("%(name)s อยู่ในรายชื่อของ%(team)s ตั้งแต่วันหลังจากนี้แล้ว"),
        params={"name": person.full_name, "team": team.name},
        code="enrolled_later",
    )


def _end_before(row: Enrolment, day: date, *, by: User) -> None:
    """End ``row`` the day before ``day``; one that began on ``day`` never was and goes to the bin."""
    row.stamp(by)
    if row.starts_on < day:
        row.ends_on = day - timedelta(days=1)
    else:
        if row.attendances.exists():
            raise ValidationError(_("วันนี้มีการเช็กชื่อในกลุ่มเดิมแล้ว เปลี่ยนกลุ่มตั้งแต่วันถัดไป"), code="attended")
        row.deleted_at = row.changed_at
    row.save()
