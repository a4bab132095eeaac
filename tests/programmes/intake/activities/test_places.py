"""Where activities were held and whose they are, for a coordinator, a reviewer and staff."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from geo.choices import Role
from geo.resolver import resolve
from programmes.intake.services import confirm_batch, upload_batch
from tests.factories.leaders import TeamFactory

from .conftest import HOME, asked, csv_of, list_of, only, planned, row


@pytest.fixture
def coordinator(team: Any, user_with: Callable[..., Any]) -> Any:
    """Who works in ต.ท่าขอนยาง."""
    return user_with(Role.COORDINATOR, HOME)


@pytest.fixture
def reviewer(team: Any, user_with: Callable[..., Any]) -> Any:
    """Who reviews จ.มหาสารคาม."""
    return user_with(Role.REVIEWER, "44")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ต.ท่าขอนยาง อ.กันทรวิชัย จ.มค.", HOME),
        ("เต่าเล่า/บางซ้าย/อยุธยา", "141303"),
        ("ทต.พนม จ.สฎ.", "841001"),
        ("ต.ควนเมา อ.รัษฎา จ.ตรัง", "920901"),
        ("บางเจ้าฉ่า", "150414"),
        ("จ.น่าน", "55"),
        ("ภาคใต้", "S"),
        ("ภาคเหนือ", "N"),
        ("ภาคอีสาน", "NE"),
        ("อีสาน", "NE"),
        ("ทั่วประเทศ", "TH"),
        ("ประเทศไทย", "TH"),
    ],
)
def test_places(text: str, code: str, staff: Any) -> None:
    found = only(staff, place=text)
    assert found.verdict == "new"
    assert found.values["area"] == code


def test_one_who_works_in_one_place_is_asked_which_place_the_nation_means(coordinator: Any) -> None:
    found = only(coordinator, place="ทั่วประเทศ")
    assert found.verdict == "question"
    assert [choice.value for choice in found.questions[0].choices] == [HOME]


def test_a_region_is_not_a_coordinators(coordinator: Any) -> None:
    assert only(coordinator, place="ภาคอีสาน").verdict == "refused"


def test_split_columns_with_and_without_marks(staff: Any) -> None:
    head = ["วันที่จัด", "กิจกรรม", "ตำบล", "อำเภอ", "จังหวัด", "จริง(คน)", "สถานที่"]
    content = csv_of([head, ["12 มี.ค. 61", "เวที", "ท่าขอนยาง", "อ.กันทรวิชัย", "สารคาม", "28", "ศาลากลางบ้าน"]])
    (found,) = planned(content, staff).rows
    assert found.values["area"] == HOME


def test_a_venue_that_names_no_area_lies_where_the_lines_above_the_table_say(staff: Any) -> None:
    head = ["วันที่จัด", "กิจกรรม", "สถานที่"]
    rows = [["12 มี.ค. 61", "เวที", "ศาลากลางบ้าน"], ["13 มี.ค. 61", "ดูงาน", "ต.เต่าเล่า อ.บางซ้าย จ.อยุธยา"]]
    above = [["กิจกรรมของ ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
    told = planned(csv_of([*above, head, *rows]), staff).rows
    assert [found.values["area"] for found in told] == [HOME, "141303"]
    alone = planned(csv_of([head, rows[0]]), staff).rows[0]
    assert alone.reasons[0] == "ช่อง สถานที่: ไม่พบตำบล “ศาลากลางบ้าน” แก้ในไฟล์แล้วนำเข้าใหม่"


def test_a_name_that_fits_several_is_asked_about_once_for_all(staff: Any) -> None:
    content = list_of(row(place="ท่าช้าง"), row(place="ท่าช้าง", title="อีกเวที"))
    first, second = planned(content, staff).rows
    (question,) = (question for question in first.questions if question.kind == "place")
    assert question.text.startswith("ช่อง พื้นที่: มีตำบลชื่อท่าช้าง ")
    assert question.alike == second.questions[0].alike
    chosen = question.choices[0].value
    answered = planned(content, staff, {question.alike: chosen}).rows
    assert [(found.verdict, found.values["area"]) for found in answered] == [("new", chosen)] * 2


def test_of_several_a_coordinator_means_the_one_where_they_work(user_with: Any, team: Any, area: Any) -> None:
    code = resolve("ท่าช้าง").candidates[-1].code
    TeamFactory(code=code)
    found = only(user_with(Role.COORDINATOR, code), place="ท่าช้าง")
    assert (found.verdict, found.values["area"]) == ("new", code)


def test_places_elsewhere_are_refused(coordinator: Any, reviewer: Any) -> None:
    for user in (coordinator, reviewer):
        found = only(user, place="ต.ควนเมา อ.รัษฎา จ.ตรัง")
        assert found.verdict == "refused"
        assert found.reasons[0] == "ช่อง พื้นที่: ต.ควนเมา อ.รัษฎา จ.ตรัง อยู่นอกพื้นที่ของคุณ"


def test_a_province_alone_is_its_reviewers_own_and_asked_of_others(coordinator: Any, reviewer: Any) -> None:
    held = only(reviewer, place="จ.มหาสารคาม")
    assert (held.verdict, held.values["area"], held.values["team"]) == ("new", "44", None)
    question = only(coordinator, place="จ.มหาสารคาม").questions[0]
    assert [choice.value for choice in question.choices] == [HOME]
    answered = only(coordinator, {question.key: HOME}, place="จ.มหาสารคาม")
    assert (answered.verdict, answered.values["team"]) == ("new", HOME)
    assert only(coordinator, place="จ.น่าน").verdict == "refused"
    assert only(reviewer, place="จ.น่าน").verdict == "refused"


def test_a_district_alone_offers_its_subdistricts_and_itself(coordinator: Any, reviewer: Any) -> None:
    question = only(reviewer, place="อ.กันทรวิชัย").questions[0]
    values = [choice.value for choice in question.choices]
    assert "4404" in values
    assert HOME in values
    assert only(reviewer, {question.key: "4404"}, place="อ.กันทรวิชัย").values["area"] == "4404"
    (question,) = only(coordinator, place="อ.กันทรวิชัย").questions
    assert [choice.value for choice in question.choices] == [HOME]
    assert question.text == "ช่อง พื้นที่: “อ.กันทรวิชัย” ยังไม่ได้บอกตำบล เลือกตำบลที่ถูก"


def test_no_place_is_asked_about_or_stands_above_the_table(coordinator: Any, staff: Any) -> None:
    assert asked(only(coordinator, place="")) == ["ช่อง พื้นที่: ยังไม่ได้บอกพื้นที่"]
    assert only(staff, place="").reasons[0] == "ช่อง พื้นที่: ยังไม่ได้บอกพื้นที่ แก้ในไฟล์แล้วนำเข้าใหม่"
    content = csv_of(
        [["กิจกรรมของ ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"], ["วันที่จัด", "กิจกรรม"], ["12 มี.ค. 61", "เวที"]]
    )
    assert planned(content, staff).rows[0].values["area"] == HOME


def test_a_place_that_is_none_is_asked_of_who_has_few(coordinator: Any, staff: Any) -> None:
    assert asked(only(coordinator, place="ดาวอังคาร")) == ["ช่อง พื้นที่: ไม่พบตำบล “ดาวอังคาร” เลือกตำบลที่ถูก"]
    assert only(staff, place="ดาวอังคาร").verdict == "refused"


def test_without_a_team_reviewers_go_on_others_form_one_first(user_with: Any, reviewer: Any) -> None:
    text = "ต.ขามเรียง อ.กันทรวิชัย จ.มหาสารคาม"
    found = only(reviewer, place=text)
    assert (found.verdict, found.values["team"]) == ("new", None)
    assert found.reasons == ["ตำบลนี้ยังไม่มีทีม บันทึกเป็นกิจกรรมของพื้นที่"]
    refused = only(user_with(Role.COORDINATOR, "440406"), place=text)
    assert refused.reasons[0] == f"{text} ยังไม่มีทีมตำบล ตั้งทีมก่อน แล้วเปิดหน้านี้อีกครั้ง"


def test_the_team_is_the_one_of_the_day_or_one_formed_since(reviewer: Any) -> None:
    gone = TeamFactory(code="440406", formed_on=date(2018, 1, 1), dissolved_on=date(2018, 6, 30))
    TeamFactory(code="440406", formed_on=date(2018, 7, 1))
    assert gone.subdistrict.code == only(reviewer, place="440406").values["team"]
    TeamFactory(code="440405", formed_on=date(2019, 1, 1))
    assert only(reviewer, place="440405").values["team"] == "440405"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ต.ท่าขอนยาง อ.เมือง จ.มหาสารคาม", HOME),
        ("ต.ท่าขอนยาง จ.ร้อยเอ็ด", HOME),
        ("ต.ท่าขอนยาง และ ต.ขามเรียง", HOME),
    ],
)
def test_parts_that_contradict_are_asked_about_also_where_one_is_the_users_own(
    text: str, first: str, coordinator: Any, reviewer: Any
) -> None:
    for user in (coordinator, reviewer):
        found = only(user, place=text)
        assert (found.verdict, found.values["area"]) == ("question", None)
        assert found.reasons[0] == f"ช่อง พื้นที่: “{text}” บอกหลายที่ไม่ตรงกัน เลือกตำบลที่จัด"
        assert found.questions[0].choices[0].value == first
    assert only(coordinator, place="ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม").verdict == "new"


@pytest.mark.parametrize("text", ["ต.โพนทอง อ.เชียงยืน จ.สฎ.", "ต.โพนทอง อ.โพนทอง จ.ร้อยเอ็ด", "ต.โพนทอง จ.สฎ."])
def test_of_namesakes_the_users_own_is_not_meant_against_the_province_that_is_named(
    text: str, coordinator: Any, user_with: Any
) -> None:
    TeamFactory(code="440511")
    by = user_with(Role.COORDINATOR, "440511")
    assert only(by, place=text).verdict == "question"
    assert only(coordinator, place=text).reasons[0] == (f"ช่อง พื้นที่: “{text}” อยู่นอกพื้นที่ของคุณ แก้ในไฟล์แล้วนำเข้าใหม่")
    alone = only(by, place="โพนทอง")
    assert (alone.verdict, alone.values["area"]) == ("new", "440511")
    assert alone.reasons == ["อ่าน “โพนทอง” เป็น ต.โพนทอง อ.เชียงยืน จ.มหาสารคาม"]


def test_a_postcode_alone_is_asked_about(coordinator: Any) -> None:
    (question,) = only(coordinator, place="44150").questions
    assert [choice.value for choice in question.choices] == [HOME]


TITLE = ["กิจกรรมของทีม ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]


@pytest.mark.parametrize(
    ("hall", "area", "kept"),
    [
        ("ศาลากลางบ้าน ม.4", HOME, "ศาลากลางบ้าน ม.4"),
        ("โรงแรมตักสิลา อ.เมือง จ.มค.", HOME, "โรงแรมตักสิลา อ.เมือง จ.มค."),
        ("โรงแรม จ.น่าน", HOME, "โรงแรม จ.น่าน"),
        ("วัดกลาง ต.ขามเรียง อ.กันทรวิชัย", "440406", "วัดกลาง ต.ขามเรียง อ.กันทรวิชัย"),
        ("ต.ขามเรียง อ.กันทรวิชัย", "440406", ""),
        ("", HOME, ""),
    ],
)
@pytest.mark.parametrize("column", ["สถานที่", "พื้นที่"])
def test_a_hall_is_a_venue_where_the_lines_above_tell_the_place(
    hall: str, area: str, kept: str, column: str, user_with: Any, team: Any
) -> None:
    TeamFactory(code="440406")
    by = user_with(Role.COORDINATOR, HOME, "440406")
    content = csv_of([TITLE, ["วันที่จัด", "กิจกรรม", column], ["12 มี.ค. 61", "เวที", hall]])
    plan = planned(content, by)
    (found,) = plan.rows
    assert (found.verdict, found.values["area"]) == ("new", area)
    (draft,) = plan.details[0].values()
    assert draft.venue == (kept if column == "สถานที่" or area == HOME else "")


def test_a_hall_that_bears_the_name_of_a_subdistrict_is_a_hall_where_the_lines_above_tell_the_place(
    coordinator: Any,
) -> None:
    rows = [["วันที่จัด", "กิจกรรม", "สถานที่"], ["12 มี.ค. 61", "เวที", "ศาลา โพนทอง"]]
    with_title, alone = (planned(csv_of(table), coordinator).rows[0] for table in ([TITLE, *rows], rows))
    assert (with_title.verdict, with_title.values["area"]) == ("new", HOME)
    assert alone.verdict == "question"


def test_a_hotel_elsewhere_asks_whose_activity_it_is_and_is_kept_as_the_venue(coordinator: Any) -> None:
    hotel = "โรงแรมตักสิลา อ.เมือง จ.มค."
    found = only(coordinator, place=hotel)
    (question,) = found.questions
    assert [choice.value for choice in question.choices] == [HOME]
    assert "เป็นกิจกรรมของตำบลไหน" in question.text
    plan = planned(list_of(row(place=hotel)), coordinator, {question.key: HOME})
    (draft,) = plan.details[0].values()
    assert (draft.result.verdict, draft.area.code, draft.venue) == ("new", HOME, hotel)
    # The district itself is no hotel.
    assert only(coordinator, place="อ.เมือง จ.มค.").verdict == "refused"


TEAMS = ["วันที่จัด", "กิจกรรม", "พื้นที่", "ทีม"]
ELSEWHERE = "ต.แคน อ.วาปีปทุม จ.มหาสารคาม"


def of_team(by: Any, name: str, place: str = ELSEWHERE, answers: dict[str, str] | None = None) -> Any:
    """A row of a list with a column for teams."""
    (found,) = planned(csv_of([TEAMS, ["12 มี.ค. 61", "ดูงาน", place, name]]), by, answers).rows
    return found


@pytest.mark.parametrize("name", ["ทีมตำบลท่าขอนยาง", "ท่าขอนยาง", "ทีมท่าขอนยาง", "Tha Khon Yang team"])
def test_the_team_of_its_own_column_may_hold_an_activity_elsewhere(name: str, coordinator: Any) -> None:
    found = of_team(coordinator, name)
    assert (found.verdict, found.values["area"], found.values["team"]) == ("new", "440907", HOME)
    assert of_team(coordinator, "").verdict == "refused"


def test_without_a_place_an_activity_is_where_its_team_is(coordinator: Any) -> None:
    assert of_team(coordinator, "ทีมตำบลท่าขอนยาง", "").values["area"] == HOME
    assert of_team(coordinator, "", "").verdict == "question"


def test_a_team_elsewhere_is_refused_and_a_word_that_names_none_is_told(coordinator: Any) -> None:
    refused = of_team(coordinator, "ทีมตำบลขามเรียง", "ต.ท่าขอนยาง")
    assert refused.reasons == ["ช่อง ทีม: ต.ขามเรียง อ.กันทรวิชัย จ.มหาสารคาม อยู่นอกพื้นที่ของคุณ"]
    told = of_team(coordinator, "สมชายกับเพื่อน", "ต.ท่าขอนยาง")
    assert (told.verdict, told.values["team"]) == ("new", HOME)
    assert told.reasons == ["ไม่พบทีม “สมชายกับเพื่อน” นับเป็นของทีมในตำบลที่จัด"]


def test_of_teams_of_one_name_the_nearest_to_the_place_is_meant_else_it_is_asked(staff: Any) -> None:
    for code in ("440511", "460119"):
        TeamFactory(code=code)
    assert of_team(staff, "ทีมตำบลโพนทอง").values["team"] == "440511"
    far = "ต.ควนเมา อ.รัษฎา จ.ตรัง"
    open_row = of_team(staff, "ทีมตำบลโพนทอง", far)
    (question,) = open_row.questions[:1]
    assert (open_row.verdict, question.kind) == ("question", "team")
    assert {choice.value for choice in question.choices} == {"440511", "460119"}
    assert of_team(staff, "ทีมตำบลโพนทอง", far, {question.key: "460119"}).values["team"] == "460119"


def test_what_an_area_held_before_it_had_a_team_is_the_same_activity(reviewer: Any) -> None:
    there = "ต.ขามเรียง อ.กันทรวิชัย จ.มหาสารคาม"
    content = list_of(row(place=there))
    batch = upload_batch(content, "a.csv", by=reviewer)
    assert not confirm_batch(batch, by=reviewer).problems
    TeamFactory(code="440406")
    assert only(reviewer, place=there).verdict == "same"


def test_what_was_held_all_over_the_nation_is_kept_and_known_again(staff: Any) -> None:
    batch = upload_batch(list_of(row(place="ทั่วประเทศ")), "a.csv", by=staff)
    assert not confirm_batch(batch, by=staff).problems
    assert only(staff, place="ประเทศไทย").verdict == "same"
