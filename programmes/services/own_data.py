"""What work knows about one person: rosters, every answer about coming, and what was changed."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from geo.downloads.cells import Row
from geo.models import Area, ImportBatch
from leaders.models import Person, Team
from leaders.services.own_data import Section, lines_of, told_time, traces_of
from thai.dates import format_date
from thai.text import fold
from thai.widgets import active_language

from ..intake.forgetting import tells_of
from ..models import Attendance, Enrolment
from .erasing import entries_of, sendings_near
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
        _("ประวัติการแก้ไข"),
        [pgettext("head", "เมื่อ"), _("เรื่อง"), _("ข้อมูล"), _("เดิม"), _("ใหม่"), _("โดย")],
        _changes(person),
    )
    records = list(Person.everything.records_of(person))
    yield Section(_("ฉบับที่ส่งจากมือถือ"), [pgettext("head", "เมื่อ"), _("ทีม")], _sendings(records))
    yield Section(_("ไฟล์นำเข้าที่มีชื่อหรือเบอร์นี้"), [_("ไฟล์"), _("ส่งมาเมื่อ")], _sheets(records))


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


def _sendings(records: list[Person]) -> Iterator[Row]:
    """What phones sent that names the person as somebody new."""
    traces = traces_of(records)
    givens = {fold(line.given_name) for line in lines_of(records)} - {""}
    sent = sendings_near(records).exclude(body={}).select_related("team__subdistrict")
    for sending in sent.order_by("received_at", "pk").iterator(chunk_size=200):
        fields = sending.body.get("fields")
        if isinstance(fields, list) and any(entries_of(fields, traces, givens)):
            yield [told_time(sending.received_at), sending.team.name if sending.team else ""]


def _sheets(records: list[Person]) -> Iterator[Row]:
    """Uploaded files that are still kept, of the places where the person ever was on record.

    Opening every sheet of a nation takes minutes; those of one's places are some.
    """
    lines = lines_of(records)
    teams = Team.objects.filter(pk__in={line.team_id for line in lines} - {None})
    homes = {line.subdistrict_id for line in lines} | set(teams.values_list("subdistrict_id", flat=True))
    places = Area.objects.filter(pk__in=homes - {None})
    above = {key for place in places for key in (place.pk, place.district_id, place.province_id)}
    traces, here = traces_of(records), Q(areas__in=above - {None}) | Q(areas=None)
    found = ImportBatch.objects.filter(here).exclude(file="").distinct()
    for batch in found.order_by("uploaded_at", "pk"):
        try:
            with batch.file.open("rb") as file:
                tells = tells_of(file.read(), batch.filename, traces)
        except FileNotFoundError:
            continue
        if tells:
            yield [batch.filename, told_time(batch.uploaded_at)]
