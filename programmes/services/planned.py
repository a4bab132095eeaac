"""What was planned beside what was logged."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.utils.translation import gettext as _

from thai.dates import format_range, format_time
from thai.widgets import active_language

from ..choices import ActivityStatus
from ..models import Activity, Method


@dataclass(frozen=True)
class Line:
    """One thing, as planned and as logged."""

    label: str
    planned: str
    logged: str

    @property
    def differs(self) -> bool:
        """Whether it went otherwise."""
        return self.planned != self.logged


def planned_beside(activity: Activity) -> list[Line]:
    """The plan as it stood when the log was begun beside the log, where the plan said anything.

    Empty for what was logged without a plan. The activity comes with ``people_came`` and ``unnamed_came``.
    """
    begun = activity.status_changes.filter(from_status=ActivityStatus.PLANNED).exclude(plan=None).last()
    if begun is None:
        return []
    plan, session = begun.plan, activity.sessions.select_related("method").first()
    method = Method.objects.filter(pk=plan["method"]).first() if plan["method"] else None
    days = [date.fromisoformat(plan[name]) for name in ("starts_on", "ends_on")]
    people = _("%s คน")
    lines = [
        Line(_("ชื่อกิจกรรม"), plan["title"], activity.title),
        Line(_("วันที่"), _days(*days), _days(activity.starts_on, activity.ends_on)),
        Line(_("เริ่มกี่โมง"), _clock(plan["starts_at"]), _clock(session and session.starts_at)),
        Line(_("วิธีหลัก"), str(method or ""), str(session.method or "") if session else ""),
        Line(_("กี่ชั่วโมง"), _hours(plan["hours"]), _hours(session and session.hours)),
        Line(_("สถานที่"), plan["place_text"], activity.place_text),
        Line(
            _("คนที่มา"),
            people % plan["people"] if plan["people"] else "",
            people % (activity.people_came + activity.unnamed_came),
        ),
    ]
    return [line for line in lines if line.planned]


def _days(first: date, last: date) -> str:
    return format_range(first, last, active_language())


def _clock(at: time | str | None) -> str:
    if not at:
        return ""
    return format_time(time.fromisoformat(at) if isinstance(at, str) else at, active_language())


def _hours(hours: Decimal | str | None) -> str:
    return "" if hours in (None, "") else f"{Decimal(hours).normalize():f}"
