"""Open houses as iCalendar (RFC 5545), which calendars of phones read."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from thai.clock import BANGKOK

from ..models import OpenHousePage


def open_house_event(page: OpenHousePage, address: str) -> bytes:
    """A calendar with one event. Without a start time it takes whole days; times are written in UTC."""
    event = Event()
    event.add("uid", f"{page.translation_key}@khabuan")
    event.add("dtstamp", (page.last_published_at or page.latest_revision_created_at or _midnight(page)))
    event.add("summary", page.title)
    event.add("description", f"{page.lead}\n\n{page.contact}\n\n{address}")
    event.add("location", " ".join(part for part in (page.place_text, page.area.full_name) if part))
    event.add("url", address)
    if page.starts_at:
        event.add("dtstart", _moment(page.starts_on, page.starts_at))
        if page.ends_at:
            event.add("dtend", _moment(page.last_on, page.ends_at))
    else:
        event.add("dtstart", page.starts_on)
        # The end of whole days is the day after.
        event.add("dtend", page.last_on + timedelta(days=1))
    calendar = Calendar()
    calendar.add("prodid", "-//Khabuan//TH")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return calendar.to_ical()


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=BANGKOK).astimezone(UTC)


def _midnight(page: OpenHousePage) -> datetime:
    return _moment(page.starts_on, time.min)
