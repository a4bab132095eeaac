"""Activities as iCalendar (RFC 5545), which calendars of phones read. Nobody who took part is in it."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from thai.clock import BANGKOK
from thai.dates import format_date

from ..choices import ActivityStatus as Status
from ..models import Activity, Session

REFRESH = timedelta(hours=1)
DAY = timedelta(days=1)
# Whether it will be: certain, not certain, not.
STATUS = {Status.POSTPONED: "TENTATIVE", Status.CANCELLED: "CANCELLED"}


def calendar_of(rows: Iterable[Activity], address_of: Callable[[Activity], str]) -> bytes:
    """A calendar with one event per activity, in the language that is active.

    Rows come with place, team and sessions at hand; ``address_of`` is where somebody who signs in reads one.
    The same rows give the same bytes, so that a calendar that asks again can be told that nothing changed.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Khabuan//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.calendar_name = _("กิจกรรมของทีม (ขบวน)")
    calendar.add("x-wr-timezone", "Asia/Bangkok")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for row in rows:
        calendar.add_component(_event(row, address_of(row)))
    return calendar.to_ical()


def _event(row: Activity, address: str) -> Event:
    status = Status(row.status)
    sessions = list(row.sessions.all())
    event = Event()
    event.add("uid", f"{row.uid}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}")
    event.add("sequence", row.version)
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("summary", _summary(row, status))
    event.add("description", "\n".join(part for part in (*_details(row, status), address) if part))
    event.add("location", _location(row))
    event.add("url", address)
    event.add("status", STATUS.get(status, "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if status in STATUS else "OPAQUE")
    _add_days(event, row, status, sessions)
    return event


def _summary(row: Activity, status: Status) -> str:
    title = row.title or _("ยังไม่มีชื่อ")
    return f"{status.label}: {title}" if status in STATUS else title


def _details(row: Activity, status: Status) -> list[str]:
    team = row.team.name if row.team else ""
    if status == Status.SUBMITTED:
        return [team, _("ส่งแล้ว รอตรวจ")]
    if status == Status.POSTPONED and row.postponed_to:
        words = _("เลื่อนมาจาก %s") % format_date(row.starts_on, get_language() or "th", "day")
        return [team, words]
    return [team, str(status.label)]


def _location(row: Activity) -> str:
    place = (row.team.subdistrict if row.team else row.area).full_name
    return " · ".join(part for part in (row.place_text, row.site.name if row.site else "", place) if part)


def _add_days(event: Event, row: Activity, status: Status, sessions: list[Session]) -> None:
    """Its time if it has one and lasts a day; whole days otherwise, put off ones on their new day."""
    days = sorted({session.date for session in sessions}) or [row.starts_on, row.ends_on]
    if status == Status.POSTPONED and row.postponed_to:
        days = [day + (row.postponed_to - days[0]) for day in days]
    first, last = days[0], days[-1]
    timed = [session for session in sessions if session.starts_at]
    if timed and first == last:
        begins, ends = _span(first, timed)
        event.add("dtstart", begins)
        if ends:
            event.add("dtend", ends)
        return
    event.add("dtstart", first)
    together = len(set(days)) == (last - first).days + 1 or not sessions
    # The end of whole days is the day after.
    event.add("dtend", (last if together else first) + DAY)
    if not together:
        event.add("rdate", days[1:], parameters={"VALUE": "DATE"})


def _span(day: date, sessions: list[Session]) -> tuple[datetime, datetime | None]:
    """From the first start to the last end, in UTC; no end where no hours are known."""
    ends = [
        _moment(day, session.starts_at) + timedelta(hours=float(session.hours))
        for session in sessions
        if session.hours
    ]
    return min(_moment(day, session.starts_at) for session in sessions), max(ends, default=None)


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=BANGKOK).astimezone(UTC)
