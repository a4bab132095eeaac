"""A list against what is on record: the same, changes one by one, what is asked, what is closed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from geo.models import ImportBatch
from leaders.models import Partner
from programmes.choices import ActivityStatus, HeadcountStage
from programmes.intake.services import answer_batch, confirm_batch, plan_of, upload_batch
from programmes.models import Activity, ActivityReport, Headcount
from programmes.services import transitions
from tests.factories.leaders import PartnerFactory
from tests.factories.programmes import ActivityPartnerFactory, activity_with, roster

from .conftest import HOME, list_of, planned, row, sample

FULL = {
    "method": "เวที", "issues": "สวัสดิการ", "planned": "30", "came": "28", "partners": "อบต.", "budget": "8000",
    "outputs": "ได้แผน", "obstacles": "ฝนตก",
}  # fmt: skip


def brought(by: Any, content: bytes, name: str = "list.csv", **answers: str) -> ImportBatch:
    """A list that was written."""
    batch = upload_batch(content, name, by=by)
    answer_batch(batch, answers, by=by)
    assert not confirm_batch(batch, by=by).problems
    batch.refresh_from_db()
    return batch


def again(by: Any, *rows: Any) -> Any:
    """The rows of a further list."""
    return planned(list_of(*rows), by).rows


@pytest.fixture
def written(staff: Any) -> Activity:
    """One complete row, written."""
    brought(staff, list_of(row(**FULL)))
    return Activity.objects.get()


def test_the_sample_sent_twice_adds_nothing(staff: Any) -> None:
    batch = brought(staff, sample("csv"), "b.csv")
    assert batch.result["new"] == 3
    second = upload_batch(sample("xlsx"), "b.xlsx", by=staff)
    found = plan_of(second, by=staff)
    assert [one.verdict.value for one in found.rows] == ["same", "same", "same", "refused", "question"]
    assert any("ไฟล์นี้นำเข้าแล้ว" in note for note in found.notes)
    assert confirm_batch(second, by=staff).number == 0
    assert Activity.objects.count() == 3


def test_the_same_row_is_the_same_and_blanks_empty_nothing(staff: Any, written: Activity) -> None:
    blank = dict.fromkeys(FULL, "")
    full, emptier = again(staff, row(**FULL)), again(staff, row(**blank))
    assert [found.verdict for found in (*full, *emptier)] == ["same", "same"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"came": "30"}, "ช่อง จริง(คน): เดิม 28 ใหม่ 30"),
        ({"came": "ประมาณ 28"}, "ช่อง จริง(คน): เดิม 28 ใหม่ ประมาณ 28"),
        ({"came": "28 (ญ 9)"}, "ช่อง จริง(คน): เดิม 28 ใหม่ 28 (หญิง 9)"),
        ({"planned": "40"}, "ช่อง เป้า(คน): เดิม 30 ใหม่ 40"),
        ({"budget": "12,500"}, "ช่อง งบ(บาท): เดิม 8,000 ใหม่ 12,500"),
        ({"method": "อบรม"}, "ช่อง วิธีการ: เดิม เวที ใหม่ อบรม"),
        ({"issues": "สภาฯ"}, "ช่อง ประเด็น: เดิม สวัสดิการชุมชน ใหม่ สวัสดิการชุมชน, สภาองค์กรชุมชน"),
        ({"partners": "อบต., มมส."}, "ช่อง ภาคีร่วม: เดิม อบต.ท่าขอนยาง ใหม่ อบต.ท่าขอนยาง, มมส."),
        ({"partners": "อบต. (รถ)"}, "ช่อง ภาคีร่วม: เดิม อบต.ท่าขอนยาง ใหม่ อบต.ท่าขอนยาง (ท้องถิ่น (อปท.), รถ)"),
        ({"outputs": "ได้แผน 2 แผน"}, "ช่อง ผลผลิต/ผลลัพธ์: เดิม ได้แผน ใหม่ ได้แผน 2 แผน"),
        ({"came": "", "obstacles": "เลื่อน"}, "ช่อง สถานะ: เดิม รอตรวจ ใหม่ เลื่อน"),
        ({"came": "", "obstacles": "ยกเลิก น้ำท่วม"}, "ช่อง สถานะ: เดิม รอตรวจ ใหม่ ยกเลิก"),
    ],
)
def test_each_difference_is_named_written_and_then_the_same(
    told: dict[str, str], words: str, staff: Any, written: Activity
) -> None:
    (found,) = again(staff, row(**{**FULL, **told}))
    assert (found.verdict, found.reasons) == ("change", [words])
    assert found.uid == written.uid
    batch = brought(staff, list_of(row(**{**FULL, **told})))
    assert batch.result["change"] == 1
    assert [one.verdict for one in again(staff, row(**{**FULL, **told}))] == ["same"]
    assert Activity.objects.count() == 1


def test_a_change_sends_it_to_its_reviewer_again(staff: Any, written: Activity) -> None:
    brought(staff, list_of(row(**{**FULL, "came": "30"})))
    written.refresh_from_db()
    steps = [step.to_status for step in written.status_changes.all()]
    assert steps == ["submitted", "draft", "submitted"]
    assert [row.number for row in written.headcounts.filter(stage=HeadcountStage.CAME)] == [30]


def test_what_changed_is_noted_for_undoing(staff: Any, written: Activity) -> None:
    batch = brought(staff, list_of(row(**{**FULL, "came": "30", "budget": "9000"})))
    noted = {(note.label, note.before is None) for note in batch.imported_rows.all()}
    assert ("programmes.activity", False) in noted
    assert ("programmes.headcount", True) in noted  # the new number
    assert ("programmes.headcount", False) in noted  # the old one in the bin


def test_people_known_by_name_are_part_of_the_lists_number(staff: Any, team: Any) -> None:
    people = roster(team, 3)
    activity = activity_with("submitted", team=team, title="เวทีทีม", starts_on=date(2018, 3, 12), came=people)
    activity.sessions.update(method=None)
    assert [one.verdict for one in again(staff, row(came="3", method=""))] == ["same"]
    brought(staff, list_of(row(came="28", method="")))
    assert [one.number for one in activity.headcounts.all()] == [25]
    assert [one.verdict for one in again(staff, row(came="28", method=""))] == ["same"]


def test_a_planned_activity_becomes_what_the_list_says_of_it(staff: Any, team: Any) -> None:
    activity = activity_with("planned", team=team, title="เวทีทีม", starts_on=date(2018, 3, 12), by=staff)
    (found,) = again(staff, row())
    assert "ช่อง สถานะ: เดิม อยู่ในแผน ใหม่ รอตรวจ" in found.reasons
    brought(staff, list_of(row()))
    activity.refresh_from_db()
    assert activity.status == ActivityStatus.SUBMITTED


def test_a_postponed_one_that_was_held_after_all(staff: Any) -> None:
    brought(staff, list_of(row(came="", obstacles="เลื่อน")))
    brought(staff, list_of(row()))
    activity = Activity.objects.get()
    assert activity.status == ActivityStatus.SUBMITTED
    steps = [step.to_status for step in activity.status_changes.all()]
    assert steps == ["postponed", "planned", "draft", "submitted"]


def test_what_is_verified_is_closed_to_changes_and_still_the_same(
    staff: Any, written: Activity, user_with: Any
) -> None:
    transitions.verify(written, by=user_with("reviewer", "44"))
    (same,), (changed,) = again(staff, row(**FULL)), again(staff, row(**{**FULL, "came": "30"}))
    assert same.verdict == "same"
    assert changed.verdict == "refused"
    assert changed.reasons[0] == "กิจกรรมนี้ยืนยันแล้ว ให้ผู้ตรวจเปิดให้แก้อีกครั้งก่อน แล้วเปิดหน้านี้ใหม่"


def test_what_is_cancelled_is_closed(staff: Any) -> None:
    brought(staff, list_of(row(came="", obstacles="ยกเลิก")))
    (found,) = again(staff, row())
    assert found.reasons[0] == "กิจกรรมนี้อยู่ในสถานะ “ยกเลิก” เปิดบันทึกกิจกรรมดูก่อน"


def test_a_row_renamed_since_by_the_same_file_is_still_it(staff: Any) -> None:
    batch = brought(staff, list_of(row()))
    Activity.objects.update(title="เวทีทีมตำบล")
    assert [found.verdict.value for found in plan_of(batch, by=staff).rows] == ["same"]


def test_another_log_of_the_day_is_asked_about(staff: Any, team: Any) -> None:
    activity = activity_with("draft", team=team, title="ประชุม", starts_on=date(2018, 3, 12), by=staff)
    (found,) = again(staff, row())
    assert found.verdict == "question"
    assert found.reasons == ["ทีมนี้มีบันทึกวันเดียวกันแล้ว เป็นกิจกรรมเดียวกันไหม"]
    key = found.questions[0].key
    (it,) = planned(list_of(row()), staff, {key: str(activity.uid)}).rows
    (other,) = planned(list_of(row()), staff, {key: "new"}).rows
    assert (it.verdict, it.uid, other.verdict) == ("change", activity.uid, "new")


@pytest.mark.parametrize(
    ("on_record", "days", "is_asked"),
    [
        ("16 มี.ค. 61", "12 มี.ค. 61, 20 มี.ค. 61", False),
        ("12 มี.ค. 61, 20 มี.ค. 61", "16 มี.ค. 61", False),
        ("12 มี.ค. 61, 20 มี.ค. 61", "13-14 มี.ค. 61, 21 มี.ค. 61", False),
        ("16 มี.ค. 61", "12-20 มี.ค. 61", True),
        ("12 มี.ค. 61, 20 มี.ค. 61", "20-21 มี.ค. 61", True),
    ],
)
def test_a_log_of_other_days_is_not_asked_about(
    on_record: str, days: str, is_asked: bool, staff: Any
) -> None:
    brought(staff, list_of(row(days=on_record, title="ประชุม")))
    (found,) = again(staff, row(days=days))
    assert found.verdict == ("question" if is_asked else "new")


def test_two_rows_of_a_day_do_not_ask_about_each_other(staff: Any) -> None:
    rows = [row(title="เช้า"), row(title="บ่าย")]
    brought(staff, list_of(*rows))
    assert [found.verdict for found in again(staff, *rows)] == ["same", "same"]


def test_two_rows_that_say_the_same_are_asked_about(staff: Any) -> None:
    first, second = again(staff, row(), row(came="30"))
    assert (first.verdict, second.verdict) == ("new", "question")
    assert second.reasons == ["ชื่อ วัน และพื้นที่เดียวกับแถว 2 เป็นกิจกรรมเดียวกันไหม"]
    key = second.questions[0].alike
    merged = planned(list_of(row(), row()), staff, {key: "same"}).rows[1]
    assert (merged.verdict, merged.reasons) == ("same", ["นับรวมกับแถว 2"])
    brought(staff, list_of(row(), row(came="30")), **{key: "new"})
    assert Activity.objects.count() == 2
    assert [found.verdict for found in again(staff, row(), row(came="30"))] == ["same", "same"]


def test_further_days_are_added_and_none_goes(staff: Any, written: Activity) -> None:
    _ask, key = again(staff, row(**{**FULL, "days": "12-13 มี.ค. 61"})), "1:2:activity"
    brought(staff, list_of(row(**{**FULL, "days": "12-13 มี.ค. 61"})), **{key: str(written.uid)})
    written.refresh_from_db()
    assert [session.date.day for session in written.sessions.all()] == [12, 13]
    assert written.ends_on == date(2018, 3, 13)


def test_deleted_rows_and_other_teams_are_not_it(staff: Any, written: Activity) -> None:
    elsewhere = again(staff, row(**{**FULL, "place": "ต.ขามเรียง อ.กันทรวิชัย จ.มหาสารคาม"}))
    assert [found.verdict for found in elsewhere] == ["new"]
    Activity.everything.update(deleted_at="2019-01-01T00:00:00Z")
    assert [found.verdict for found in again(staff, row(**FULL))] == ["new"]


def test_a_verdict_tells_of_reports_and_money_as_they_stand(staff: Any, written: Activity) -> None:
    assert written.budget_planned == Decimal(8000)
    assert ActivityReport.objects.get().obstacles == "ฝนตก"
    assert Headcount.objects.get(stage=HeadcountStage.CAME).source == "จริง(คน) · list.csv"


def partners_of(title: str) -> list[tuple[str, str]]:
    """Partners of an activity, and the area each belongs to."""
    named = Activity.objects.get(title=title).partners.order_by("pk")
    return [(one.partner.name, one.partner.area.code if one.partner.area else "") for one in named]


def test_a_partner_whose_kind_was_told_before_is_met_again_in_the_next_list(staff: Any) -> None:
    told = {"1:2:partner:ธกส.": "central"}
    brought(staff, list_of(row(partners="ธกส.")), "มกราคม.csv", **told)
    assert partners_of("เวทีทีม") == [("ธกส.", "")]
    same, fresh = again(staff, row(partners="ธกส."), row(title="เวทีใหม่", partners="ธกส."))
    assert (same.verdict, fresh.verdict, same.reasons) == ("same", "new", [])
    assert not [asked for found in (same, fresh) for asked in found.questions if asked.kind == "partner"]
    next_list = list_of(row(partners="ธกส."), row(title="เวทีใหม่", days="13 มี.ค. 61", partners="ธกส."))
    brought(staff, next_list, "กุมภาพันธ์.csv")
    assert partners_of("เวทีทีม") == partners_of("เวทีใหม่") == [("ธกส.", "")]
    assert Partner.objects.count() == 1


@pytest.mark.parametrize("code", [HOME, "4404", "44", None, "4411"])
def test_a_partner_that_the_activity_names_is_the_same_wherever_it_belongs(
    code: str | None, staff: Any, written: Activity, area: Any
) -> None:
    temple = PartnerFactory(name="วัดกลาง", area=code and area(code))
    ActivityPartnerFactory(activity=written, partner=temple)
    (found,) = again(staff, row(**{**FULL, "partners": "อบต., วัดกลาง"}))
    assert (found.verdict, found.reasons) == ("same", [])


@pytest.mark.parametrize(
    ("code", "met"),
    [(HOME, True), ("4404", True), ("44", True), (None, True), ("440406", False), ("45", False)],
)
def test_a_partner_on_record_is_met_again_around_the_place_and_not_beside_it(
    code: str | None, met: bool, staff: Any, area: Any
) -> None:
    PartnerFactory(name="วัดกลาง", area=code and area(code))
    brought(staff, list_of(row(partners="วัดกลาง")))
    assert partners_of("เวทีทีม") == [("วัดกลาง", (code or "") if met else "4404")]


def test_of_partners_of_one_name_the_one_is_meant_that_the_name_puts_there(staff: Any, area: Any) -> None:
    for code in (None, HOME, "4404"):
        PartnerFactory(name="วัดกลาง", area=code and area(code))
    brought(staff, list_of(row(partners="วัดกลาง")))
    assert partners_of("เวทีทีม") == [("วัดกลาง", "4404")]
