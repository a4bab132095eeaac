"""Who came: present, absent or unknown, for everybody on the roster that day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from random import Random

from accounts.models import User
from programmes.choices import Presence
from programmes.models import Activity, Attendance, RollCall, Session

from .calendar import dice
from .ledger import Ledger, fixed_uid, remember
from .occasions import Occasion
from .people import LEADER, SPECIALIST

KEENNESS = {LEADER: 0.14, SPECIALIST: 0.08}


@dataclass(frozen=True)
class Roll:
    """An activity whose names were called."""

    occasion: Occasion
    activity: Activity
    sessions: list[Session]
    by: User
    at: datetime


def take_rolls(ledger: Ledger, rolls: list[Roll]) -> Counter[Activity]:
    """Attendances of all sessions, and one roll call per activity; gives back how many persons came."""
    chance = dice("attendance")
    rows: list[Attendance] = []
    came: Counter[Activity] = Counter()
    calls: list[tuple[Roll, list[Attendance]]] = []
    for roll in rolls:
        here = list(_attendances(chance, roll, len(rows)))
        rows += here
        present = {row.enrolment for row in here if row.presence == Presence.PRESENT}
        came[roll.activity] = len({enrolment.person_id for enrolment in present})
        if here:
            calls.append((roll, here))
    ledger.make(Attendance, rows)
    ledger.make(RollCall, [_call(roll, here) for roll, here in calls])
    return came


def _attendances(chance: Random, roll: Roll, number: int) -> Iterator[Attendance]:
    """Half to five in six of the roster came; on some days nobody noted who stayed away."""
    likely = chance.uniform(0.5, 0.83)
    noted = chance.random() < 0.88
    # A bus has fewer seats than the roster names.
    asked = chance.uniform(0.45, 0.7) if roll.occasion.kind.method == "study-visit" else 1
    roster = [row for row in roll.occasion.roster.enrolments if chance.random() < asked]
    for session in roll.sessions:
        for enrolment in roster:
            if not enrolment.covers(session.date):
                continue
            came = chance.random() < likely + KEENNESS.get(enrolment.group.key, 0)
            presence = Presence.PRESENT if came else Presence.ABSENT if noted else Presence.UNKNOWN
            row = Attendance(
                uid=fixed_uid("attendance", number),
                session=session,
                enrolment=enrolment,
                presence=presence,
                hours=_fewer_hours(chance, session) if came else None,
            )
            number += 1
            yield remember(row, by=roll.by, at=roll.at)


def _fewer_hours(chance: Random, session: Session) -> Decimal | None:
    """A few leave early."""
    if session.hours is None or session.hours < 3 or chance.random() > 0.03:
        return None
    return session.hours - chance.choice((Decimal(1), Decimal("1.5"), Decimal(2)))


def _call(roll: Roll, rows: list[Attendance]) -> RollCall:
    ticks = [
        [row.session_id, row.enrolment_id, row.presence, None if row.hours is None else str(row.hours)]
        for row in rows
    ]
    return RollCall(activity=roll.activity, by=roll.by, at=roll.at, ticks=ticks)
