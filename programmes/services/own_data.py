"""What work knows about one person: rosters, every answer about coming, and what was changed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from geo.downloads.cells import Row
from leaders.models import Person
from leaders.services.own_data import Section, told_time
from thai.dates import format_date
from thai.widgets import active_language

from ..models import Attendance, Enrolment
from .person_history import history_of_person


def work_of(person: Person) -> Iterator[Section]:
    """The sections of this app."""
    yield Section(
        _("รายชื่อทีม"), [_("ทีม"), _("กลุ่ม"), _("ประเด็นงาน"), _("ตั้งแต่วันที่"), _("ถึงวันที่")], _rosters(person)
    )
    yield Section(
        _("การเข้าร่วม"),
        [_("วันที่"), _("กิจกรรม"), _("วิธีเรียนรู้"), _("มาไหม"), _("กี่ชั่วโมง")],
        _attendances(person),
    )
    yield Section(
        _("ประวัติการแก้ไข"), [_("เมื่อ"), _("เรื่อง"), _("ข้อมูล"), _("เดิม"), _("ใหม่"), _("โดย")], _changes(person)
    )


def _day(value: object) -> str:
    return format_date(value, active_language(), "day") if value else ""


def _rosters(person: Person) -> Iterator[Row]:
    rows = Enrolment.objects.filter(person=person).select_related("team__subdistrict", "group")
    for row in rows.prefetch_related("issues").order_by("starts_on"):
        issues = ", ".join(issue.name for issue in row.issues.all())
        yield [row.team.name, row.group.name, issues, _day(row.starts_on), _day(row.ends_on)]


def _attendances(person: Person) -> Iterator[Row]:
    ticks = Attendance.objects.filter(
        enrolment__person=person, session__deleted_at=None, session__activity__deleted_at=None
    ).select_related("session__method", "session__activity")
    for tick in ticks.order_by("session__date", "pk").iterator(chunk_size=500):
        session = tick.session
        hours = tick.hours if tick.hours is not None else session.hours
        method = session.method.name if session.method else ""
        yield [
            _day(session.date), session.activity.title, method, tick.get_presence_display(),
            None if hours is None else float(hours),
        ]  # fmt: skip


def _changes(person: Person) -> Iterator[Row]:
    for event in reversed(history_of_person(person)):
        by = event.by.get_full_name() if event.by else ""
        if not event.changes:
            yield [told_time(event.at), event.title, "", "", "", by]
        for change in event.changes:
            yield [told_time(event.at), event.title, change.label, change.before, change.after, by]
