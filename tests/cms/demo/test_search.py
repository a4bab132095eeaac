"""What people look for in the demo, and what they should find; nothing else may stand before it.

Each line: what is typed, and a part of a title that must be among the first five of its kind. ``-`` before a
part: it must not be found at all.
"""

from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from cms.models import SearchDocument
from cms.services.search import bring_in_step
from tests.cms.search.conftest import ask, titles

THAI = [
    # Words inside unspaced Thai.
    ("สวัสดิการ", "กองทุนสวัสดิการชุมชนตำบลท่าขอนยาง"),
    ("กองทุนสวัสดิการ", "กองทุนสวัสดิการชุมชนตำบลท่าขอนยาง"),
    ("กองทุน", "กองทุนวันละบาทตำบลสะพือ"),
    ("ป่าชุมชน", "ป่าชุมชนบ้านดงมะไฟ"),
    ("ป่าชายเลน", "ป่าชายเลนท่าเคย"),
    ("ออมทรัพย์", "กลุ่มออมทรัพย์ประชาพัฒนา"),
    ("จักสาน", "กลุ่มจักสานบางเจ้าฉ่า"),
    ("ตะกร้า", "ตะกร้าใบแรกที่บางเจ้าฉ่า"),
    ("แผนที่", "แหล่งเรียนรู้"),
    ("น้ำฝน", "สระน้ำและสมุดน้ำฝนบ้านแคน"),
    ("เด็ก", "ป่าที่เด็กจำชื่อต้นไม้ได้มากกว่าพ่อ"),
    ("กุญแจ", "วันละ 20 บาท จนมีกุญแจบ้าน"),
    ("แม่ปู", "ป่าชายเลนท่าเคย"),
    ("ยางนา", "-กลุ่ม"),
    # Several words, and words that belong together.
    ("ป่า น่าน", "ป่าต้นน้ำบ้านน้ำปาย"),
    ("ป่า น่าน", "-ป่าชุมชนบ้านดงมะไฟ"),
    ("ออม บ้านมั่นคง", "ออมเดือนแรก บ้านมั่นคง"),
    ('"อ่านป่า"', "คู่มืออ่านป่า ฉบับพกพา"),
    ("เปิดบ้าน มีนาคม", "เดินป่าดงมะไฟ อ่านป่าด้วยกัน"),
    # Places, as people write them.
    ("ท่าขอนยาง", "ทีมตำบลท่าขอนยาง"),
    ("ต.ท่าขอนยาง", "ทีมตำบลท่าขอนยาง"),
    ("ตำบลท่าขอนยาง", "กองทุนสวัสดิการชุมชนตำบลท่าขอนยาง"),
    ("ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม", "ทีมตำบลท่าขอนยาง"),
    ("จ.น่าน", "จังหวัดน่าน"),
    ("จังหวัดน่าน", "จังหวัดน่าน"),
    ("โคราช", "จังหวัดนครราชสีมา"),
    ("กทม", "กรุงเทพมหานคร"),
    ("อีสาน", "ภาคตะวันออกเฉียงเหนือ"),
    ("ภาคใต้", "ภาคใต้"),
    ("คลองชักพระ", "ออมเดือนแรก บ้านมั่นคงคลองชักพระ"),
    ("ทีมตำบล น่าน", "ทีมตำบลน้ำปาย"),
    ("แหล่งเรียนรู้ น่าน", "ป่าต้นน้ำบ้านน้ำปาย"),
    # Abbreviations and other names.
    ("พอช.", "จดหมายจาก ผอ.พอช."),
    ("ก.ย. 61", "เปิดบ้านแล้ว เล่าเรื่องที่พลาดด้วย"),
    ("สถาบันพัฒนาองค์กรชุมชน", "พอช."),
    ("ส.ป.ก.", "แปลงรวม ส.ป.ก. โนนสมบูรณ์"),
    ("สปก", "แปลงรวม ส.ป.ก. โนนสมบูรณ์"),
    ("อบต.", "เดินป่าดงมะไฟ อ่านป่าด้วยกัน"),
    ("สภาฯ", "สภาองค์กรชุมชน"),
    # Days, in either calendar and with either digits.
    ("มี.ค. 2562", "เดินป่าดงมะไฟ อ่านป่าด้วยกัน"),
    ("มีนาคม ๒๕๖๒", "เดินป่าดงมะไฟ อ่านป่าด้วยกัน"),
    ("2019", "เดินป่าดงมะไฟ อ่านป่าด้วยกัน"),
    ("ฉบับที่ 3", "เริ่มจากวงเล็ก ๆ ใต้ต้นไม้"),
    ("๒๐ บาท", "วันละ 20 บาท จนมีกุญแจบ้าน"),
    # Slips of the finger.
    ("ผู้นำการเปลี่ยนเเปลง", "ผู้นำการเปลี่ยนแปลง"),
    ("นํ้าปาย", "ทีมตำบลน้ำปาย"),
    ("สวัส\u200bดิการ", "กองทุนสวัสดิการชุมชนตำบลท่าขอนยาง"),
    ("ป่่าชุมชน", "ป่าชุมชนบ้านดงมะไฟ"),
    # Main pages and words of the movement.
    ("ติดต่อ", "ถามใครได้บ้าง"),
    ("เบอร์โทร", "ถามใครได้บ้าง"),
    ("สถิติ", "ตัวเลข"),
    ("ตั้งทีม", "วิธีตั้งทีมตำบล"),
    ("ข้อมูลส่วนบุคคล", "การคุ้มครองข้อมูลส่วนบุคคล"),
    ("8 ทิศทาง", "8 ทิศทางการพัฒนาคน"),
    ("ถอดบทเรียน", "ถอดบทเรียน"),
    ("ปฏิทิน", "ปฏิทินเปิดบ้าน"),
    ("csv", "ข้อมูลเปิด"),
    # Materials, and English words on Thai pages.
    ("คู่มือ", "คู่มืออ่านป่า ฉบับพกพา"),
    ("pdf", "ใบงาน นับต้นไม้หนึ่งแปลง"),
    ("welfare fund", "กองทุนสวัสดิการชุมชนตำบลท่าขอนยาง"),
]
ENGLISH = [
    ("welfare", "Tha Khon Yang community welfare fund"),
    ("Welfare Funds", "Tha Khon Yang community welfare fund"),
    ("forest", "Ban Dong Mafai community forest"),
    ("forests", "Reading the forest at Dong Mafai"),
    ("mangrove", "Open house in the mangroves of Tha Khoei"),
    ("saving", "The first month of saving"),
    ("save money", "The first month of saving"),
    ("basket", "Your first basket at Bang Chao Cha"),
    ("open house March 2019", "Reading the forest at Dong Mafai"),
    ("2562", "Reading the forest at Dong Mafai"),
    ("Nan", "Nan"),
    ("Tha Khon Yang", "Tha Khon Yang team"),
    ("ท่าขอนยาง", "Tha Khon Yang team"),
    ("โคราช", "Nakhon Ratchasima"),
    ("Bangkok", "Bangkok"),
    ("community forest nan", "Mueang Li community forest"),
    ('"community forest"', "Ban Dong Mafai community forest"),
    ("learning sites", "Learning sites"),
    ("contact", "Whom to ask"),
    ("statistics", "Figures"),
    ("CODI", "Letters from the director of CODI"),
    ("director's letter", "Letters from the director of CODI"),
    ("form a team", "How to form a subdistrict team"),
    ("personal data", "Personal data"),
    ("coordinator", "coordinator"),
    ("pocket guide", "Reading the forest: a pocket guide"),
    ("ป่าชุมชน", "Ban Dong Mafai community forest"),
    ("zebra", "-"),
]


