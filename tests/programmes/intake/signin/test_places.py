"""Where people live: told by the row, by the lines above the table, or asked about."""

from typing import Any

import pytest

from geo.choices import Role
from geo.models import Area
from leaders.models import Person
from programmes.intake.services import answer_batch, confirm_batch, upload_batch
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, group

from ..conftest import HOME, sheet_of
from .conftest import ONE, PLACED, only, plan


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

    @pytest.mark.parametrize("place", ["ต.ท่าขอนยาง จ.น่าน", "อ.กันทรวิชัย", "ต.ท่าขอนยาง และ ต.ขามเรียง"])
    def test_the_lines_above_settle_no_contradiction_and_no_district(
        self, coordinator: Any, place: str
    ) -> None:
        row = only(plan(coordinator, self.placed(place), head=PLACED))
        assert (row.verdict, row.values["subdistrict"]) == ("question", None)
        assert HOME in {choice.value for choice in row.questions[0].choices}
        assert only(plan(coordinator, self.placed("ท่าขอนยาง"), head=PLACED)).values["subdistrict"] == HOME

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
