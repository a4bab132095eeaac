"""What one person took part in: activities and hours."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounts.models import User
from leaders.models import Person

from ..choices import ActivityStatus, MethodKind
from ..models import Activity, Attendance


@dataclass
class Part:
    """An activity that the person came to; ``hours`` are those known of ``sessions``."""

    activity: Activity
    days: list[date] = field(default_factory=list)
    sessions: int = 0
    known: int = 0
    hours: Decimal = Decimal(0)


@dataclass
class Life:
    """``parts``, the latest first, are of activities that the reader sees; ``hidden`` counts the others.

    ``times``, ``hours``, ``practice`` (hours of methods that are practice), ``known`` and ``sessions`` count
    verified activities only, wherever they were held.
    """

    parts: list[Part] = field(default_factory=list)
    hidden: int = 0
    times: int = 0
    known: int = 0
    hours: Decimal = Decimal(0)
    practice: Decimal = Decimal(0)


def life_of(person: Person, *, by: User) -> Life:
    """Everything that ``person`` came to, in two queries however much that is."""
    ticks = (
        Attendance.objects.present()
        .filter(enrolment__person=person, session__deleted_at=None, session__activity__deleted_at=None)
        .select_related("session__method", "session__activity")
        .order_by("-session__date", "-session__activity", "session")
    )
    visible = Activity.objects.visible_to(by).filter(sessions__attendances__enrolment__person=person)
    seen = set(visible.values_list("pk", flat=True))
    life, parts = Life(), {}
    for tick in ticks:
        activity = tick.session.activity
        hours = tick.hours if tick.hours is not None else tick.session.hours
        if activity.status == ActivityStatus.VERIFIED:
            _count(life, tick, hours)
        part = parts.setdefault(activity.pk, Part(activity))
        part.sessions += 1
        part.days.append(tick.session.date)
        if hours is not None:
            part.known, part.hours = part.known + 1, part.hours + hours
    life.parts = [part for key, part in parts.items() if key in seen]
    life.hidden = len(parts) - len(life.parts)
    return life


def _count(life: Life, tick: Attendance, hours: Decimal | None) -> None:
    life.times += 1
    if hours is None:
        return
    life.known, life.hours = life.known + 1, life.hours + hours
    if tick.session.method and tick.session.method.kind == MethodKind.PRACTICE:
        life.practice += hours
