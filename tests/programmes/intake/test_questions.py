"""What a sheet leaves open is asked beside its row; what cannot be is refused with a way out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from geo.choices import Role
from geo.models import Area, IssueArea
from leaders.models import Person
from programmes.choices import Presence
from programmes.intake.files import open_file
from programmes.intake.services import answer_batch, confirm_batch, plan_of, preview, upload_batch
from programmes.intake.signin.planning import make_plan
from programmes.intake.verdicts import Plan, RowResult
from programmes.intake.vocabulary import Words, read_group
from programmes.models import Activity, Attendance, LearnerGroup
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import AttendanceFactory, EnrolmentFactory, activity_with, group

from .conftest import HEAD, HOME, TITLES, sheet_of
from .test_files import workbook
from .test_reading import GRIDS, sheet

ONE = ["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "/", "/"]
PLACED = [*HEAD[:5], "ที่อยู่", *HEAD[5:]]


def plan(by: Any, *rows: Iterable[object], answers: dict[str, str] | None = None, **kwargs: Any) -> Plan:
    """The plan of a sheet with the given rows."""
    return preview(open_file(sheet_of(*rows, **kwargs), "a.csv"), answers or {}, by=by)


def only(found: Plan) -> RowResult:
    """The plan's one row."""
    (row,) = found.rows
    return row


def keys(row: RowResult) -> list[str]:
    """Keys of the row's open questions."""
    return [question.key for question in row.questions if question.is_open]


class TestGroups:
    @pytest.mark.parametrize(
        ("text", "key", "issues", "unknown"),
        [
            ("ผู้นำการเปลี่ยนแปลง", "change-leader", (), ()),
            ("ผู้นำที่มีทักษะเชิงประเด็น", "issue-specialist", (), ()),
            ("สมาชิก", "member", (), ()),
            ("แกนนำประเด็น(สวัสดิการ)", "issue-specialist", ("welfare",), ()),
            ("แกนนำประเด็น (สวัสดิการ, ที่ดินทำกิน)", "issue-specialist", ("welfare", "farmland"), ()),
            ("ผู้นำเชิงประเด็นสวัสดิการ", "issue-specialist", ("welfare",), ()),
            ("แกนนำประเด็น(ประมง)", "issue-specialist", (), ("ประมง",)),
            ("แกนนำประเด็น(เศรษฐกิจและทุนชุมชน)", "issue-specialist", ("economy-capital",), ()),
            ("ผู้นำ", None, (), ()),
            ("แกนนำ", None, (), ()),
            ("ผู้นำ(สวัสดิการ)", None, (), ()),
            ("", None, (), ()),
            ("ชาวบ้าน", None, (), ()),
        ],
    )
    def test_as_sheets_write_them(
        self, text: str, key: str | None, issues: tuple[str, ...], unknown: tuple[str, ...], team: Any
    ) -> None:
        found = read_group(text, Words(LearnerGroup.objects.all()), Words(IssueArea.objects.all()))
        assert (found.group, found.issues, found.unknown_issues) == (key, issues, unknown)

    def test_an_issue_nobody_knows_is_asked_about(self, coordinator: Any) -> None:
        row = only(plan(coordinator, ["1", "กล้า ทดสอบ", "แกนนำประเด็น(ประมง)", "", "", "/", "/"]))
        assert keys(row) == ["1:4:issue:ประมง"]
        answered = plan(
            coordinator,
            ["1", "กล้า ทดสอบ", "แกนนำประเด็น(ประมง)", "", "", "/", "/"],
            answers={"1:4:issue:ประมง": "economy-capital"},
        )
        assert only(answered).values["issues"] == ["economy-capital"]

    def test_without_a_column_it_is_asked_once(self, coordinator: Any) -> None:
        head = ["ที่", "ชื่อ-สกุล", "วันที่ 1", "วันที่ 2"]
        rows = [["1", "กล้า ทดสอบ", "/", "/"], ["2", "ขวัญ สมมติ", "/", "/"]]
        found = plan(coordinator, *rows, head=head)
        assert [question.key for question in found.questions] == ["method", "1:group"]
        found = plan(coordinator, *rows, head=head, answers={"1:group": "member"})
        assert [row.values["group"] for row in found.rows] == ["member", "member"]
        found = plan(coordinator, *rows, head=head, answers={"1:group": "each"})
        assert [keys(row) for row in found.rows] == [["1:4:group"], ["1:5:group"]]

    def test_who_is_a_member_on_record_is_not_silently_a_leader(self, coordinator: Any, team: Any) -> None:
        person = PersonFactory(team=team, given_name="กล้า", family_name="ทดสอบ")
        EnrolmentFactory(team=team, person=person, group=group("member"))
        row = only(plan(coordinator, ["1", "กล้า ทดสอบ", "ผู้นำ", "", "", "/", "/"]))
        assert keys(row) == ["1:4:group"]

    def test_a_change_of_group_is_shown(self, coordinator: Any, team: Any) -> None:
        person = PersonFactory(team=team, given_name="กล้า", family_name="ทดสอบ")
        EnrolmentFactory(team=team, person=person, group=group("member"))
        row = only(plan(coordinator, ["1", "กล้า ทดสอบ", "ผู้นำการเปลี่ยนแปลง", "", "", "/", "/"]))
        assert "ช่อง กลุ่ม: เดิม สมาชิก ใหม่ ผู้นำการเปลี่ยนแปลง" in row.reasons

    @pytest.mark.parametrize(
        ("starts_on", "ends_on", "said"),
        [
            (date(2018, 6, 1), None, "กล้า ทดสอบ อยู่ในทีมตำบลท่าขอนยาง กลุ่มสมาชิก ตั้งแต่ 1 มิ.ย. 2561 แล้ว"),
            (date(2018, 1, 1), date(2018, 3, 12), "กล้า ทดสอบ ออกจากรายชื่อตั้งแต่ 12 มี.ค. 2561"),
        ],
    )
    def test_the_rosters_past_stays_as_it_was(
        self, starts_on: date, ends_on: date | None, said: str, coordinator: Any, team: Any
    ) -> None:
        person = PersonFactory(team=team, given_name="กล้า", family_name="ทดสอบ")
        EnrolmentFactory(
            team=team, person=person, group=group("member"), starts_on=starts_on, ends_on=ends_on
        )
        row = only(plan(coordinator, ["1", "กล้า ทดสอบ", "ผู้นำการเปลี่ยนแปลง", "", "", "/", "/"]))
        assert row.verdict == "refused"
        assert row.reasons[0].startswith(said)

    def test_a_group_in_which_the_roll_was_called_since_stays(self, coordinator: Any, team: Any) -> None:
        person = PersonFactory(team=team, given_name="กล้า", family_name="ทดสอบ")
        enrolment = EnrolmentFactory(team=team, person=person, group=group("member"))
        later = activity_with("verified", team=team, starts_on=date(2018, 6, 1))
        AttendanceFactory(session__activity=later, enrolment=enrolment)
        row = only(plan(coordinator, ["1", "กล้า ทดสอบ", "ผู้นำการเปลี่ยนแปลง", "", "", "/", "/"]))
        assert row.verdict == "refused"
        assert row.reasons[0].startswith("ในรายชื่อเป็นสมาชิก")