@pytest.fixture(scope="module")
def demo_found(demo_here: None) -> None:
    """The demo, indexed as it was loaded."""


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_found")
class TestExpectations:
    """Searching the demo."""

    @pytest.mark.parametrize(("asked", "expected"), THAI)
    def test_in_thai(self, asked, expected):
        self.found("th", asked, expected)

    @pytest.mark.parametrize(("asked", "expected"), ENGLISH)
    def test_in_english(self, asked, expected):
        self.found("en", asked, expected)

    def found(self, language: str, asked: str, expected: str) -> None:
        shown = titles(asked, language)
        part = expected.removeprefix("-")
        there = [title for title in shown if part in title]
        assert bool(there) == (part == expected), f"{asked}: {shown}"

    def test_everything_of_the_demo_is_indexed(self):
        assert bring_in_step() == 0

    def test_no_demo_person_is_found(self):
        from leaders.models import Person

        with translation.override("th"):
            for person in Person.objects.order_by("pk")[:25]:
                whole = f'"{person.given_name} {person.family_name}"'
                assert ask(whole).number == 0, whole


def test_the_command_says_how_much(transactional_db: None, capsys: Any) -> None:
    call_command("rebuild_search")
    assert f"{SearchDocument.objects.count():,} documents" in capsys.readouterr().out
    call_command("rebuild_search", changed=True)
    assert "0 documents" in capsys.readouterr().out
