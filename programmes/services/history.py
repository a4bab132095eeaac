"""What happened to an activity, in order: steps, roll calls, changes, pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from ..choices import ActivityStatus, EvidenceKind, Presence
from ..models import Activity, ActivityReport

# Fields of the activity whose change is told, by their own labels.
TOLD = ["title", "starts_on", "ends_on", "team", "area", "place_text", "site", "latitude", "longitude",
        "off_plan_reason", "led_by", "budget_planned", "budget_spent", "postponed_to"]  # fmt: skip
REPORT_FIELDS = ["outputs", "outcomes", "impacts", "lessons", "obstacles"]


@dataclass(frozen=True)
class Event:
    """Something that happened: when, what, by whom, and further words ("" for none)."""

    at: datetime
    title: str
    by: object | None
    note: str = ""


def history_of(activity: Activity) -> list[Event]:
    """All events of an activity, the latest first."""
    events = [*_steps(activity), *_roll_calls(activity), *_changes(activity), *_report(activity)]
    events += _evidence(activity)
    return sorted(events, key=lambda event: event.at, reverse=True)


def _steps(activity: Activity) -> Iterator[Event]:
    for step in activity.status_changes.select_related("by"):
        to = ActivityStatus(step.to_status).label
        if step.from_status:
            words = {"from": ActivityStatus(step.from_status).label, "to": to}
            title = _("%(from)s → %(to)s") % words
        else:
            title = _("เริ่มเป็น “%(to)s”") % {"to": to}
        yield Event(step.at, title, step.by, step.reason)


def _roll_calls(activity: Activity) -> Iterator[Event]:
    for call in activity.roll_calls.select_related("by"):
        answers = [tick[2] for tick in call.ticks]
        numbers = {answer: answers.count(answer) for answer in Presence.values}
        note = _("มา %(present)s · ไม่มา %(absent)s · ไม่ทราบ %(unknown)s") % numbers
        yield Event(call.at, _("เช็กชื่อ"), call.by, note)


def _changes(activity: Activity) -> Iterator[Event]:
    """Changes of the activity's own fields; steps of its status are told by themselves."""
    rows = list(activity.history.select_related("history_user").order_by("history_date", "history_id"))
    labels = {name: Activity._meta.get_field(name).verbose_name for name in TOLD}
    attributes = {name: Activity._meta.get_field(name).attname for name in TOLD}
    for before, after in pairwise(rows):
        changed = [
            str(labels[name])
            for name, attribute in attributes.items()
            if getattr(before, attribute) != getattr(after, attribute)
        ]
        if changed:
            yield Event(after.history_date, _("แก้รายละเอียด"), after.history_user, " · ".join(changed))


def _report(activity: Activity) -> Iterator[Event]:
    rows = list(
        ActivityReport.history.filter(activity_id=activity.pk)
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    for number, after in enumerate(rows):
        before = rows[number - 1] if number else None
        changed = [
            str(ActivityReport._meta.get_field(name).verbose_name)
            for name in REPORT_FIELDS
            if getattr(after, name) != (getattr(before, name) if before else "")
        ]
        if changed:
            yield Event(after.history_date, _("เขียนผลของกิจกรรม"), after.history_user, " · ".join(changed))


def _evidence(activity: Activity) -> Iterator[Event]:
    for proof in activity.evidence.select_related("created_by"):
        title = _("เพิ่ม%(kind)s") % {"kind": EvidenceKind(proof.kind).label}
        yield Event(proof.created_at, title, proof.created_by, proof.caption)