class TestPlaces:
    def placed(self, place: str) -> list[str]:
        """A row with a place."""
        return [*ONE[:5], place, *ONE[5:]]

    def test_several_subdistricts_of_one_name(self, coordinator: Any) -> None:
        row = only(plan(coordinator, self.placed("ต.ท่าช้าง"), head=PLACED))
        assert row.reasons == ["ช่อง พื้นที่: มีตำบลชื่อท่าช้าง 10 แห่ง เลือกตำบลที่ถูก"]
        (question,) = row.questions
        assert (len(question.choices), question.is_long) == (11, True)
        assert question.choices[-1].label == "ไม่ระบุตำบล"

    def test_the_lines_above_settle_it(self, user_with: Any, team: Any) -> None:
        TeamFactory(code="220106")
        by = user_with(Role.COORDINATOR, "220106")
        titles = [["ใบลงชื่อ ประชุม"], ["วันที่ 12-13 มี.ค. 61 ต.ท่าช้าง จ.จันทบุรี"]]
        row = only(plan(by, self.placed("ท่าช้าง"), titles=titles, head=PLACED))
        assert (row.verdict, row.values["subdistrict"]) == ("new", "220106")

    def test_a_title_of_several_is_the_users_own(self, user_with: Any, team: Any) -> None:
        TeamFactory(code="220106")
        by = user_with(Role.COORDINATOR, "220106")
        titles = [["ใบลงชื่อ ประชุม"], ["วันที่ 12-13 มี.ค. 61 ต.ท่าช้าง"]]
        assert only(plan(by, ONE, titles=titles)).verdict == "new"

    def test_a_title_of_several_is_asked_about(self, user_with: Any, team: Any) -> None:
        TeamFactory(code="220106")
        staff = user_with(Role.STAFF, "TH")
        titles = [["ใบลงชื่อ ประชุม"], ["วันที่ 12-13 มี.ค. 61 ต.ท่าช้าง"]]
        found = plan(staff, ONE, titles=titles)
        assert [question.key for question in found.questions] == ["method", "1:place"]
        assert only(found).verdict == "question"
        assert only(plan(staff, ONE, titles=titles, answers={"1:place": "220106"})).verdict == "new"

    def test_rows_tell_where_the_lines_above_do_not(self, coordinator: Any) -> None:
        titles = [["ใบลงชื่อ ประชุม"], ["วันที่ 12-13 มี.ค. 61"]]
        row = only(plan(coordinator, self.placed("ท่าขอนยาง กันทรวิชัย มค."), titles=titles, head=PLACED))
        assert (row.verdict, row.values["subdistrict"]) == ("new", HOME)

    def test_without_a_column_the_lines_above_tell_it(self, coordinator: Any) -> None:
        assert only(plan(coordinator, ONE)).values["subdistrict"] == HOME
        batch = upload_batch(sheet_of(ONE), "a.csv", by=coordinator)
        answer_batch(batch, {"method": "forum"}, by=coordinator)
        confirm_batch(batch, by=coordinator)
        assert Person.objects.get().subdistrict.code == HOME
        assert only(plan(coordinator, ONE)).verdict == "same"

    def test_a_blank_in_the_column_stays_blank(self, coordinator: Any) -> None:
        assert only(plan(coordinator, self.placed(""), head=PLACED)).values["subdistrict"] is None

    def test_the_lines_above_move_nobodys_home(self, coordinator: Any, team: Any) -> None:
        home = Area.objects.get(name_th="ขามเรียง")
        person = PersonFactory(
            team=team, prefix="นาย", given_name="กล้า", family_name="ทดสอบ", subdistrict=home
        )
        EnrolmentFactory(team=team, person=person, group=group("member"))
        row = only(plan(coordinator, ONE))
        assert (row.values["subdistrict"], row.uid) == (home.code, person.uid)
        assert "พื้นที่" not in " ".join(row.reasons)

    def test_no_place_at_all_is_said(self, coordinator: Any) -> None:
        found = plan(coordinator, ONE, titles=[["ใบลงชื่อ"], ["วันที่ 12-13 มี.ค. 61"]])
        assert only(found).verdict == "refused"
        assert found.problems[0].startswith("ไม่พบตำบลในไฟล์นี้")

    def test_a_neighbour_is_outside_the_coordinators_area(self, coordinator: Any, reviewer: Any) -> None:
        row = self.placed("ต.ขามเรียง อ.กันทรวิชัย จ.มหาสารคาม")
        refused = only(plan(coordinator, row, head=PLACED))
        assert refused.verdict == "refused"
        assert "อยู่นอกพื้นที่ของคุณ" in refused.reasons[0]
        assert only(plan(reviewer, row, head=PLACED)).verdict == "new"

    def test_a_place_nobody_knows_is_asked_about(self, coordinator: Any) -> None:
        row = only(plan(coordinator, self.placed("บ้านไกลโพ้นเมืองลับแล"), head=PLACED))
        assert row.reasons == ["ช่อง พื้นที่: ไม่พบตำบล “บ้านไกลโพ้นเมืองลับแล” เลือกตำบลที่ถูก"]
        without = plan(
            coordinator, self.placed("บ้านไกลโพ้นเมืองลับแล"), head=PLACED, answers={"1:4:place": "none"}
        )
        assert (only(without).verdict, only(without).values["subdistrict"]) == ("new", None)


