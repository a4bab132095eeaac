"""Columns of an activity list by the many names they go by; ``headings.ACTIVITIES`` are among them."""

from dataclasses import replace

from ..headers import labels
from ..listing import Layout

_OWN = labels(
    number="ลำดับ|ลำดับที่|ที่|ข้อ|เลขที่|ครั้งที่|no.|#",
    days="วันที่จัด|วันที่|วันเดือนปี|วัน/เดือน/ปี|ว/ด/ป|วันจัด|วันจัดกิจกรรม|วันที่จัดกิจกรรม|วันที่ดำเนินการ|วันที่ทำ|วันที่ทำกิจกรรม|"
    "วัน เดือน ปี ที่จัด|วัน เดือน ปี ที่จัดกิจกรรม|วัน เดือน ปี ที่ดำเนินการ|วันที่ (พ.ศ.)|วันที่จัดเวที|วันที่จัดประชุม|วันที่ดำเนินกิจกรรม|"
    "วันดำเนินการ|วัน/เวลา|วันเวลา|ระยะเวลา|ช่วงเวลา|date|dates",
    title="กิจกรรม|ชื่อกิจกรรม|โครงการ/กิจกรรม|กิจกรรม/โครงการ|ชื่อโครงการ/กิจกรรม|รายการกิจกรรม|ชื่อเวที|กิจกรรมที่ทำ|"
    "กิจกรรมที่จัด|กิจกรรมที่ดำเนินการ|ชื่อเวที/กิจกรรม|เวที/กิจกรรม|กิจกรรม/เวที|ชื่อกิจกรรม/โครงการ|ชื่อกิจกรรม/เวที|ชื่องาน|activity|activities|title",
    method="วิธีการ|วิธีเรียนรู้|วิธีการเรียนรู้|วิธี|วิธีหลัก|รูปแบบ|รูปแบบกิจกรรม|รูปแบบการเรียนรู้|วิธีการ/กระบวนการ|วิธีการ/รูปแบบ|กระบวนการ|method|methods",
    issues="ประเด็น|ประเด็นงาน|ประเด็นเรียนรู้|ประเด็นการเรียนรู้|ประเด็นที่คุย|ประเด็นหลัก|issue|issues",
    place="พื้นที่|พื้นที่จัด|พื้นที่ดำเนินการ|พื้นที่ทำ|ต./อ./จ.|ตำบล/อำเภอ/จังหวัด|area|place",
    subdistrict="ต.|ตำบล|แขวง|ตำบล/แขวง|subdistrict|tambon",
    district="อ.|อำเภอ|เขต|อำเภอ/เขต|district",
    province="จ.|จังหวัด|province",
    team="ทีม|ทีมตำบล|ทีมที่จัด|team",
    venue="สถานที่|สถานที่จัด|ทำที่ไหน|venue",
    planned="เป้า(คน)|เป้า|เป้าหมาย|เป้าหมาย(คน)|จำนวนเป้าหมาย|กลุ่มเป้าหมาย(คน)|คนเป้าหมาย|"
    "planned|target",
    came="จริง(คน)|จริง|มาจริง|มาจริง(คน)|มากี่คน|ผู้เข้าร่วม|ผู้เข้าร่วม(คน)|ผู้เข้าร่วมจริง|จำนวนผู้เข้าร่วม|จำนวนผู้เข้าร่วม(คน)|"
    "เข้าร่วม|เข้าร่วม(คน)|"
    "จำนวนคน|จำนวน(คน)|came|participants",
    women="ในนั้นเป็นหญิง|หญิง|หญิง(คน)|ผู้หญิง|เป็นหญิง|จำนวนหญิง|ญ.|women|female",
    men="ในนั้นเป็นชาย|ชาย|ชาย(คน)|ผู้ชาย|เป็นชาย|จำนวนชาย|ช.|men|male",
    partners="ภาคีร่วม|ภาคี|ภาคีที่ร่วม|ภาคีเครือข่าย|ภาคีความร่วมมือ|หน่วยงานร่วม|หน่วยงานที่ร่วม|หน่วยงานภาคี|หน่วยงาน/ภาคี|"
    "หน่วยงานสนับสนุน|หน่วยงานที่สนับสนุน|ภาคีสนับสนุน|ผู้สนับสนุน|องค์กรร่วม|องค์กรร่วมจัด|partners",
    budget="งบ(บาท)|งบ|งบประมาณ|งบประมาณ(บาท)|budget|budget (baht)",
    budget_planned="งบที่วางไว้|งบที่วางไว้(บาท)|งบที่ตั้ง|งบที่ตั้ง(บาท)|งบที่ตั้งไว้|งบอนุมัติ|งบที่อนุมัติ|งบที่ได้รับ|"
    "งบประมาณที่ได้รับ|งบประมาณที่อนุมัติ|"
    "ตั้งไว้|ที่ตั้งไว้|อนุมัติ|planned budget",
    budget_spent="งบที่ใช้|งบที่ใช้(บาท)|งบที่ใช้จริง|งบใช้จริง|ใช้จริง|ใช้จริง(บาท)|ใช้ไป|ใช้ไป(บาท)|เบิกจ่าย|เบิกจ่าย(บาท)|เบิกจ่ายจริง|"
    "จ่ายจริง|ใช้|งบประมาณที่ใช้|งบประมาณที่ใช้(บาท)|งบประมาณที่ใช้จริง|งบประมาณใช้จริง|งบประมาณที่ใช้ไป|"
    "ค่าใช้จ่าย|spent|spent (baht)",
    outputs="ผลผลิต/ผลลัพธ์|ผลผลิตและผลลัพธ์|ผลผลิต|ผล|ผลที่ได้|ผลที่ได้รับ|ผลที่เกิดขึ้น|ผลการจัดกิจกรรม|ผลการดำเนินงาน|ได้อะไร|outputs",
    outcomes="ผลลัพธ์|อะไรเปลี่ยนไป|outcomes|what changed",
    impacts="ผลกระทบ|ส่งผลถึงใครบ้าง|impacts|whom it reached",
    lessons="สรุปบทเรียน|บทเรียน|สิ่งที่ได้เรียนรู้|lessons|what we learned",
    obstacles="ปัญหา|ปัญหาอุปสรรค|ปัญหา/อุปสรรค|อุปสรรค|ปัญหาที่พบ|ติดขัดตรงไหน|obstacles",
    status="สถานะ|status",
    remarks="หมายเหตุ|remarks|notes",
    hours="ชั่วโมง|จำนวนชั่วโมง|กี่ชั่วโมง|ชม.|จำนวนชม.|hours",
)  # fmt: skip
_SUMS = labels(all="รวม|รวม(คน)|รวมคน|รวมทั้งหมด|รวมทั้งสิ้น|ทั้งหมด|ทั้งสิ้น|total")["all"]
_OF_CAME = _OWN["came"] | labels(came="คน|จำนวนผู้ร่วม|ผู้ร่วม|ผู้เข้าร่วมกิจกรรม|จำนวนผู้เข้าร่วมกิจกรรม")["came"]


