"""Learner groups: read as sheets write them, asked about, compared with the roster."""

from datetime import date
from typing import Any

import pytest

from geo.models import IssueArea
from programmes.intake.files import open_file
from programmes.intake.services import preview
from programmes.intake.vocabulary import Words, read_group
from programmes.models import LearnerGroup
from tests.factories.leaders import PersonFactory
from tests.factories.programmes import AttendanceFactory, EnrolmentFactory, activity_with, group

from ..conftest import sheet_of
from .conftest import keys, only, plan


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


class TestColumnsToTick:
    """A head for groups over a column for each of them."""

    HEAD = ["ที่", "ชื่อ-สกุล", "กลุ่มผู้เรียนรู้", "", "", "วันที่ 1", "วันที่ 2"]
    UNDER = ["", "", "ผู้นำการเปลี่ยนแปลง", "แกนนำประเด็น", "สมาชิก", "", ""]

    def rows_of(self, by: Any, *rows: list[str]) -> list[Any]:
        file = sheet_of(self.UNDER, *rows, head=self.HEAD)
        return preview(open_file(file, "a.csv"), {"method": "forum"}, by=by).rows

    def test_the_ticked_one_is_the_group(self, coordinator: Any) -> None:
        first, second, none = self.rows_of(
            coordinator,
            ["1", "กล้า ทดสอบ", "", "", "/", "/", "/"],
            ["2", "ขวัญ สมมติ", "✓", "", "", "/", "-"],
            ["3", "มานี ตัวอย่าง", "", "", "", "/", "/"],
        )
        assert [row.values["group"] for row in (first, second)] == ["member", "change-leader"]
        assert list(first.values["attendance"].values()) == ["present", "present"]
        assert (first.verdict, second.verdict, none.values["group"]) == ("new", "new", None)

    def test_two_ticks_are_asked_about(self, coordinator: Any) -> None:
        (row,) = self.rows_of(coordinator, ["1", "กล้า ทดสอบ", "/", "", "/", "/", "/"])
        assert (row.verdict, row.values["group"]) == ("question", None)

    def test_columns_with_words_are_none(self, coordinator: Any) -> None:
        (row,) = self.rows_of(coordinator, ["1", "กล้า ทดสอบ", "สมาชิก", "", "", "/", "/"])
        assert (row.verdict, row.values["group"]) == ("new", "member")