class TestPhones:
    def test_one_that_cannot_be_right_is_left_out_only_when_told(self, coordinator: Any) -> None:
        row = ["1", "กล้า ทดสอบ", "สมาชิก", "", "081-000-000", "/", "/"]
        asked = only(plan(coordinator, row))
        assert asked.reasons == ["ช่อง เบอร์โทร: เบอร์มือถือต้องมี 10 หลัก ตอนนี้มี 9 หลัก ตรวจอีกครั้ง"]
        told = only(plan(coordinator, row, answers={"1:4:phone": "without"}))
        assert (told.verdict, told.values["phone"]) == ("new", None)


class TestMarks:
    def test_a_mark_is_asked_about_once(self, coordinator: Any) -> None:
        rows = [["1", "กล้า ทดสอบ", "สมาชิก", "", "", "x", "/"], ["2", "ขวัญ สมมติ", "สมาชิก", "", "", "/", "x"]]
        found = plan(coordinator, *rows)
        assert [question.key for question in found.questions] == ["method", "1:mark:x"]
        assert {row.verdict.value for row in found.rows} == {"question"}
        answered = plan(coordinator, *rows, answers={"1:mark:x": "absent"})
        assert answered.rows[0].values["attendance"] == {"2018-03-12": "absent", "2018-03-13": "present"}

    def test_signatures_are_asked_about_together(self, coordinator: Any) -> None:
        names = ["กล้า", "ขวัญ", "คำแก้ว", "จันทร์", "ดวงใจ", "ทองดี", "บุญมี", "ปลื้ม", "มะลิ"]
        rows = [[str(n), f"{name} ทดสอบ", "สมาชิก", "", "", name, ""] for n, name in enumerate(names)]
        marks = [question for question in plan(coordinator, *rows).questions if question.kind == "mark"]
        assert len(marks) == 7
        assert marks[-1].key == "1:marks"

    def test_one_column_for_several_days(self, coordinator: Any) -> None:
        head = ["ที่", "ชื่อ-สกุล", "กลุ่ม", "ลายมือชื่อ"]
        row = ["1", "กล้า ทดสอบ", "สมาชิก", "/"]
        assert keys(only(plan(coordinator, row, head=head))) == ["1:days"]
        every = only(plan(coordinator, row, head=head, answers={"1:days": "every"}))
        assert set(every.values["attendance"].values()) == {"present"}
        second = only(plan(coordinator, row, head=head, answers={"1:days": "2018-03-13"}))
        assert second.values["attendance"] == {"2018-03-12": "unknown", "2018-03-13": "present"}

    def test_no_column_at_all(self, coordinator: Any) -> None:
        head, row = ["ที่", "ชื่อ-สกุล", "กลุ่ม"], ["1", "กล้า ทดสอบ", "สมาชิก"]
        assert keys(only(plan(coordinator, row, head=head))) == ["1:signed"]
        found = only(plan(coordinator, row, head=head, answers={"1:signed": "present"}))
        assert set(found.values["attendance"].values()) == {"present"}

    def test_morning_and_afternoon_are_one_day(self, coordinator: Any) -> None:
        head = ["ที่", "ชื่อ-สกุล", "กลุ่ม", "วันที่ 1 เช้า", "วันที่ 1 บ่าย", "วันที่ 2"]
        found = only(plan(coordinator, ["1", "กล้า ทดสอบ", "สมาชิก", "-", "/", "-"], head=head))
        assert found.values["attendance"] == {"2018-03-12": "present", "2018-03-13": "absent"}


