"""Lists as provinces keep them: other labels, split columns, places and positions in their many forms."""

import pytest

from geo.models import Area, LearningSite
from programmes.intake.files import open_file
from programmes.intake.headers import name_of
from programmes.intake.kinds import kind_of
from programmes.intake.refusals import FileRefused
from programmes.intake.sites.reading import LABELS
from tests.programmes.intake.conftest import csv_of, sample

from .conftest import HOME, THERE, only, planned, row, sites_of

pytestmark = pytest.mark.django_db


def kind(*rows):
    return kind_of(open_file(csv_of(rows), "x.csv").sheets).key


@pytest.mark.parametrize(
    "head",
    [
        ["ชื่อแหล่งเรียนรู้", "ที่ตั้ง"],
        ["ลำดับ", "ชื่อศูนย์เรียนรู้", "ตำบล"],
        ["แหล่งเรียนรู้", "พิกัด"],
        ["ชื่อ", "ที่ตั้ง", "พิกัด"],
        ["ชื่อ", "โทร.", "วันเปิด"],
        ["Learning site", "Location"],
    ],
)
def test_lists_of_sites_are_recognised(head):
    assert kind(head, ["ก"] * len(head)) == "sites"


@pytest.mark.parametrize(
    "head",
    [
        ["ชื่อ", "สกุล", "ตำแหน่ง", "โทร."],
        ["ชื่อ-สกุล", "ที่อยู่", "ลายมือชื่อ"],
        ["ที่", "ชื่อ", "นามสกุล", "ที่อยู่"],
    ],
)
def test_sheets_to_sign_in_stay_what_they_are(head):
    assert kind(head, ["ก"] * len(head)) == "signin"


def test_the_sample_sheet_to_sign_in_stays_what_it_is():
    assert kind_of(open_file(sample("csv"), "a.csv").sheets).key == "signin"


def test_a_list_of_activities_at_sites_is_no_list_of_sites():
    head = ["วันที่จัด", "กิจกรรม", "แหล่งเรียนรู้", "พิกัด"]
    assert kind(head, ["1/2/2561", "เวที", "ตลาด", "16.2, 103.2"]) == "activities"


@pytest.mark.parametrize(
    ("label", "holds"),
    [
        ("ผู้ประสาน/โทร", "contact"),
        ("ผู้ประสานงาน/โทร", "contact"),
        ("ผู้ประสาน/เบอร์โทร", "contact"),
        ("ผู้ประสานงาน/เบอร์โทร", "contact"),
        ("ชื่อผู้ติดต่อ และเบอร์โทรศัพท์", "contact"),
        ("เบอร์ติดต่อ", "phone"),
        ("เปิดให้เรียนรู้", "days"),
        ("เรื่องที่เรียนรู้ได้", "summary"),
        ("เรื่องที่เรียนรู้", "issues"),
        ("ผู้ประสานงานโครงการ", ""),
    ],
)
def test_what_heads_name(label, holds):
    assert name_of(label, LABELS) == holds


def test_what_is_missing_is_said():
    with pytest.raises(FileRefused) as refused:
        kind(["ที่ตั้ง", "พิกัด", "วันเปิด"], ["ก", "ข", "ค"])
    assert "หัวตารางแถว 1 ไม่มีช่อง ชื่อแหล่งเรียนรู้" in str(refused.value)
    with pytest.raises(FileRefused) as refused:
        kind(["ชื่อแหล่งเรียนรู้", "พิกัด"])
    assert "ใต้หัวตารางไม่มีแหล่งเรียนรู้" in str(refused.value)


def test_split_columns_two_heads_and_a_title_above(staff):
    content = csv_of(
        [
            ["รายชื่อแหล่งเรียนรู้ จังหวัดมหาสารคาม ปี 2561"],
            ["ที่", "ชื่อแหล่งเรียนรู้", "หมู่ที่", "ตำบล", "พิกัด", "", "ผู้ประสาน", ""],
            ["", "", "", "", "X", "Y", "ชื่อ-สกุล", "โทร."],
            ["๑", "ตลาดชุมชน", "๓", "ท่าขอนยาง", "๑๐๓.๒๗", "๑๖.๒๔", "นางสมใจ รักบ้าน", "๐๘๑-๐๐๐-๐๐๐๓"],
            ["รวม", "1 แห่ง"],
        ]
    )
    found = only(content, staff)
    assert (found.row, found.verdict) == (4, "new")
    values = found.values
    assert (values["subdistrict"], values["place_text"]) == (HOME, "หมู่ 3")
    assert (values["lat"], values["lon"]) == (16.24, 103.27)
    assert values["contact"] == {"name": "นางสมใจ รักบ้าน", "phone": "0810000003"}


