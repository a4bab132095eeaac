"""Many activities at once, as lists bring them: the rules of forms, a handful of queries for any number."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from geo.choices import Role
from geo.models import ImportBatch, Record
from geo.rules import works_in
from geo.services.histories import copy_history, copy_links
from leaders.models import Partner
from leaders.services.partners import Key, name_partners

from ... import rules
from ...models import Activity, ActivityPartner, ActivityReport, Headcount, Session, StatusChange
from .. import transitions
from .counts import FIELDS as HEADCOUNT_FIELDS
from .inputs import ArrivingInput, HeadcountInput, SessionInput
from .roll import take_first_rolls
from .sessions import FIELDS as SESSION_FIELDS

CHUNK = 500

RecordType = TypeVar("RecordType", bound=Record)


class ArrivalRefused(ValidationError):
    """An activity has values that no form would take; ``uid`` says which."""

    def __init__(self, error: ValidationError, uid: uuid.UUID) -> None:
        super().__init__(error.messages)
        self.uid = uid


@dataclass
class _Arrival:
    """An activity with what belongs to it, not yet saved."""

    item: ArrivingInput
    activity: Activity
    steps: list[StatusChange]
    sessions: list[Session]
    headcounts: list[Headcount]
    report: ActivityReport | None


@transaction.atomic
def bring_activities(
    inputs: Iterable[ArrivingInput], *, by: User, batch: ImportBatch | None = None
) -> list[Activity]:
    """New activities with all that belongs to them, each arriving in its status; ``by`` becomes their author.

    Each gets one row of history that says how it arrived. Raises PermissionDenied where ``by`` may not log
    (without a team only who reviews the area may), ArrivalRefused for values that no form would take, and
    ValidationError for somebody who may not stand on a roll.
    """
    items = list(inputs)
    partners = name_partners((partner for item in items for partner in item.partners), by=by, batch=batch)
    parts = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    return [activity for part in parts for activity in _bring(part, partners, by=by, batch=batch)]


def _bring(
    items: Iterable[ArrivingInput], partners: Mapping[Key, Partner], *, by: User, batch: ImportBatch | None
) -> list[Activity]:
    """A part of them: a long list would take memory for all that belongs to its activities at once."""
    arrivals = [_arrival(item, by, batch) for item in items]
    activities = [arrival.activity for arrival in arrivals]
    _create(activities)
    reports = [arrival.report for arrival in arrivals if arrival.report]
    sessions = [row for arrival in arrivals for row in arrival.sessions]
    headcounts = [row for arrival in arrivals for row in arrival.headcounts]
    steps = [row for arrival in arrivals for row in arrival.steps]
    for row in (*reports, *sessions, *headcounts, *steps):
        row.activity = row.activity  # its key is known now
    for rows in (reports, sessions, headcounts, steps):
        _create(rows)
    _create(
        [
            _stamped(
                ActivityPartner(activity=arrival.activity, partner=partners[key], brought=brought), by, batch
            )
            for arrival in arrivals
            for key, brought in _once(arrival.item).items()
        ]
    )
    _link(arrivals, sessions, by)
    take_first_rolls(
        [(arrival.activity, arrival.sessions, arrival.item.roll) for arrival in arrivals], by=by, batch=batch
    )
    _about_issues(arrivals)
    _keep_history(activities, reports)
    return activities


def _arrival(item: ArrivingInput, by: User, batch: ImportBatch | None) -> _Arrival:
    """Everything of one activity, checked as forms check it."""
    days = [session.date for session in item.sessions]
    activity = Activity(
        uid=item.uid,
        programme=item.programme,
        team=item.team,
        area=item.area,
        title=item.title,
        starts_on=min(days),
        ends_on=max(days),
        **item.values,
    )
    if not rules.may_log(by, activity):
        raise PermissionDenied
    if item.team is None and not works_in(by, item.area, Role.REVIEWER, Role.STAFF):
        raise PermissionDenied
    try:
        _check(activity, "title", *item.values)
        sessions = [_session(activity, given) for given in sorted(item.sessions, key=lambda row: row.date)]
        headcounts = [_headcount(activity, given) for given in item.headcounts]
    except ValidationError as error:
        raise ArrivalRefused(error, item.uid) from error
    report = ActivityReport(activity=activity, **item.report) if any(item.report.values()) else None
    steps = transitions.first_steps(activity, by=by, status=item.status, reason=item.reason)
    for row in filter(None, (activity, report, *sessions, *headcounts)):
        _stamped(row, by, batch)
    return _Arrival(item, activity, steps, sessions, headcounts, report)


def _check(row: models.Model, *names: str) -> None:
    """What ``clean_fields`` does, for the fields that a list fills; the others hold what they begin with."""
    for name in names:
        field = row._meta.get_field(name)
        value = getattr(row, name)
        if value or not field.blank:
            setattr(row, name, field.clean(value, row))


def _session(activity: Activity, given: SessionInput) -> Session:
    row = Session(uid=given.uid, activity=activity, **{name: getattr(given, name) for name in SESSION_FIELDS})
    _check(row, "date", "hours")
    return row


def _headcount(activity: Activity, given: HeadcountInput) -> Headcount:
    row = Headcount(activity=activity, **{name: getattr(given, name) for name in HEADCOUNT_FIELDS})
    _check(row, "number", "women", "source")
    if given.women is not None and given.women > given.number:
        raise ValidationError(_("จำนวนผู้หญิงมากกว่าจำนวนคนทั้งหมด"), code="too_many_women")
    return row


def _stamped(row: RecordType, by: User, batch: ImportBatch | None) -> RecordType:
    row.import_batch = batch
    row.stamp(by)
    return row


def _once(item: ArrivingInput) -> dict[tuple[int | None, str], str]:
    """What each partner brought, by the partner's key."""
    found: dict[tuple[int | None, str], str] = {}
    for partner in item.partners:
        found[partner.key] = found.get(partner.key) or partner.brought
    return found


def _create(rows: Sequence[models.Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=CHUNK)


def _link(arrivals: Sequence[_Arrival], sessions: Sequence[Session], by: User) -> None:
    """Authors, and further methods of sessions."""
    author = Activity.authors.through
    _create([author(activity=arrival.activity, user=by) for arrival in arrivals])
    further = Session.further_methods.through
    methods = {given.uid: given.further_methods for arrival in arrivals for given in arrival.item.sessions}
    _create([further(session=row, method=method) for row in sessions for method in methods[row.uid]])


def _about_issues(arrivals: Sequence[_Arrival]) -> None:
    about = Activity.issues.through
    _create(
        [
            about(activity=arrival.activity, issuearea=issue)
            for arrival in arrivals
            for issue in dict.fromkeys(arrival.item.issues)
        ]
    )


def _keep_history(activities: list[Activity], reports: list[ActivityReport]) -> None:
    """One row of history per activity, with its issues, and one per report."""
    keys = [activity.pk for activity in activities]
    copy_history(Activity, keys, "+")
    copy_links(Activity._meta.get_field("issues"), keys)
    copy_history(ActivityReport, [report.pk for report in reports], "+")
