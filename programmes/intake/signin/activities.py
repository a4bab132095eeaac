"""Which activity a sheet speaks of, and who is already on its roll."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q
from django.utils.translation import get_language

from leaders.models import Team
from thai.dates import format_date
from thai.text import search_key

from ...choices import ActivityStatus, Presence
from ...models import Activity, Attendance
from ..known import OFF, ask_which, why_closed
from .shared import Shared

# No sheet adds to these: what is verified was looked at as it stands, the others never took place.
CLOSED = {ActivityStatus.VERIFIED, *OFF}


@dataclass
class Roll:
    """The activity on record, or None; who came by person and day; ``waits`` while it is asked for."""

    activity: Activity | None = None
    came: dict[int, dict[date, Presence]] = field(default_factory=dict)
    waits: bool = False

    @property
    def closed(self) -> str:
        """Why nothing can be added to the activity; "" if something can."""
        if self.activity is None or self.activity.status not in CLOSED:
            return ""
        return why_closed(self.activity)


def find_roll(team: Team, days: tuple[date, ...], title: str, *, number: str, shared: Shared) -> Roll:
    """The same team, days and title are the same activity; others on these days are asked about.

    One that the same file brought before is it, whatever it is called by now.
    """
    digest = shared.digest
    overlapping = Activity.objects.filter(team=team, starts_on__lte=days[-1], ends_on__gte=days[0])
    with_digest = overlapping.annotate(digest=F("import_batch__digest"))
    found = list(with_digest.order_by("starts_on", "pk"))
    shared.grounds.saw(overlapping, found)
    exact = [row for row in found if (row.starts_on, row.ends_on) == (days[0], days[-1])]
    brought = [row for row in exact if digest and row.digest == digest]
    same = brought or [row for row in exact if search_key(row.title) == search_key(title)]
    if same:
        # Of two, the one that still counts.
        return roll_of(min(same, key=lambda row: (row.status == ActivityStatus.CANCELLED, row.pk)))
    open_to_ask = [row for row in found if row.status not in OFF]
    if not open_to_ask:
        return Roll()
    told = title, format_date(days[0], get_language() or "th", "day")
    question = ask_which(open_to_ask, f"{number}:activity", told, shared.asking)
    if question.is_open:
        return Roll(waits=True)
    chosen = next((row for row in open_to_ask if str(row.uid) == question.answer), None)
    return roll_of(chosen) if chosen else Roll()


def roll_of(activity: Activity) -> Roll:
    """An activity with who came each day; of several sessions of a day one is enough."""
    roll = Roll(activity)
    rows = Attendance.objects.filter(Q(session__deleted_at=None), session__activity=activity)
    for person, day, presence in rows.values_list("enrolment__person", "session__date", "presence"):
        days = roll.came.setdefault(person, {})
        days[day] = strongest(days.get(day, Presence.UNKNOWN), Presence(presence))
    return roll


def strongest(*answers: Presence) -> Presence:
    """Present wins over absent, absent over unknown."""
    for presence in (Presence.PRESENT, Presence.ABSENT):
        if presence in answers:
            return presence
    return Presence.UNKNOWN
