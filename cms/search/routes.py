"""Main pages that render models, as the search knows them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Route:
    """A page at a route: the name of its address, what it says, and what else people call it."""

    pk: int
    name: str
    title: str | Promise
    text: str | Promise
    beside: str | Promise


ROUTES = (
    Route(
        -1,
        "public:sites",
        _("แหล่งเรียนรู้"),
        _("แหล่งเรียนรู้และทีมตำบลทั่วประเทศ เลือกตามภาค จังหวัด และประเด็นงาน"),
        _("แผนที่ หมุด ศูนย์เรียนรู้ ใกล้ฉัน"),
    ),
    Route(
        -2,
        "public:figures",
        _("ตัวเลข"),
        _("ขบวนเดินมาถึงไหนแล้ว รายจังหวัด นับเฉพาะกิจกรรมที่ยืนยันแล้ว"),
        _("สถิติ ภาพรวม จำนวนทีม จำนวนคน กิจกรรม รายงาน"),
    ),
    Route(
        -3,
        "public:contacts",
        _("ถามใครได้บ้าง"),
        _("ที่ติดต่อของขบวนจังหวัด ภาค และส่วนกลาง เลือกจังหวัดแล้วดูว่าถามใคร"),
        _("ติดต่อ เบอร์โทร โทรศัพท์ อีเมล ที่อยู่ สำนักงาน"),
    ),
    Route(
        -4,
        "public:glossary",
        _("คำที่ใช้ในขบวน"),
        _("ทีมตำบล แหล่งเรียนรู้ เปิดบ้าน ถอดบทเรียน คำเหล่านี้หมายถึงอะไร อธิบายเป็นภาษาพูด"),
        _("อภิธานศัพท์ คำศัพท์ ความหมาย"),
    ),
    Route(
        -5,
        "public:open_data",
        _("ข้อมูลเปิด"),
        _("ดาวน์โหลดแหล่งเรียนรู้ ตัวเลขรายจังหวัด และงานเปิดบ้าน เป็นไฟล์ XLSX และ CSV"),
        _("ดาวน์โหลด ส่งออก CSV XLSX ข้อมูลสาธารณะ"),
    ),
)
