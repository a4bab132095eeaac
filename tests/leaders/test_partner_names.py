"""Names of partners: taken apart, told by kind, put where they belong."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaders.partner_names import is_institute, is_own, kind_of, place_partner, read_partners


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("อบต., มมส.", ["อบต.", "มมส."]),
        ("อบต./เทศบาล", ["อบต.", "เทศบาล"]),
        ("อบต.และ มมส.", ["อบต.", "มมส."]),
        ("วัดบ้านหนอง และโรงเรียน", ["วัดบ้านหนอง", "โรงเรียน"]),
        ("อบต.ท่าขอนยางและโรงเรียนบ้านดอน", ["อบต.ท่าขอนยาง", "โรงเรียนบ้านดอน"]),
        ("1.อบต.ท่าขอนยางและรพ.สต.ดอนและวัดกลาง", ["อบต.ท่าขอนยาง", "รพ.สต.ดอน", "วัดกลาง"]),
        ("กำนันและผู้ใหญ่บ้าน", ["กำนัน", "ผู้ใหญ่บ้าน"]),
        ("โรงเรียนบ้านดอนและมูลนิธิตัวอย่าง", ["โรงเรียนบ้านดอน", "มูลนิธิตัวอย่าง"]),
        ("อบต.ท่าขอนยาง (รถและโรงเรียน)", ["อบต.ท่าขอนยาง"]),
        ("สมาคมวัดและโรงเรียน", ["สมาคมวัดและโรงเรียน"]),
        ("สมาคมกำนันและผู้ใหญ่บ้าน", ["สมาคมกำนันและผู้ใหญ่บ้าน"]),
        ("โรงเรียนส่งเสริมและพัฒนาอาชีพ", ["โรงเรียนส่งเสริมและพัฒนาอาชีพ"]),
        ("มหาวิทยาลัยการท่องเที่ยวและโรงแรม", ["มหาวิทยาลัยการท่องเที่ยวและโรงแรม"]),
        ("1. อบต.\n2. กำนัน", ["อบต.", "กำนัน"]),
        ("1. อบต. 2. มมส. 3) วัดบ้านท่า", ["อบต.", "มมส.", "วัดบ้านท่า"]),
        ("อบต.+มมส.", ["อบต.", "มมส."]),
        ("อบต. กับ มมส.", ["อบต.", "มมส."]),
        ("อบต. มมส. พอช.", ["อบต.", "มมส.", "พอช."]),
        ("อบต. รพ.สต. กศน.", ["อบต.", "รพ.สต.", "กศน."]),
        ("อบต. พชอ. สกว.", ["อบต.", "พชอ.", "สกว."]),
        ("พมจ. มค.", ["พมจ. มค."]),
        ("สนง. พมจ.", ["สนง. พมจ."]),
        ("1. อบต. 2. รพ.สต. 3. กศน.", ["อบต.", "รพ.สต.", "กศน."]),
        ("1.อบต.2.รพ.สต.3.กศน.", ["อบต.", "รพ.สต.", "กศน."]),
        ("(1) อบต. (2) รพ.สต.", ["อบต.", "รพ.สต."]),
        ("ผู้ใหญ่บ้าน ม.4.", ["ผู้ใหญ่บ้าน ม.4."]),
        ("อบต.&โรงเรียน", ["อบต.", "โรงเรียน"]),
        ("บริษัท A&B จำกัด", ["บริษัท A&B จำกัด"]),
        ("อบต.ท่าขอนยาง อบต.ท่าขอนยาง", ["อบต.ท่าขอนยาง"]),
        ("อบต.ท่าขอนยาง รพ.สต.ท่าขอนยาง วัดกลาง", ["อบต.ท่าขอนยาง", "รพ.สต.ท่าขอนยาง", "วัดกลาง"]),
        ("ศูนย์พัฒนาเด็กเล็ก อบต.ท่าขอนยาง", ["ศูนย์พัฒนาเด็กเล็ก อบต.ท่าขอนยาง"]),
        ("ชมรมผู้สูงอายุ เทศบาลตำบลพนม", ["ชมรมผู้สูงอายุ เทศบาลตำบลพนม"]),
        ("โรงเรียน อบต.ท่าขอนยาง", ["โรงเรียน อบต.ท่าขอนยาง"]),
        ("เทศบาลตำบลพนม อำเภอพนม", ["เทศบาลตำบลพนม อำเภอพนม"]),
        ("วัด โรงเรียน", ["วัด", "โรงเรียน"]),
        ("ท้องถิ่น ท้องที่ สถาบันวิชาการ", ["ท้องถิ่น", "ท้องที่", "สถาบันวิชาการ"]),
        ("อบต. ท่าขอนยาง", ["อบต. ท่าขอนยาง"]),
        ("ผู้ใหญ่บ้าน ม.4", ["ผู้ใหญ่บ้าน ม.4"]),
        ("อบต., อบต.", ["อบต."]),
        ("กรมพัฒนาสังคมและสวัสดิการ", ["กรมพัฒนาสังคมและสวัสดิการ"]),
        ("-", []),
        ("", []),
        ("ไม่มี", []),
        ("ไม่มีภาคี", []),
        ("ไม่มีหน่วยงานภาคีเข้าร่วม", []),
        ("ยังไม่มี", []),
        ("N/A", []),
        ("ไม่มี, อบต.", ["อบต."]),
        ("มูลนิธิไม่มีพรมแดน", ["มูลนิธิไม่มีพรมแดน"]),
        (" , / ", []),
    ],
)
def test_names_are_parted(text: str, names: list[str]) -> None:
    assert [partner.name for partner in read_partners(text)] == names


def test_brackets_are_not_cut_and_say_what_was_brought() -> None:
    first, second = read_partners("อบต. (รถตู้, น้ำดื่ม/อาหาร), มมส.")
    assert (first.name, first.brought) == ("อบต.", "รถตู้, น้ำดื่ม/อาหาร")
    assert (second.name, second.brought) == ("มมส.", "")


def test_what_was_brought_stays_with_its_own_of_two_side_by_side() -> None:
    found = read_partners("อบต. (รถตู้ 2 คัน) รพ.สต. (ยา)")
    assert [(one.name, one.brought) for one in found] == [("อบต.", "รถตู้ 2 คัน"), ("รพ.สต.", "ยา")]


@given(st.text(alphabet="อบต.,/( )และมส\n-1", max_size=60))
def test_any_text_is_parted_into_names_without_marks_between(text: str) -> None:
    for partner in read_partners(text):
        assert partner.name == partner.name.strip() != ""
        assert partner.name != "-"
        if "(" not in text:
            assert not set(",/\n") & set(partner.name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("อบต.", "local"),
        ("อบต.ท่าขอนยาง", "local"),
        ("ทต.พนม", "local"),
        ("เทศบาลเมืองน่าน", "local"),
        ("อบจ.น่าน", "local"),
        ("อปท.", "local"),
        ("องค์การบริหารส่วนตำบลขามเรียง", "local"),
        ("มมส.", "academia"),
        ("มหาวิทยาลัยมหาสารคาม", "academia"),
        ("วิทยาลัยชุมชนน่าน", "academia"),
        ("โรงเรียนบ้านดอน", "academia"),
        ("อำเภอ", "province"),
        ("จังหวัด", "province"),
        ("สนง.เกษตรจังหวัด", "province"),
        ("พัฒนาชุมชนอำเภอ", "province"),
        ("กำนัน", "village"),
        ("ผู้ใหญ่บ้าน ม.4", "village"),
        ("วัดโพธิ์", "religious"),
        ("มัสยิดกลาง", "religious"),
        ("โบสถ์", "religious"),
        ("บริษัท ตัวอย่าง จำกัด", "private"),
        ("ธนาคารออมสิน", "private"),
        ("มูลนิธิตัวอย่าง", "civil"),
        ("สมาคมคนทอผ้า", "civil"),
        ("เครือข่ายสุขภาพอำเภอ", "civil"),
        ("กระทรวง พม.", "central"),
        ("กรมการพัฒนาชุมชน", "central"),
        ("สสส.", "central"),
        ("ส.ป.ก.", "central"),
        ("กลุ่มรักษ์ป่า", None),
        ("รพ.สต.", None),
    ],
)
def test_kinds_are_told_by_names(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    "name",
    ["พอช.", "พอช.ภาค", "พอช. ภาคอีสาน", "พ.อ.ช.", "CODI", "จนท.พอช.", "สถาบันพัฒนาองค์กรชุมชน (องค์การมหาชน)"],
)
def test_the_institute_is_known_in_every_form(name: str) -> None:
    assert is_institute(name)


@pytest.mark.parametrize("name", ["สพอชุมชน", "กลุ่มพอเพียง", "อบต.พอช้าง"])
def test_others_are_not_the_institute(name: str) -> None:
    assert not is_institute(name)


@pytest.mark.django_db
def test_the_teams_own_organisations_are_no_partners(area: Callable[[str], Any]) -> None:
    here = area("440404")
    assert is_own("สภาองค์กรชุมชนตำบลท่าขอนยาง", here)
    assert is_own("กองทุนสวัสดิการชุมชน", here)
    assert is_own("กลุ่มออมทรัพย์บ้านดอน", here)
    assert not is_own("สภาองค์กรชุมชนตำบลขามเรียง", here)
    assert not is_own("อบต.", here)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "placed", "code"),
    [
        ("อบต.", "อบต.ท่าขอนยาง", "440404"),
        ("อบต.ท่าขอนยาง", "อบต.ท่าขอนยาง", "440404"),
        ("องค์การบริหารส่วนตำบล", "อบต.ท่าขอนยาง", "440404"),
        ("อบต.ในพื้นที่", "อบต.ท่าขอนยาง", "440404"),
        ("อปท.", "อปท.ท่าขอนยาง", "440404"),
        ("อบต.ขามเรียง", "อบต.ขามเรียง", "440406"),
        ("อบต.ไม่มีที่ใด", "อบต.ไม่มีที่ใด", "44"),
        ("อปท. ๒ แห่ง", "อปท.", "4404"),
        ("อบต. ทั้ง 3 ตำบล", "อบต.", "4404"),
        ("อบจ.", "อบจ.มหาสารคาม", "44"),
        ("อำเภอ", "อ.กันทรวิชัย", "4404"),
        ("จังหวัด", "จ.มหาสารคาม", "44"),
        ("เกษตรอำเภอ", "เกษตรอำเภอ", "4404"),
        ("กำนัน", "กำนัน", "440404"),
        ("วัดกลาง", "วัดกลาง", "4404"),
        ("มมส.", "มมส.", ""),
        ("สสส.", "สสส.", ""),
        ("กลุ่มรักษ์ป่า", "กลุ่มรักษ์ป่า", "44"),
    ],
)
def test_a_name_belongs_to_an_area(name: str, placed: str, code: str, area: Callable[[str], Any]) -> None:
    found = place_partner(name, kind_of(name), area("440404"))
    assert (found.name, found.area) == (placed, code)


@pytest.mark.django_db
def test_on_a_log_of_a_province_no_subdistrict_is_made_up(area: Callable[[str], Any]) -> None:
    found = place_partner("อบต.", kind_of("อบต."), area("55"))
    assert (found.name, found.area) == ("อบต.", "55")