def _joined(above: frozenset[str], below: frozenset[str]) -> frozenset[str]:
    return frozenset(one + other for one in above for other in below)


# Heads of two rows, the upper label and the lower one: neither of them says it alone.
_MONEY = _OWN["budget"] | labels(money="เงิน|จำนวนเงิน|จำนวนเงิน(บาท)|งบประมาณโครงการ")["money"]
_PLAN, _DONE, _CAME, _SPENT = labels(
    plan="แผน|ตามแผน|เป้า|เป้าหมาย|planned|plan|target",
    done="จริง|actual",
    came="มา|มาจริง|เข้าร่วม|เข้าร่วมจริง|came",
    spent="ใช้|ใช้จริง|ใช้ไป|ที่ใช้|ที่ใช้จริง|จ่าย|จ่ายจริง|เบิกจ่าย|เบิกจ่ายจริง|spent",
).values()
_GRANTED = labels(granted="ตั้งไว้|ที่ตั้งไว้|ตั้ง|อนุมัติ|ที่อนุมัติ|ได้รับ|ที่ได้รับ|วางไว้|ที่วางไว้")["granted"]
_PAIRS = {
    "planned": _joined(_OF_CAME, _PLAN),
    "came": _joined(_OF_CAME, _DONE | _CAME),
    "budget": _joined(_MONEY, _SUMS),
    "budget_planned": _joined(_MONEY, _PLAN | _GRANTED),
    "budget_spent": _joined(_MONEY, _DONE | _SPENT),
}
# "จำนวนผู้เข้าร่วม" over "ชาย", "หญิง" and "รวม", or in one line: "ผู้เข้าร่วม(ช)", "ผู้เข้าร่วม(ญ)", "รวม".
_SEXES = {
    "men": _joined(_OF_CAME, _OWN["men"]),
    "women": _joined(_OF_CAME, _OWN["women"]),
    "planned_men": _joined(_OWN["planned"], _OWN["men"]),
    "planned_women": _joined(_OWN["planned"], _OWN["women"]),
}
_ALL_OF_THEM = {
    "came": _joined(_OF_CAME | _OWN["men"] | _OWN["women"] | _SEXES["men"] | _SEXES["women"], _SUMS),
    "planned": _joined(_OWN["planned"] | _SEXES["planned_men"] | _SEXES["planned_women"], _SUMS),
}
LABELS = _OWN | {name: spellings | _OWN.get(name, frozenset()) for name, spellings in _SEXES.items()}
PAIRS = {
    name: _PAIRS.get(name, frozenset()) | _SEXES.get(name, frozenset()) | _ALL_OF_THEM.get(name, frozenset())
    for name in (*_PAIRS, *_SEXES)
}
# In one line "งบประมาณ" may stand beside "เป้าหมาย" without speaking of it.
BESIDE = {name: PAIRS[name] for name in ("budget", "budget_spent")} | _SEXES | _ALL_OF_THEM
MUST = ("days", "title")
REPORT = ("outputs", "outcomes", "impacts", "lessons", "obstacles")
# Words that many tables use: they name day and activity only where others show what is listed.
_LOOSE = labels(days="กำหนดการ|กำหนดจัด|เมื่อไร|เมื่อไหร่", title="ชื่อโครงการ|โครงการ|เรื่อง|หัวข้อ|หัวข้อกิจกรรม")
TELLING = frozenset(
    {
        "method",
        "place",
        "subdistrict",
        "venue",
        "planned",
        "came",
        "men",
        "women",
        "partners",
        "outputs",
        "outcomes",
    }
)
PEOPLE, PARTS = frozenset({"planned", "came"}), frozenset({"men", "women", "planned_men", "planned_women"})
MONEY = frozenset({"budget", "budget_planned", "budget_spent"})
LAYOUT = Layout(
    LABELS,
    MUST,
    lines=frozenset({"partners", *REPORT}),  # cells in which a line end parts what is said
    pairs=PAIRS,
    beside=BESIDE,
    numbers=PEOPLE | MONEY,
    amounts=PEOPLE | PARTS | MONEY | {"hours"},
    apart=(PEOPLE | PARTS, MONEY),
)
LOOSE_LAYOUT = replace(LAYOUT, labels=LABELS | {name: LABELS[name] | _LOOSE[name] for name in _LOOSE})
