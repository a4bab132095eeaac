"""A sheet that was made here, filled in and brought back: it lands in its own activity, row by row."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from geo.choices import Role
from leaders.models import Person
from programmes.choices import ActivityStatus, Presence
from programmes.intake.blanks import filled_form
from programmes.intake.files import open_file
from programmes.intake.services import answer_batch, confirm_batch, plan_of, preview, upload_batch
from programmes.intake.verdicts import Plan, Verdict
from programmes.models import Activity, Attendance, Enrolment, PrintedSheet, StatusChange
from programmes.services.printing import days_of, people_on, print_sheet
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    AttendanceFactory,
    EnrolmentFactory,
    SessionFactory,
    group,
    method,
)

from ..conftest import csv_of, sheet_of

FIRST, SECOND = date(2019, 2, 13), date(2019, 2, 14)
HEAD_ROW = 6
CAME, AWAY = Presence.PRESENT, Presence.ABSENT


@pytest.fixture
def activity(team: Any) -> Any:
    """A planned activity of two days, the first in two sessions."""
    held = ActivityFactory(
        team=team, title="เวทีพัฒนาทีม ครั้งที่ 5 เม.ย. 61", status="planned", starts_on=FIRST, ends_on=SECOND
    )
    for day in (FIRST, FIRST, SECOND):
        SessionFactory(activity=held, date=day)
    return held


@pytest.fixture
def people(team: Any) -> dict[str, Any]:
    """Enrolments by name; two persons are called alike, and hold nothing else that tells them apart."""
    found = {}
    for key, prefix, given, family, phone in [
        ("change-leader", "นาง", "มะลิ", "งามตา", "0810000001"),
        ("issue-specialist", "นาย", "กล้า", "ทดสอบ", ""),
        ("member", "", "ดวงใจ", "นาดี", "0810000002"),
        ("member", "นาย", "ทองดี", "ป่างาม", "0810000003"),
        ("member", "นาย", "ทองดี", "ป่างาม", "0810000004"),
    ]:
        person = PersonFactory(team=team, prefix=prefix, given_name=given, family_name=family, phone=phone)
        held = EnrolmentFactory(team=team, person=person, group=group(key))
        found[given if given not in found else f"{given} 2"] = held
    return found


def made(activity: Any, by: Any, **options: Any) -> tuple[PrintedSheet, bytes]:
    """The sheet and its workbook."""
    sheet = print_sheet(activity, by=by, **options)
    return sheet, filled_form(sheet, people_on(sheet), days_of(activity))


def filled(content: bytes, fill: Callable[[Worksheet], None]) -> bytes:
    """The workbook as somebody fills it in and saves it."""
    book = load_workbook(io.BytesIO(content))
    fill(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def marked(
    content: bytes, marks: Mapping[int, str], new: Mapping[int, tuple[str, str, str]] | None = None
) -> bytes:
    """Marks by row number, one letter a day; ``new`` people with group and marks in empty rows."""

    def fill(table: Worksheet) -> None:
        for number, signs in marks.items():
            for column, sign in enumerate(signs, start=5):
                table.cell(HEAD_ROW + number, column, None if sign == " " else sign)
        for number, (name, in_group, signs) in (new or {}).items():
            assert table.cell(HEAD_ROW + number, 1).value == number
            table.cell(HEAD_ROW + number, 2, name)
            table.cell(HEAD_ROW + number, 3, in_group)
            for column, sign in enumerate(signs, start=5):
                table.cell(HEAD_ROW + number, column, sign)

    return filled(content, fill)


def bring(content: bytes, by: Any, **answers: str) -> Plan:
    """Uploaded, answered and confirmed; gives the plan as it was before."""
    batch = upload_batch(content, "signin.xlsx", by=by)
    if answers:
        answer_batch(batch, {key.replace("__", ":"): answer for key, answer in answers.items()}, by=by)
    plan = plan_of(batch, by=by)
    assert confirm_batch(batch, by=by).problems == {}
    return plan


def on_record() -> dict[tuple[int, date], set[str]]:
    """Answers by person and day, of all sessions of that day."""
    found: dict[tuple[int, date], set[str]] = {}
    for row in Attendance.objects.select_related("enrolment", "session"):
        found.setdefault((row.enrolment.person_id, row.session.date), set()).add(row.presence)
    return found


def looked_at(content: bytes, by: Any) -> Plan:
    return preview(open_file(content, "signin.xlsx"), {}, by=by)


@pytest.mark.parametrize("language", ["th", "en"])
def test_it_lands_in_its_activity_once_and_row_by_row(activity, people, coordinator, language) -> None:
    with translation.override(language):
        sheet, content = made(activity, coordinator, empty_rows=3)
    group_name = load_workbook(io.BytesIO(content)).worksheets[0].cell(HEAD_ROW + 5, 3).value
    content = marked(
        content, {1: "✓✓", 2: "✓-", 3: "- ", 5: " ✓"}, new={7: ("นางสายฝน ลองดู", group_name, "✓✓")}
    )
    plan = bring(content, coordinator)
    assert plan.questions == []
    assert Activity.objects.get() == activity
    activity.refresh_from_db()
    assert (activity.status, activity.title) == (ActivityStatus.DRAFT, "เวทีพัฒนาทีม ครั้งที่ 5 เม.ย. 61")
    ids = {number: Enrolment.objects.get(pk=pk).person_id for pk, number in sheet.numbers.items()}
    new = Person.objects.get(given_name="สายฝน")
    expected = {
        (ids[1], FIRST): {CAME}, (ids[1], SECOND): {CAME},
        (ids[2], FIRST): {CAME}, (ids[2], SECOND): {AWAY},
        (ids[3], FIRST): {AWAY}, (ids[5], SECOND): {CAME},
        (new.pk, FIRST): {CAME}, (new.pk, SECOND): {CAME},
    }  # fmt: skip
    assert on_record() == expected
    assert new.enrolments.get().group.key == "member"
    assert Person.objects.count() == 6
    again = bring(content, coordinator)
    assert {row.verdict for row in again.rows} == {Verdict.SAME}
    assert on_record() == expected
    assert Activity.objects.count() == 1


def test_two_who_are_called_alike_are_told_by_their_rows(activity, people, coordinator) -> None:
    sheet, content = made(activity, coordinator)
    number = sheet.numbers[people["ทองดี 2"].pk]
    plan = bring(marked(content, {number: "✓ "}), coordinator)
    assert not [question for row in plan.rows for question in row.questions]
    assert on_record() == {(people["ทองดี 2"].person_id, FIRST): {CAME}}


def test_an_untouched_sheet_says_nothing(activity, people, coordinator, team) -> None:
    later = PersonFactory(team=team, prefix="นาย", given_name="ปลื้ม", family_name="สมมติ")
    EnrolmentFactory(team=team, person=later, starts_on=SECOND)
    _sheet, content = made(activity, coordinator)
    plan = looked_at(content, coordinator)
    assert [row.verdict for row in plan.rows] == [Verdict.SAME] * 6
    assert plan.questions == []


def test_a_name_that_was_written_over_another_is_that_person(activity, people, coordinator) -> None:
    _sheet, content = made(activity, coordinator)
    content = filled(content, lambda table: table.cell(HEAD_ROW + 1, 2, "นางปลื้ม สมมติ"))
    row = looked_at(content, coordinator).rows[0]
    assert (row.verdict, row.uid) == (Verdict.NEW, None)


def test_the_log_is_found_although_it_was_given_another_name(activity, people, coordinator) -> None:
    _sheet, content = made(activity, coordinator)
    activity.title = "ชื่อใหม่"
    activity.save()
    bring(marked(content, {1: "✓ "}), coordinator)
    assert Activity.objects.get() == activity


def test_the_method_is_asked_only_where_the_log_lacks_it(activity, people, coordinator) -> None:
    _sheet, content = made(activity, coordinator)
    content = marked(content, {1: "✓ "})
    assert looked_at(content, coordinator).questions == []
    activity.sessions.update(method=None)
    assert [question.key for question in looked_at(content, coordinator).questions] == ["method"]
    bring(content, coordinator, method="forum")
    assert set(activity.sessions.values_list("method", flat=True)) == {method("forum").pk}


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_what_is_being_written_stays_as_it_is(activity, people, coordinator, status) -> None:
    _sheet, content = made(activity, coordinator)
    Activity.objects.filter(pk=activity.pk).update(status=status)
    bring(marked(content, {1: "✓ "}), coordinator)
    activity.refresh_from_db()
    assert activity.status == status


def test_what_was_sent_is_sent_again_and_what_is_verified_is_closed(activity, people, coordinator) -> None:
    _sheet, content = made(activity, coordinator)
    Activity.objects.filter(pk=activity.pk).update(status="submitted")
    bring(marked(content, {1: "✓ "}), coordinator)
    steps = StatusChange.objects.filter(activity=activity).values_list("to_status", flat=True)
    assert list(steps) == ["draft", "submitted"]
    Activity.objects.filter(pk=activity.pk).update(status="verified", verified_at=activity.created_at)
    closed = looked_at(marked(content, {2: "✓ "}), coordinator)
    assert {row.row: row.verdict for row in closed.rows}[HEAD_ROW + 2] == Verdict.REFUSED


def test_somebody_elses_sheet_is_refused_like_one_that_never_was(
    activity, people, coordinator, user_with
) -> None:
    far = TeamFactory(code="440503")
    theirs = ActivityFactory(team=far, status="planned", starts_on=FIRST, ends_on=FIRST)
    SessionFactory(activity=theirs, date=FIRST)
    author = user_with(Role.COORDINATOR, "440503")
    EnrolmentFactory(team=far, person__given_name="ปลื้ม")
    sheet, content = made(theirs, author)
    content = marked(content, {1: "✓"})
    refused = looked_at(content, coordinator)
    assert [row.verdict for row in refused.rows] == [Verdict.REFUSED]
    assert f"ไม่พบรหัสใบลงชื่อ “{sheet.shown_code}”" in refused.rows[0].reasons[0]
    assert confirm_batch(upload_batch(content, "a.xlsx", by=coordinator), by=coordinator).number == 0
    nowhere = filled(content, lambda table: table.cell(1, 2, "BBBB-CCCC-DDDD"))
    assert "ไม่พบรหัสใบลงชื่อ “BBBB-CCCC-DDDD”" in looked_at(nowhere, coordinator).rows[0].reasons[0]
    assert not Attendance.objects.exists()


def test_who_sees_an_activity_but_does_not_log_for_it_is_refused(team, coordinator, user_with) -> None:
    far = TeamFactory(code="440503")
    visiting = ActivityFactory(team=far, area=team.subdistrict, starts_on=FIRST, ends_on=FIRST)
    EnrolmentFactory(team=far)
    _sheet, content = made(visiting, user_with(Role.COORDINATOR, "440503"))
    assert Activity.objects.visible_to(coordinator).filter(pk=visiting.pk).exists()
    assert [row.verdict for row in looked_at(content, coordinator).rows] == [Verdict.REFUSED]


def test_a_log_thrown_away_takes_nothing(activity, people, coordinator) -> None:
    _sheet, content = made(activity, coordinator)
    Activity.objects.filter(pk=activity.pk).update(deleted_at=activity.created_at)
    assert {row.verdict for row in looked_at(content, coordinator).rows} == {Verdict.REFUSED}


def test_an_activity_without_a_team_takes_no_file(team, reviewer) -> None:
    held = ActivityFactory(team=None, area=team.subdistrict.province, starts_on=FIRST, ends_on=FIRST)
    _sheet, content = made(held, reviewer)
    plan = looked_at(marked(content, {}, new={1: ("นางสายฝน ลองดู", "สมาชิก", "✓")}), reviewer)
    assert "ไม่มีทีมตำบล" in plan.rows[0].reasons[0]


def _with_days(content: bytes, *heads: str) -> bytes:
    def fill(table: Worksheet) -> None:
        table.cell(2, 2, heads[0])
        for column, head in enumerate(heads, start=5):
            table.cell(HEAD_ROW, column, head)

    return filled(content, fill)


def test_another_day_in_the_file_is_asked_about(activity, people, coordinator) -> None:
    _sheet, content = made(activity, coordinator)
    content = _with_days(marked(content, {1: "✓ "}), "16 ก.พ. 2562", "17 ก.พ. 2562")
    plan = looked_at(content, coordinator)
    assert {row.verdict for row in plan.rows} == {Verdict.QUESTION}
    (question,) = [asked for asked in plan.questions if asked.key == "1:paper"]
    assert "13–14 ก.พ. 2562 แต่ในไฟล์เป็น 16–17 ก.พ. 2562" in question.text
    bring(content, coordinator, **{"1__paper": str(activity.uid)})
    assert Activity.objects.get() == activity
    assert set(days_of(activity)) == {FIRST, SECOND, date(2019, 2, 16), date(2019, 2, 17)}


def test_a_file_used_again_for_another_activity_is_another(activity, people, coordinator) -> None:
    _sheet, content = made(activity, coordinator)
    content = _with_days(marked(content, {1: "✓ "}), "16 ก.พ. 2562", "17 ก.พ. 2562")
    bring(content, coordinator, **{"1__paper": "new"})
    assert not activity.sessions.filter(attendances__isnull=False).exists()
    assert Activity.objects.exclude(pk=activity.pk).get().starts_on == date(2019, 2, 16)


def test_guests_stay_in_their_team(activity, people, coordinator, reviewer) -> None:
    guest = EnrolmentFactory(team=TeamFactory(code="440503"), person__prefix="นาย")
    AttendanceFactory(session=activity.sessions.first(), enrolment=guest)
    sheet, content = made(activity, coordinator)
    number = sheet.numbers[guest.pk]
    content = marked(content, {number: "✓✓"})
    (refused,) = [row for row in looked_at(content, coordinator).rows if row.row == HEAD_ROW + number]
    assert (refused.verdict, "มาจากทีมที่คุณไม่ได้ดูแล" in refused.reasons[0]) == (Verdict.REFUSED, True)
    bring(content, reviewer)
    assert on_record()[guest.person_id, SECOND] == {CAME}
    assert Enrolment.objects.filter(person=guest.person_id).count() == 1


def test_nothing_in_it_runs_and_no_phone_stands_in_it(activity, people, coordinator) -> None:
    activity.title = "=HYPERLINK(1)"
    activity.save()
    held = people["กล้า"].person
    held.position = "=1+1"
    held.save()
    _sheet, content = made(activity, coordinator)
    table = load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [cell for row in table.iter_rows() for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    said = " ".join(str(cell.value) for cell in cells)
    assert "=1+1" in said
    assert "081" not in said
    assert {row.verdict for row in looked_at(filled(content, lambda table: None), coordinator).rows} == {
        Verdict.SAME
    }


def test_the_code_may_be_written_by_hand_into_any_sheet(activity, people, coordinator) -> None:
    sheet, _content = made(activity, coordinator)
    titles = [["รหัสใบลงชื่อ " + sheet.shown_code.lower()], ["วันที่ 13-14 ก.พ. 62"]]
    content = sheet_of(["1", "นางมะลิ งามตา", "", "", "", "/", "/"], titles=titles)
    batch = upload_batch(content, "a.csv", by=coordinator)
    confirm_batch(batch, by=coordinator)
    assert on_record()[people["มะลิ"].person_id, SECOND] == {CAME}
    assert Activity.objects.get() == activity


def test_two_sheets_below_each_other_are_two(activity, people, coordinator, team) -> None:
    other = ActivityFactory(team=team, status="planned", starts_on=FIRST, ends_on=SECOND)
    for day in (FIRST, SECOND):
        SessionFactory(activity=other, date=day)
    rows = []
    for held in (activity, other):
        _sheet, content = made(held, coordinator)
        table = load_workbook(io.BytesIO(marked(content, {1: "✓✓"}))).worksheets[0]
        rows += [[cell or "" for cell in row] for row in table.iter_rows(values_only=True)][: HEAD_ROW + 5]
    batch = upload_batch(csv_of(rows), "both.csv", by=coordinator)
    assert confirm_batch(batch, by=coordinator).number == 2
    person = people["มะลิ"].person_id
    for held in (activity, other):
        came = Attendance.objects.filter(session__activity=held, enrolment__person=person)
        assert set(came.values_list("presence", flat=True)) == {CAME}
    assert Activity.objects.count() == 2


def test_a_code_that_was_taken_out_leaves_an_ordinary_sheet(activity, people, coordinator) -> None:
    _sheet, content = made(activity, coordinator)
    content = filled(marked(content, {1: "✓ "}), lambda table: table.cell(1, 2, ""))
    plan = looked_at(content, coordinator)
    assert ("ทีม", activity.team.name) in plan.facts
    assert {row.verdict for row in plan.rows} <= {Verdict.QUESTION, Verdict.CHANGE, Verdict.NEW, Verdict.SAME}


def test_three_hundred_people_come_back(activity, coordinator, team) -> None:
    for number in range(300):
        person = PersonFactory(team=team, prefix="นาง", given_name=f"มะลิ{number}" if number % 7 else "มะลิ")
        EnrolmentFactory(team=team, person=person)
    _sheet, content = made(activity, coordinator)
    bring(marked(content, dict.fromkeys(range(1, 301), "✓✓")), coordinator)
    assert len(on_record()) == 600
    assert Person.objects.count() == 300
