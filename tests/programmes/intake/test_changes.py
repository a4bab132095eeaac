"""People on record already: what a sheet changes about them, and what it leaves."""

from datetime import date
from typing import Any

from leaders.models import Person
from programmes.intake.services import confirm_batch, plan_of
from programmes.models import Activity, Attendance, Enrolment
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, group

from .conftest import sheet_of
from .test_writing import FIRST, SECOND, came, uploaded, verdicts


def test_changes_are_shown_with_old_and_new_and_written(coordinator: Any) -> None:
    row = ["1", "นายกล้า ทดสอบ", "สมาชิก", "กลุ่มน้ำ", "0810000001", "/", ""]
    confirm_batch(uploaded(coordinator, sheet_of(row), method="forum"), by=coordinator)
    changed = [*row[:3], "กลุ่มป่า", "081-000-0009", "", "/"]
    batch = uploaded(coordinator, sheet_of(changed), method="forum")
    (result,) = plan_of(batch, by=coordinator).rows
    assert result.verdict == "change"
    assert result.reasons == [
        "ช่อง 13 มี.ค. 2561: เดิม ไม่ทราบ ใหม่ มา",
        "ช่อง องค์กร/ตำแหน่ง: เดิม กลุ่มน้ำ ใหม่ กลุ่มป่า",
        "ช่อง เบอร์โทร: เดิม 081-000-0001 ใหม่ 081-000-0009",
    ]
    assert confirm_batch(batch, by=coordinator).written == {"change": 1}
    person = Person.objects.get()
    assert (person.phone, person.position, person.version) == ("0810000009", "กลุ่มป่า", 2)
    assert came() == {"กล้า ทดสอบ": {FIRST: "present", SECOND: "present"}}


def test_blanks_empty_nothing(coordinator: Any) -> None:
    row = ["1", "นายกล้า ทดสอบ", "สมาชิก", "กลุ่มน้ำ", "0810000001", "/", "-"]
    confirm_batch(uploaded(coordinator, sheet_of(row), method="forum"), by=coordinator)
    batch = uploaded(coordinator, sheet_of(["1", "กล้า ทดสอบ", "", "", "", "", ""]))
    assert verdicts(batch, coordinator) == {4: "same"}


def test_who_is_on_the_roster_keeps_the_record(coordinator: Any, team: Any) -> None:
    person = PersonFactory(team=team, given_name="กล้า", family_name="ทดสอบ", prefix="นาย")
    enrolment = EnrolmentFactory(team=team, person=person, group=group("change-leader"))
    batch = uploaded(coordinator, sheet_of(["1", "นายกล้า ทดสอบ", "ผู้นำ", "", "", "/", "/"]), method="forum")
    (result,) = plan_of(batch, by=coordinator).rows
    assert (result.verdict, result.reasons) == ("new", ["อยู่ในรายชื่อแล้ว เพิ่มเฉพาะการเข้าร่วม"])
    confirm_batch(batch, by=coordinator)
    assert Person.objects.get() == person
    assert set(Attendance.objects.values_list("enrolment", flat=True)) == {enrolment.pk}


def test_further_issues_join_those_on_record(coordinator: Any) -> None:
    row = ["1", "นายกล้า ทดสอบ", "แกนนำประเด็น(สวัสดิการ)", "", "", "/", "/"]
    confirm_batch(uploaded(coordinator, sheet_of(row), method="forum"), by=coordinator)
    more = [*row[:2], "แกนนำประเด็น(บ้านมั่นคง)", *row[3:]]
    batch = uploaded(coordinator, sheet_of(more))
    (result,) = plan_of(batch, by=coordinator).rows
    assert result.reasons == ["ช่อง ประเด็น: เดิม สวัสดิการชุมชน ใหม่ สวัสดิการชุมชน, บ้านมั่นคง"]
    assert confirm_batch(batch, by=coordinator).written == {"change": 1}
    assert {issue.key for issue in Enrolment.objects.get().issues.all()} == {"welfare", "secure-housing"}


def test_a_guest_comes_with_the_enrolment_at_home(reviewer: Any, team: Any) -> None:
    home = TeamFactory(code="440401")
    guest = PersonFactory(team=home, prefix="นาย", given_name="กล้า", family_name="ทดสอบ")
    enrolment = EnrolmentFactory(team=home, person=guest, group=group("change-leader"))
    head = ["ที่", "ชื่อ-สกุล", "กลุ่ม", "ที่อยู่", "วันที่ 1", "วันที่ 2"]
    row = ["1", "นายกล้า ทดสอบ", "สมาชิก", guest.subdistrict.full_name, "/", "/"]
    confirm_batch(uploaded(reviewer, sheet_of(row, head=head), method="forum"), by=reviewer)
    assert set(Attendance.objects.values_list("enrolment", flat=True)) == {enrolment.pk}
    guest.refresh_from_db()
    enrolment.refresh_from_db()
    assert (guest.team, enrolment.group.key, enrolment.ends_on) == (home, "change-leader", None)


def test_a_change_of_group_ends_one_enrolment_and_begins_the_next(coordinator: Any, team: Any) -> None:
    person = PersonFactory(team=team, prefix="นาย", given_name="กล้า", family_name="ทดสอบ")
    EnrolmentFactory(team=team, person=person, group=group("member"))
    row = ["1", "นายกล้า ทดสอบ", "ผู้นำการเปลี่ยนแปลง", "", "", "/", "/"]
    assert confirm_batch(uploaded(coordinator, sheet_of(row), method="forum"), by=coordinator).number == 1
    rows = Enrolment.objects.order_by("starts_on").values_list("group__key", "starts_on", "ends_on")
    assert list(rows) == [
        ("member", date(2018, 1, 1), date(2018, 3, 11)),
        ("change-leader", FIRST, None),
    ]


def test_a_later_sheet_of_the_same_people_is_another_activity(coordinator: Any) -> None:
    row = ["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "/"]
    for day in ("12 มี.ค. 61", "5 เม.ย. 61"):
        titles = [["ใบลงชื่อ ประชุมทีม"], [f"วันที่ {day} ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        content = sheet_of(row, titles=titles, head=["ที่", "ชื่อ-สกุล", "กลุ่ม", "องค์กร", "โทร.", "ลายมือชื่อ"])
        confirm_batch(uploaded(coordinator, content, method="forum"), by=coordinator)
    assert Activity.objects.count() == 2
    assert (Person.objects.count(), Enrolment.objects.count()) == (1, 1)


def test_an_earlier_sheet_pulls_the_enrolment_forward(coordinator: Any) -> None:
    row = ["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "/"]
    for day in ("5 เม.ย. 61", "12 มี.ค. 61"):
        titles = [["ใบลงชื่อ ประชุมทีม"], [f"วันที่ {day} ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        content = sheet_of(row, titles=titles, head=["ที่", "ชื่อ-สกุล", "กลุ่ม", "องค์กร", "โทร.", "ลายมือชื่อ"])
        assert confirm_batch(uploaded(coordinator, content, method="forum"), by=coordinator).number == 1
    assert Enrolment.objects.get().starts_on == FIRST
