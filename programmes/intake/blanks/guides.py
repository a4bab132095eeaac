"""What is written in each column of the three kinds of sheets, in everyday words."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..headings import ACTIVITIES, SIGNIN, SITES


class Words(StrEnum):
    """Lists to choose from; ``choices`` has their words."""

    GROUPS = "groups"
    METHODS = "methods"
    ISSUES = "issues"
    TEAM_PLACES = "team places"
    PLACES = "places"
    TICKS = "ticks"


@dataclass(frozen=True)
class Guide:
    """A column, or a line above the table: what to write, an example, and what happens if it is left blank.

    ``strict`` lists take no other words. ``text`` keeps a spreadsheet from making something else of what is
    typed: days, phones, positions. ``width`` in letters.
    """

    label: str | Promise
    what: str | Promise
    example: str | Promise
    blank: str | Promise
    words: Words | None = None
    strict: bool = False
    text: bool = False
    width: int = 16


@dataclass(frozen=True)
class Blank:
    """A form: its name, what to write above the table, its columns, and whether rows are numbered."""

    filename: str
    title: str | Promise
    columns: tuple[Guide, ...]
    lines: tuple[Guide, ...] = field(default_factory=tuple)
    numbered: bool = True


SKIPPED = _("ไม่เป็นไร ไม่เปลี่ยนของเดิม")
COUNTS = _("ไม่เป็นไร ใช้แค่นับแถว")
NUMBER = _("เลขแถว พิมพ์ไว้ให้แล้ว")
ISSUE_WORDS = _("เลือกจากรายการ หลายประเด็นคั่นด้วย ,")
ONE_PLACE = _("ตำบล อำเภอ จังหวัด เลือกจากรายการได้")

SIGNIN_FORM = Blank(
    "signin-form",
    _("ใบลงชื่อ"),
    lines=(
        Guide(_("กิจกรรม:"), _("ชื่อกิจกรรม"), "เวทีพัฒนาทีมตำบล", _("ใส่ชื่อทีหลังได้")),
        Guide(
            _("วันที่:"),
            _("วันที่จัด ใส่ปี พ.ศ. ให้ครบ 4 หลัก"),
            "12–13 มี.ค. 2561",
            _("นำเข้าไม่ได้ ใส่วันที่ก่อน"),
            text=True,
        ),
        Guide(
            _("ตำบล:"),
            _("ทีมของตำบลไหนจัด เลือกจากรายการได้"),
            "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม",
            _("ระบบจะถามก่อนนำเข้า"),
            words=Words.TEAM_PLACES,
        ),
    ),
    columns=(
        Guide(SIGNIN["number"], NUMBER, "1", COUNTS, width=10),
        Guide(
            SIGNIN["name"],
            _("คำนำหน้า ตามด้วยชื่อและนามสกุล ไม่ต้องใช้เลขบัตรประชาชน"),
            "นางมะลิ งามตา",
            _("แถวที่ไม่มีชื่อ ไม่นำเข้า"),
            width=30,
        ),
        Guide(SIGNIN["subdistrict"], _("ตำบลที่อยู่"), "ท่าขอนยาง", _("ใช้ตำบลที่เขียนไว้เหนือตาราง")),
        Guide(SIGNIN["district"], _("อำเภอที่อยู่"), "กันทรวิชัย", _("ใส่เมื่อชื่อตำบลซ้ำกับที่อื่น")),
        Guide(SIGNIN["province"], _("จังหวัดที่อยู่"), "มหาสารคาม", _("ใส่เมื่อชื่อตำบลซ้ำกับที่อื่น")),
        Guide(
            SIGNIN["group"],
            _("อยู่กลุ่มไหน เลือกจากรายการ"),
            "สมาชิก",
            _("คนที่มีในรายชื่อแล้วใช้กลุ่มเดิม คนใหม่ระบบจะถาม"),
            words=Words.GROUPS,
            strict=True,
            width=28,
        ),
        Guide(
            SIGNIN["issues"],
            _("เฉพาะผู้นำที่มีทักษะเชิงประเด็น เลือกจากรายการ หลายประเด็นคั่นด้วย ,"),
            "สวัสดิการชุมชน",
            SKIPPED,
            words=Words.ISSUES,
            width=24,
        ),
        Guide(SIGNIN["position"], _("อยู่องค์กรไหน ทำหน้าที่อะไร"), "กลุ่มออมทรัพย์", SKIPPED, width=26),
        Guide(SIGNIN["phone"], _("เบอร์เดียว มือถือ 10 หลัก เบอร์บ้าน 9 หลัก"), "081-000-0001", SKIPPED, text=True),
        Guide(
            SIGNIN["signed"],
            _("มา ใส่ / ไม่มา ใส่ - จัดหลายวัน เปลี่ยนหัวเป็น วันที่ 1 แล้วเพิ่มช่อง วันที่ 2 ไว้ข้าง ๆ"),
            "/",
            _("ไม่ทราบว่ามาไหม ไม่นับว่าไม่มา"),
            words=Words.TICKS,
            strict=True,
            text=True,
        ),
    ),
)  # fmt: skip

ACTIVITIES_FORM = Blank(
    "activities-form",
    _("รายการกิจกรรม"),
    columns=(
        Guide(ACTIVITIES["number"], NUMBER, "1", COUNTS, width=8),
        Guide(
            ACTIVITIES["days"],
            _("วันที่จัด ใส่ปี พ.ศ. ให้ครบ 4 หลัก หลายวันใส่ขีด"),
            "12–13 มี.ค. 2561",
            _("แถวนี้นำเข้าไม่ได้ ใส่วันที่ก่อน"),
            text=True,
            width=20,
        ),
        Guide(ACTIVITIES["title"], _("ชื่อกิจกรรม"), "ดูงานกองทุน", _("แถวนี้นำเข้าไม่ได้ ใส่ชื่อก่อน"), width=34),
        Guide(
            ACTIVITIES["method"],
            _("เรียนรู้ด้วยวิธีไหน วิธีหลักก่อน หลายวิธีคั่นด้วย ,"),
            "ศึกษาดูงาน",
            _("ใส่ทีหลังได้ ผู้ตรวจจะเห็นว่ายังไม่มี"),
            words=Words.METHODS,
            width=22,
        ),
        Guide(ACTIVITIES["issues"], ISSUE_WORDS, "สวัสดิการชุมชน", SKIPPED, words=Words.ISSUES, width=24),
        Guide(
            ACTIVITIES["place"],
            ONE_PLACE,
            "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม",
            _("ระบบจะถามก่อนนำเข้า"),
            words=Words.TEAM_PLACES,
            width=38,
        ),
        Guide(ACTIVITIES["planned"], _("ตั้งใจให้มากี่คน"), "30", SKIPPED, width=10),
        Guide(
            ACTIVITIES["came"],
            _("มาจริงกี่คน ไม่แน่ใจใส่ ประมาณ 20"),
            "28 (ญ 15)",
            _("ไม่ทราบ ไม่ใช่ 0"),
            width=12,
        ),
        Guide(ACTIVITIES["partners"], _("ใครร่วมบ้าง คั่นด้วย , ไม่ต้องใส่ พอช."), "อบต., มมส.", SKIPPED, width=20),
        Guide(ACTIVITIES["budget"], _("งบกี่บาท ตอนนำเข้าจะถามว่าวางไว้หรือใช้ไป"), "8,000", SKIPPED, width=12),
        Guide(ACTIVITIES["outputs"], _("ได้อะไร อะไรเปลี่ยนไป"), "ได้แผนตำบล 1 แผน", SKIPPED, width=32),
        Guide(
            ACTIVITIES["obstacles"], _("ติดขัดตรงไหน ถ้าเลื่อน ใส่ว่า เลื่อน"), "ข้อมูลไม่ครบ", SKIPPED, width=24
        ),
    ),
)  # fmt: skip

SITES_FORM = Blank(
    "sites-form",
    _("รายการแหล่งเรียนรู้"),
    columns=(
        Guide(SITES["code"], _("รหัสของจังหวัด ถ้ามี"), "ลร-001", _("ระบบเทียบจากชื่อและตำบล"), text=True, width=10),
        Guide(SITES["name"], _("ชื่อที่คนเรียก"), "ตลาดชุมชนบางเจ้าฉ่า", _("แถวนี้นำเข้าไม่ได้ ใส่ชื่อก่อน"), width=34),
        Guide(SITES["issues"], ISSUE_WORDS, "เศรษฐกิจและทุนชุมชน", SKIPPED, words=Words.ISSUES, width=24),
        Guide(
            SITES["place"],
            _("หมู่บ้านถ้ามี แล้วตำบล อำเภอ จังหวัด เลือกจากรายการได้"),
            "ม.2 ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม",
            _("ระบบจะถามก่อนนำเข้า"),
            words=Words.PLACES,
            width=40,
        ),
        Guide(
            SITES["position"],
            _("คัดลอกจากแผนที่ในมือถือ"),
            "16.2467, 103.2521",
            _("อยู่ในรายการ แต่ไม่ขึ้นแผนที่"),
            text=True,
            width=22,
        ),
        Guide(
            SITES["contact"],
            _("โทรหาใคร ชื่อ แล้วเบอร์"),
            "นางมะลิ 081-000-0001",
            SKIPPED,
            text=True,
            width=28,
        ),
        Guide(SITES["days"], _("ไปได้วันไหน ต้องนัดไหม"), "ทุกวันพุธ", SKIPPED, width=22),
        Guide(SITES["capacity"], _("รับได้ครั้งละกี่คน"), "30", SKIPPED, text=True, width=12),
    ),
    numbered=False,
)  # fmt: skip

BLANKS = {"signin": SIGNIN_FORM, "activities": ACTIVITIES_FORM, "sites": SITES_FORM}