class TestDays:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("", "ไม่พบวันที่จัด"),
            ("วันที่ 31 เม.ย. 61", "ไม่มีวันที่ 31 เม.ย. 2561"),
            ("วันที่ 12-13 มี.ค. 60", "อยู่นอกปีของโครงการ"),
            ("วันที่ 12-13 มี.ค. 2570", "อยู่นอกปีของโครงการ"),
            ("วันที่ 12-13 มี.ค. 62", "ยังมาไม่ถึง"),
            ("วันที่ 1 ม.ค. 61 - 30 มิ.ย. 61", "ยาวเกิน 31 วัน"),
            ("วันที่ 12 มี.ค. 61", "ช่องลงชื่อ “วันที่ 2” ไม่ตรงกับวันจัด"),
        ],
    )
    def test_a_day_that_cannot_be_refuses_the_sheet(self, line: str, said: str, coordinator: Any) -> None:
        titles = [["ใบลงชื่อ ประชุม"], [f"{line} ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        found = plan(coordinator, ONE, titles=titles)
        assert only(found).verdict == "refused"
        assert said in found.problems[0]
        assert found.problems[0].endswith("แก้ในไฟล์แล้วนำเข้าใหม่")

    def test_columns_may_name_the_days(self, coordinator: Any) -> None:
        titles = [["ใบลงชื่อ ประชุม ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        head = [*HEAD[:5], "12 มี.ค. 61", "13 มี.ค. 61"]
        found = plan(coordinator, ONE, titles=titles, head=head)
        assert only(found).values["attendance"] == {"2018-03-12": "present", "2018-03-13": "present"}

    @pytest.mark.parametrize("line", ["วันที่ 1/2/55", "วันที่ ๑ ก.พ. ๕๕"])
    def test_a_year_nobody_can_tell_is_asked_about(self, line: str, coordinator: Any) -> None:
        titles = [TITLES[0], [f"{line} ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        about = {"titles": titles, "head": HEAD[:6]}
        found = plan(coordinator, ONE[:6], **about)
        assert (only(found).verdict, keys(only(found)), found.problems) == ("question", ["1:year"], [])
        asked = next(question for question in found.questions if question.key == "1:year")
        assert [(choice.value, choice.label) for choice in asked.choices] == [
            ("2018", "พ.ศ. 2561"),
            ("2019", "พ.ศ. 2562"),
        ]
        row = only(plan(coordinator, ONE[:6], **about, answers={"1:year": "2018"}))
        assert (row.verdict, row.values["attendance"]) == ("new", {"2018-02-01": "present"})

    def test_columns_may_name_more_days_than_the_title(self, coordinator: Any) -> None:
        titles = [TITLES[0], ["วันที่ 12 มี.ค. 61 ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
        head = [*HEAD[:5], "12 มี.ค. 61", "13 มี.ค. 61"]
        row = only(plan(coordinator, ONE, titles=titles, head=head))
        assert row.values["attendance"] == {"2018-03-12": "present", "2018-03-13": "present"}

    def test_days_between_columns_were_none_of_the_activity(self, coordinator: Any) -> None:
        head = [*HEAD[:5], "13 มี.ค. 61", "20 มี.ค. 61"]
        row = only(plan(coordinator, ONE, head=head))
        assert row.values["attendance"] == {
            "2018-03-12": "unknown",
            "2018-03-13": "present",
            "2018-03-20": "present",
        }

    def test_columns_of_other_days_are_said_as_people_write_them(self, coordinator: Any) -> None:
        head = [*HEAD[:5], "2018-03-20", "21 มี.ค. 61"]
        found = plan(coordinator, ONE, head=head)
        assert only(found).verdict == "refused"
        assert found.problems == ["ช่องลงชื่อ “20 มี.ค. 2561” ไม่ตรงกับวันจัด 12–13 มี.ค. 2561 แก้ในไฟล์แล้วนำเข้าใหม่"]

    def test_a_sheet_without_a_title_is_called_by_its_day(self, coordinator: Any) -> None:
        found = plan(coordinator, ONE, titles=[[], [TITLES[1][0]]])
        assert dict(found.facts)["กิจกรรม"] == "กิจกรรม 12–13 มี.ค. 2561"


def test_two_pages_of_one_activity_are_one(coordinator: Any) -> None:
    def page(number: int, name: str) -> list[list[object]]:
        return [*[list(line) for line in TITLES], HEAD, [number, name, "สมาชิก", "", "", "/", "/"]]

    content = workbook(page(1, "กล้า ทดสอบ"), หน้า2=page(2, "ขวัญ สมมติ"))
    batch = upload_batch(content, "a.xlsx", by=coordinator)
    assert confirm_batch(batch, by=coordinator).number == 2
    assert Activity.objects.count() == 1
    assert Attendance.objects.filter(presence=Presence.PRESENT).count() == 4


@given(GRIDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_grid_breaks_the_plan(coordinator: Any, rows: list[list[object]]) -> None:
    titles = [list(line) for line in TITLES]
    found = make_plan([sheet(*titles, PLACED, *rows)], by=coordinator, answers={})
    for row in found.rows:
        assert row.verdict.value in {"new", "question", "refused", "same"}
        assert (row.verdict == "question") == (row.verdict != "refused" and row.waits)
        assert row.reasons or row.verdict == "new"


def test_rows_that_ask_about_the_same_word_take_one_answer(coordinator):
    rows = [["1", "นายกานต์ ทดลอง", "ผู้นำ", "", "", "/", ""], ["2", "นางนิด ทดลอง", "ผู้นำ", "", "", "/", ""]]
    batch = upload_batch(sheet_of(*rows), "sheet.csv", by=coordinator)
    asked = [question for row in plan_of(batch, by=coordinator).rows for question in row.questions]
    assert [question.about for question in asked] == ["ผู้นำ", "ผู้นำ"]
    [alike] = {question.alike for question in asked}

    plan = answer_batch(batch, {alike: "change-leader", asked[1].key: "member"}, by=coordinator)
    assert [row.values["group"] for row in plan.rows] == ["change-leader", "member"]