def test_easting_and_northing_in_columns_of_their_own(staff):
    head = ["ชื่อแหล่งเรียนรู้", "ที่ตั้ง", "โซน", "X", "Y"]
    found = only(csv_of([head, ["ตลาด", THERE, "48", "315000", "1796000"]]), staff)
    assert (found.values["lat"], found.values["lon"]) == pytest.approx((16.2377, 103.2695), abs=0.001)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("ม.๒ ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม", "หมู่ 2"),
        ("๑๒/๓ หมู่ที่ ๔ ต. ท่าขอนยาง อ. กันทรวิชัย จ. มหาสารคาม 44150", "12/3 หมู่ 4"),
        ("วัดกลาง บ้านดอน ต.ท่าขอนยาง อ.กันทรวิชัย มค.", "วัดกลาง บ้านดอน"),
        ("ท่าขอนยาง-กันทรวิชัย-มหาสารคาม", ""),
        ("ท่าขอนยาง/กันทรวิชัย/สารคาม", ""),
        ("ท่าขอนยางกันทรวิชัยมหาสารคาม", ""),
        ("อบต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม", ""),
    ],
)
def test_what_is_no_area_stays_as_place(staff, place, text):
    found = only(sites_of(row(place=place)), staff)
    assert (found.values["subdistrict"], found.values["place_text"]) == (HOME, text)


def test_a_place_in_the_name_counts_where_the_column_is_blank(staff):
    found = only(sites_of(row("ศูนย์เรียนรู้ ต.ท่าขอนยาง", place="")), staff)
    assert found.values["subdistrict"] == HOME


def test_several_subdistricts_are_asked_about_once_for_all_rows(staff):
    plan = planned(sites_of(row("ก", place="ต.ท่าช้าง"), row("ข", place="ต.ท่าช้าง")), staff)
    first, second = (found.questions[0] for found in plan.rows)
    assert "ท่าช้าง" in first.text
    assert first.alike == second.alike != ""
    code = first.choices[0].value
    answered = planned(
        sites_of(row("ก", place="ต.ท่าช้าง"), row("ข", place="ต.ท่าช้าง")), staff, {first.alike: code}
    )
    assert [found.values["subdistrict"] for found in answered.rows] == [code, code]
    assert [found.verdict for found in answered.rows] == ["new", "new"]


def test_of_several_the_one_where_the_user_works_is_taken_and_told(user_with):
    code = Area.objects.current().filter(name_th="ท่าช้าง", level="subdistrict").first().code
    found = only(sites_of(row(place="ต.ท่าช้าง")), user_with("coordinator", code))
    assert (found.verdict, found.values["subdistrict"]) == ("new", code)
    assert "อ่าน “ต.ท่าช้าง” เป็น" in " ".join(found.reasons)


def test_only_a_province_asks_for_the_subdistrict(staff, reviewer, coordinator):
    for user in (staff, reviewer):
        question = only(sites_of(row(place="จ.มหาสารคาม")), user).questions[0]
        assert len(question.choices) > 100
        assert HOME in {choice.value for choice in question.choices}
    own = only(sites_of(row(place="จ.มหาสารคาม")), coordinator).questions[0]
    assert [choice.value for choice in own.choices] == [HOME]
    answered = only(sites_of(row(place="จ.มหาสารคาม")), coordinator, {own.key: HOME})
    assert (answered.verdict, answered.values["subdistrict"]) == ("new", HOME)


@pytest.mark.parametrize("text", ["ต.ท่าขอนยาง อ.เมือง จ.มหาสารคาม", "ต.ท่าขอนยาง และ ต.ขามเรียง", "อ.กันทรวิชัย"])
def test_what_contradicts_or_names_a_district_alone_is_not_the_users_own_without_asking(text, coordinator):
    found = only(sites_of(row(place=text)), coordinator)
    assert (found.verdict, found.values["subdistrict"]) == ("question", None)
    assert found.questions[0].choices[0].value == HOME
    answered = only(sites_of(row(place=text)), coordinator, {found.questions[0].key: HOME})
    assert (answered.verdict, answered.values["subdistrict"]) == ("new", HOME)


