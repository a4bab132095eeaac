"""From upload to the record: what is written, what is left, and that nothing is written twice."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from geo.choices import BatchState, Role
from geo.models import ImportBatch
from leaders.models import Person
from programmes.choices import ActivityStatus, Presence
from programmes.intake.refusals import FileRefused
from programmes.intake.services import (
    answer_batch,
    cancel_batch,
    confirm_batch,
    plan_of,
    upload_batch,
)
from programmes.intake.signin import resource
from programmes.models import Activity, Attendance, Enrolment, RollCall, StatusChange
from programmes.services.transitions import submit, verify, withdraw
from tests.factories.programmes import activity_with, the_programme

from .conftest import HOME, sample, sheet_of

FIRST, SECOND = date(2018, 3, 12), date(2018, 3, 13)


def verdicts(batch: ImportBatch, by: Any) -> dict[int, str]:
    """Verdict by row number."""
    return {row.row: row.verdict.value for row in plan_of(batch, by=by).rows}


def uploaded(
    by: Any, content: bytes | None = None, name: str = "a_signin.csv", **answers: str
) -> ImportBatch:
    """A batch with answers, "row__8__group" for the key of row 8."""
    batch = upload_batch(sample("csv") if content is None else content, name, by=by)
    keys = {key.replace("__", ":"): answer for key, answer in answers.items()}
    if keys:
        answer_batch(batch, keys, by=by)
    batch.refresh_from_db()
    return batch


def came() -> dict[str, dict[date, str]]:
    """Presence by name and day, as it is on record."""
    found: dict[str, dict[date, str]] = {}
    for row in Attendance.objects.select_related("enrolment__person", "session"):
        found.setdefault(row.enrolment.person.full_name, {})[row.session.date] = row.presence
    return found


def test_uploading_writes_nothing_but_the_batch(coordinator: Any) -> None:
    batch = uploaded(coordinator)
    assert batch.state == BatchState.PREVIEWED
    assert [area.code for area in batch.areas.all()] == [HOME]
    assert not Person.objects.exists()
    assert not Activity.everything.exists()


def test_confirming_writes_what_needs_no_answer(coordinator: Any) -> None:
    batch = uploaded(coordinator, method="forum")
    outcome = confirm_batch(batch, by=coordinator)
    assert outcome.written == {"new": 3}
    activity = Activity.objects.get()
    assert (activity.title, activity.starts_on, activity.ends_on) == ("เวทีพัฒนาทีมตำบล", FIRST, SECOND)
    assert (activity.status, activity.place_text, activity.off_plan_reason) == (
        ActivityStatus.SUBMITTED,
        "ศาลากลางบ้าน",
        "history",
    )
    assert {session.method.key for session in activity.sessions.all()} == {"forum"}
    assert {session.hours for session in activity.sessions.all()} == {None}
    assert came() == {
        "สมชาย ใจดี": {FIRST: "present", SECOND: "present"},
        "สมหญิง รักบ้าน": {FIRST: "present", SECOND: "absent"},
        "มะลิ งามตา": {FIRST: "present", SECOND: "present"},
    }
    specialist = Enrolment.objects.get(person__given_name="สมหญิง")
    assert (specialist.group.key, specialist.starts_on) == ("issue-specialist", FIRST)
    assert [issue.key for issue in specialist.issues.all()] == ["welfare"]
    assert set(Person.objects.values_list("import_batch", flat=True)) == {batch.pk}
    assert set(Attendance.objects.values_list("import_batch", flat=True)) == {batch.pk}
    assert list(StatusChange.objects.values_list("from_status", "to_status")) == [("", "submitted")]
    assert list(activity.authors.all()) == [coordinator]
    assert RollCall.objects.get().by == coordinator
    batch.refresh_from_db()
    assert (batch.state, batch.result["new"], batch.result["question"]) == (BatchState.WRITTEN, 3, 1)


def test_confirming_twice_writes_once(coordinator: Any) -> None:
    batch = uploaded(coordinator, method="forum")
    confirm_batch(batch, by=coordinator)
    counts = Person.objects.count(), Attendance.objects.count(), RollCall.objects.count()
    assert confirm_batch(batch, by=coordinator).number == 0
    assert (Person.objects.count(), Attendance.objects.count(), RollCall.objects.count()) == counts


def test_an_answered_row_is_written_with_the_others(coordinator: Any) -> None:
    batch = uploaded(coordinator, method="forum", **{"1__8__group": "change-leader"})
    assert verdicts(batch, coordinator)[8] == "new"
    assert confirm_batch(batch, by=coordinator).written == {"new": 4}
    leader = Enrolment.objects.get(person__given_name="บุญมี")
    assert leader.group.key == "change-leader"
    assert leader.person.title == "ผญ."


def test_a_row_answered_later_joins_the_same_activity(coordinator: Any) -> None:
    batch = uploaded(coordinator, method="forum")
    confirm_batch(batch, by=coordinator)
    assert verdicts(batch, coordinator) == {5: "same", 6: "same", 7: "same", 8: "question"}
    answer_batch(batch, {"1:8:group": "issue-specialist"}, by=coordinator)
    assert confirm_batch(batch, by=coordinator).written == {"new": 1}
    activity = Activity.objects.get()
    assert activity.status == ActivityStatus.SUBMITTED
    assert came()["บุญมี ดีพร้อม"] == {FIRST: "present", SECOND: "present"}
    assert RollCall.objects.count() == 2
    assert list(activity.status_changes.values_list("to_status", flat=True)) == [
        "submitted",
        "draft",
        "submitted",
    ]
    batch.refresh_from_db()
    assert (batch.result["new"], batch.result["question"]) == (4, 0)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_second_upload_adds_nothing(suffix: str, coordinator: Any) -> None:
    confirm_batch(uploaded(coordinator, method="forum", **{"1__8__group": "member"}), by=coordinator)
    again = uploaded(coordinator, sample(suffix), f"again.{suffix}")
    plan = plan_of(again, by=coordinator)
    assert {row.verdict.value for row in plan.rows} == {"same"}
    assert plan.notes == ["ไฟล์นี้นำเข้าแล้วเมื่อ 20 ก.พ. 2562 ไม่มีอะไรเพิ่ม"]
    assert confirm_batch(again, by=coordinator).number == 0
    assert (Person.objects.count(), Activity.objects.count()) == (4, 1)


def test_the_same_people_in_a_changed_file_are_the_same_rows(coordinator: Any) -> None:
    """No digest helps here: rows are compared by what they say. The group on record answers for "ผู้นำ"."""
    confirm_batch(uploaded(coordinator, method="forum", **{"1__8__group": "change-leader"}), by=coordinator)
    other = uploaded(coordinator, sample("csv") + "หมายเหตุ พิมพ์ใหม่\r\n".encode())
    assert verdicts(other, coordinator) == {5: "same", 6: "same", 7: "same", 8: "same"}


def test_uploading_twice_before_confirming_gives_the_same_batch(coordinator: Any) -> None:
    assert uploaded(coordinator).pk == uploaded(coordinator, sample("xlsx"), "a_signin.xlsx").pk


def test_without_a_method_the_activity_arrives_submitted_all_the_same(coordinator: Any) -> None:
    batch = uploaded(coordinator)
    assert confirm_batch(batch, by=coordinator).number == 3
    activity = Activity.objects.get()
    assert activity.status == ActivityStatus.SUBMITTED
    assert {session.method for session in activity.sessions.all()} == {None}
    answer_batch(batch, {"method": "study-visit", "1:8:group": "member"}, by=coordinator)
    confirm_batch(batch, by=coordinator)
    activity = Activity.objects.get()
    assert activity.status == ActivityStatus.SUBMITTED
    assert {session.method.key for session in activity.sessions.all()} == {"study-visit"}


def test_nobody_came_stays_a_draft(coordinator: Any) -> None:
    content = sheet_of(["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "-", "-"])
    confirm_batch(uploaded(coordinator, content, method="forum"), by=coordinator)
    assert Activity.objects.get().status == ActivityStatus.DRAFT


def test_nothing_is_added_to_a_verified_activity(coordinator: Any, reviewer: Any) -> None:
    batch = uploaded(coordinator, method="forum")
    confirm_batch(batch, by=coordinator)
    verify(Activity.objects.get(), by=reviewer)
    answer_batch(batch, {"1:8:group": "member"}, by=coordinator)
    row = plan_of(batch, by=coordinator).rows[-1]
    assert row.verdict == "refused"
    assert row.reasons[0].startswith("กิจกรรมนี้ยืนยันแล้ว")
    assert confirm_batch(batch, by=coordinator).number == 0
    assert verdicts(batch, coordinator) == {5: "same", 6: "same", 7: "same", 8: "refused"}


def test_a_withdrawn_log_takes_late_rows_and_is_sent_again(coordinator: Any) -> None:
    batch = uploaded(coordinator, method="forum")
    confirm_batch(batch, by=coordinator)
    withdraw(Activity.objects.get(), by=coordinator)
    answer_batch(batch, {"1:8:group": "member"}, by=coordinator)
    confirm_batch(batch, by=coordinator)
    assert Activity.objects.get().status == ActivityStatus.SUBMITTED


def test_a_log_by_hand_of_the_same_days_is_asked_about(coordinator: Any, team: Any) -> None:
    by_hand = activity_with(
        ActivityStatus.DRAFT, team=team, title="ประชุมทีมที่ศาลา", by=coordinator, starts_on=FIRST
    )
    batch = uploaded(coordinator, method="forum")
    plan = plan_of(batch, by=coordinator)
    assert {row.verdict.value for row in plan.rows} == {"question"}
    question = next(asked for asked in plan.questions if asked.key == "1:activity")
    assert [choice.value for choice in question.choices] == [str(by_hand.uid), "new"]
    answer_batch(batch, {"1:activity": str(by_hand.uid)}, by=coordinator)
    assert confirm_batch(batch, by=coordinator).number == 3
    activity = Activity.objects.get()
    assert (activity.status, activity.starts_on, activity.ends_on) == (ActivityStatus.DRAFT, FIRST, SECOND)
    assert came()["สมหญิง รักบ้าน"] == {FIRST: Presence.PRESENT, SECOND: Presence.ABSENT}
    submit(activity, by=coordinator)


def test_nothing_half_written_when_a_row_fails(coordinator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = uploaded(coordinator, method="forum")
    real = resource.add_persons

    def fails(persons: list[Person], **values: Any) -> dict[Any, ValidationError]:
        real(persons, **values)
        return {person.uid: ValidationError("ย้ายไม่ได้") for person in persons if person.given_name == "มะลิ"}

    monkeypatch.setattr(resource, "add_persons", fails)
    outcome = confirm_batch(batch, by=coordinator)
    assert (outcome.number, outcome.problems) == (0, {"1:7": "ย้ายไม่ได้"})
    assert not Person.objects.exists()
    assert not Activity.everything.exists()
    batch.refresh_from_db()
    assert batch.state == BatchState.PREVIEWED
    assert verdicts(batch, coordinator) == {5: "new", 6: "new", 7: "refused", 8: "question"}
    assert confirm_batch(batch, by=coordinator).written == {"new": 2}


def test_a_batch_given_up_keeps_no_file(coordinator: Any, django_capture_on_commit_callbacks: Any) -> None:
    batch = uploaded(coordinator)
    name, storage = batch.file.name, batch.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        cancel_batch(batch, by=coordinator)
    batch.refresh_from_db()
    assert batch.state == BatchState.CANCELLED
    assert not storage.exists(name)
    with pytest.raises(ValidationError):
        confirm_batch(batch, by=coordinator)


def test_a_written_batch_is_not_given_up(coordinator: Any) -> None:
    batch = uploaded(coordinator, method="forum")
    confirm_batch(batch, by=coordinator)
    with pytest.raises(ValidationError):
        cancel_batch(batch, by=coordinator)


def test_id_numbers_are_never_kept(coordinator: Any) -> None:
    content = sheet_of(["1", "นายกล้า ทดสอบ", "สมาชิก", "1-2345-67890-12-3", "๑๒๓๔๕๖๗๘๙๐๑๒๓", "/", "/"])
    batch = uploaded(coordinator, content, "ids.csv", method="forum")
    with batch.file.open("rb") as file:
        kept = file.read()
    assert kept[:2] == b"PK"
    (row,) = plan_of(batch, by=coordinator).rows
    assert (row.verdict, row.values["phone"], row.values["position"]) == ("new", None, "")
    assert row.reasons == ["มีเลข 13 หลักในแถวนี้ เราไม่เก็บเลขบัตรประชาชน จึงเว้นไว้"]
    confirm_batch(batch, by=coordinator)
    assert (Person.objects.get().phone, Person.objects.get().position) == ("", "")


def test_a_subdistrict_without_a_team_is_said(user_with: Any, db: None) -> None:
    the_programme()
    by = user_with(Role.COORDINATOR, HOME)
    plan = plan_of(uploaded(by), by=by)
    assert {row.verdict.value for row in plan.rows} == {"refused"}
    assert plan.problems == ["ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม ยังไม่มีทีมตำบล ตั้งทีมก่อน แล้วเปิดหน้านี้อีกครั้ง"]


def test_a_file_that_is_no_sheet_leaves_nothing(coordinator: Any) -> None:
    with pytest.raises(FileRefused):
        upload_batch(b"%PDF-1.7", "a.csv", by=coordinator)
    assert not ImportBatch.objects.exists()
