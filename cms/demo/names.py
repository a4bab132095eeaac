"""Names of the demo's people: plainly invented, put together from words for work and weather."""

from random import Random


def _words(text: str) -> list[str]:
    return text.split()


WOMEN = _words(
    """
    กันยา แก้วตา ขวัญใจ คำพลอย จันทร์เพ็ญ จำปา ช้องมาศ ชื่นใจ ดวงแก้ว ดาวเรือง ทองย้อย นวลจันทร์ น้ำค้าง
    บัวคำ บุญเรือน ใบบัว ประไพ ปิ่นแก้ว ผกา พยอม พิกุล พุดซ้อน เพียงดิน ฟองจันทร์ มณฑา มะลิวัลย์ มาลัย
    เมฆขลา ยี่สุ่น ระเบียบ รำเพย ลำดวน ลำเจียก วันดี วาสนา ศรีนวล สมใจ สร้อยทอง สายหยุด แสงดาว หนูเล็ก
    หวานใจ อบเชย อรุณี อุ่นเรือน เอื้องคำ
    """
)
MEN = _words(
    """
    กล้าหาญ ก้องฟ้า เข้มแข็ง คงเดช คำปัน จักรวาล จันดี ชาญนา ชื่นชม ชูชาติ ดำรง เด่นดวง ตะวัน ทองแดง
    ทองสุก เทิดไทย ธงไท นาวา น้ำเย็น บุญมา บุญส่ง ประทีป ประสาน ปลื้ม ผาแดง พนา พรหมมา พร้อม ภูผา มงคล
    มั่นคง เมืองแมน ยอดไผ่ รุ่งโรจน์ ลำธาร วันชัย เวียงชัย ศักดา สมหวัง สายชล สิงห์คำ สุขเกษม แสวง
    หนานคำ อาจหาญ อินทร อุดม
    """
)
FIRST_WORDS = _words(
    """
    รัก ปลูก ดูแล สร้าง เฝ้า ชวน เพาะ ชื่น ฝัน หวง เคียง มุ่ง คืน เติม สุข อุ่น แทน ร่วม ริม ใกล้ ยิ้ม พร
    """
)
SECOND_WORDS = _words(
    """
    ข้าวหอม กล้าเขียว น้ำใส ป่างาม นาดี ไผ่สุก ดินดำ ฟ้ากว้าง ลมหนาว ฝนชุก ไหมทอง ฝ้ายขาว บัวหลวง
    ทุ่งทอง ลำห้วย แก้วใส ท่าน้ำ บ้านไร่ เรือนไม้ ดาวเหนือ
    """
)
POSITIONS = {
    "change-leader": (
        "ประธานสภาองค์กรชุมชนตำบล",
        "รองประธานสภาองค์กรชุมชนตำบล",
        "เลขานุการสภาองค์กรชุมชนตำบล",
        "ผู้ใหญ่บ้าน",
        "ผู้ช่วยผู้ใหญ่บ้าน",
        "สมาชิกสภา อบต.",
    ),
    "issue-specialist": (
        "เหรัญญิกกองทุนสวัสดิการ",
        "กรรมการกลุ่มออมทรัพย์",
        "ช่างชุมชน",
        "ประธานกลุ่มเกษตรอินทรีย์",
        "คนทำแผนที่ตำบล",
        "อสม.",
    ),
    "member": ("", "", "", "สมาชิกกลุ่มออมทรัพย์", "สมาชิกกองทุนสวัสดิการ", "อสม.", "กลุ่มทอผ้า", "กลุ่มปลูกผัก"),
}

NICKNAMES = _words(
    """
    ต้อม แดง นก หน่อย เล็ก ใหญ่ ตุ๊ก แมว ปู ไก่ อ้วน จุ๋ม เปี๊ยก โต้ง แหม่ม
    """
)


class NameMaker:
    """Hands out full names, no name twice."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.used: set[tuple[str, str]] = set()

    def name(self, sex: str) -> tuple[str, str]:
        """A given and a family name that nobody in the demo has yet."""
        while True:
            given = self.dice.choice(WOMEN if sex == "female" else MEN)
            family = self.dice.choice(FIRST_WORDS) + self.dice.choice(SECOND_WORDS)
            if (given, family) not in self.used:
                self.used.add((given, family))
                return given, family