@pytest.mark.parametrize("text", ["อ.เมือง จ.มหาสารคาม", "ต.โพนทอง อ.เชียงยืน จ.สฎ.", "ต.โพนทอง"])
def test_a_place_that_cannot_be_the_users_own_offers_no_choice_that_would_not_help(text, coordinator):
    found = only(sites_of(row(place=text)), coordinator)
    assert (found.verdict, found.questions) == ("refused", [])
    assert found.reasons[0] == f"ช่อง ที่ตั้ง: “{text}” อยู่นอกพื้นที่ของคุณ"


def test_no_place_at_all(staff, coordinator):
    assert only(sites_of(row(place="")), staff).verdict == "refused"
    assert [choice.value for choice in only(sites_of(row(place="")), coordinator).questions[0].choices] == [
        HOME
    ]


@pytest.mark.parametrize(
    ("position", "word"),
    [
        ("ข้างวัด", "อ่านพิกัด"),
        ("16.24", "ตัวเลขเดียว"),
        ("48.85, 2.35", "นอกประเทศไทย"),
        ("https://maps.app.goo.gl/AbC", "ลิงก์"),
        ("46P 650123 1612345", "โซน"),
    ],
)
def test_a_position_that_cannot_be_read_leaves_the_site_unmapped(staff, position, word):
    found = only(sites_of(row(position=position)), staff)
    assert (found.verdict, found.values["lat"]) == ("new", None)
    assert word in " ".join(found.reasons)
    assert found.facts[0] == "ยังไม่มีพิกัด"


def test_utm_without_a_zone_is_settled_by_the_province(staff):
    ubon = only(sites_of(row(place="ต.ในเมือง อ.เมืองอุบลราชธานี จ.อุบลราชธานี", position="484000 1684000")), staff)
    assert ubon.values["lon"] == pytest.approx(104.85, abs=0.01)
    nowhere = only(sites_of(row(position="450123 1612345")), staff)
    assert (nowhere.verdict, nowhere.values["lat"]) == ("new", None)
    assert "โซน 47 และ 48" in " ".join(nowhere.reasons)


def test_far_outside_the_province_is_asked_about(staff):
    content = sites_of(row(position="14.33, 100.28"))
    (question,) = only(content, staff).questions
    assert "นอกเขต จ.มหาสารคาม" in question.text
    assert only(content, staff, {question.key: "keep"}).values["lat"] == 14.33
    dropped = only(content, staff, {question.key: "drop"})
    assert (dropped.verdict, dropped.values["lat"]) == ("new", None)


def test_an_unknown_issue_is_asked_about_once(staff):
    content = sites_of(row("ก", issues="ปลูกผัก"), row("ข", issues="ปลูกผัก, สวัสดิการ"))
    first, second = planned(content, staff).rows
    assert first.questions[0].alike == second.questions[0].alike
    answered = planned(content, staff, {first.questions[0].alike: "integrated"}).rows
    assert [found.values["issues"] for found in answered] == [["integrated"], ["welfare", "integrated"]]
    none = planned(content, staff, {first.questions[0].alike: "none"}).rows
    assert [found.values["issues"] for found in none] == [[], ["welfare"]]


def test_rows_that_cannot_be_written_say_why(staff):
    for told, word in [
        ({"name": ""}, "ไม่มีชื่อ"),
        ({"name": "ก" * 201}, "ยาวเกิน"),
        ({"name": "ตลาด", "code": "ล" * 21}, "ยาวเกิน"),
        ({"name": "ตลาด", "place": "ต.ไม่มีที่ไหนเลย"}, "ไม่พบตำบล"),
    ]:
        found = only(sites_of(row(**{"issues": "สวัสดิการ", **told})), staff)
        assert found.verdict == "refused", told
        assert word in found.reasons[0]
        assert not found.questions


def test_a_number_that_cannot_be_right_may_be_left_out(staff):
    content = sites_of(row(contact="นางสมใจ 08100"))
    (question,) = only(content, staff).questions
    found = only(content, staff, {question.key: "without"})
    assert (found.verdict, found.values["contact"]) == ("new", {"name": "นางสมใจ", "phone": None})


def test_an_id_number_is_never_kept(staff):
    found = only(sites_of(row(contact="นางสมใจ 1-2345-67890-12-3")), staff)
    assert "12 3" not in str(found.values)
    assert "67890" not in str(found.values)
    assert "บัตรประชาชน" in " ".join(found.reasons)


def test_nothing_is_written_by_looking(staff):
    planned(sites_of(row()), staff)
    assert not LearningSite.objects.exists()
