"""The words and years every installation starts with: groups, methods, and the programme of 2561–2563.

Source: the director's letter no. 5 (three groups, ways of learning, eight directions) and domain.md.
Rows that exist are left as staff keep them.
"""

from datetime import date

from django.db import transaction

from ..choices import MethodKind, Shape
from ..models import LearnerGroup, Method, Programme, ProgrammeGroup, ProgrammeYear

PROGRAMME_KEY = "people-2561-2563"
YEARS = (2018, 2019, 2020)

GROUPS = (
    {
        "key": "change-leader",
        "name_th": "ผู้นำการเปลี่ยนแปลง",
        "name_en": "change leader",
        "hint_th": "ชวนคนในตำบลตั้งเป้าหมายร่วม และพาทีมลงมือทำ",
        "hint_en": "brings people of the subdistrict to a common goal and leads the team in doing",
        "aliases": ["ผู้นำเปลี่ยนแปลง", "แกนนำการเปลี่ยนแปลง"],
        "shape": Shape.DIAMOND,
        "leads": True,
    },
    {
        "key": "issue-specialist",
        "name_th": "ผู้นำที่มีทักษะเชิงประเด็น",
        "name_en": "issue specialist",
        "short_th": "ผู้นำเชิงประเด็น",
        "hint_th": "รู้จริงทำเป็นในประเด็นที่ตำบลเลือก จนสอนงานคนอื่นต่อได้",
        "hint_en": "knows and does the issue the subdistrict chose, well enough to coach others",
        "aliases": ["ผู้นำเชิงประเด็น", "แกนนำประเด็น", "แกนนำเชิงประเด็น", "ผู้นำประเด็น"],
        "shape": Shape.SQUARE,
        "with_issues": True,
        "leads": True,
    },
    {
        "key": "member",
        "name_th": "สมาชิก",
        "name_en": "member",
        "hint_th": "ร่วมเรียนรู้ แล้วลงมือทำในครัวเรือนและกลุ่มของตน",
        "hint_en": "learns along and does it in household and group",
        "aliases": ["สมาชิกกลุ่ม", "สมาชิกทีม"],
        "shape": Shape.CIRCLE,
    },
)

METHODS = (
    ("learning-by-doing", "ปฏิบัติการจริง", "learning by doing", MethodKind.PRACTICE, "", ["ลงมือทำ", "ปฏิบัติการ"]),
    ("coaching", "สอนงาน", "coaching", MethodKind.PRACTICE, "พี่สอนน้องหน้างาน", []),
    ("area-based", "เรียนรู้เชิงพื้นที่", "area-based learning", MethodKind.NEITHER, "ใช้ตำบลจริงเป็นห้องเรียน", []),
    ("issue-based", "เรียนรู้เชิงประเด็น", "issue-based learning", MethodKind.NEITHER, "เจาะเรื่องเดียวให้รู้จริง", []),
    (
        "knowledge-management",
        "การจัดการความรู้",
        "knowledge management",
        MethodKind.NEITHER,
        "",
        ["ถอดบทเรียน", "KM", "จัดการความรู้"],
    ),
    ("training", "อบรม", "training", MethodKind.TRAINING, "", ["อบรมเชิงปฏิบัติการ", "ฝึกอบรม"]),
    ("forum", "เวที", "forum", MethodKind.NEITHER, "", ["เวทีแลกเปลี่ยน", "ประชุม", "สัมมนา"]),
    ("study-visit", "ศึกษาดูงาน", "study visit", MethodKind.NEITHER, "", ["ดูงาน"]),
    ("open-house", "เปิดบ้าน", "open house", MethodKind.NEITHER, "", ["เปิดพื้นที่", "Open House"]),
)


@transaction.atomic
def found_programme() -> Programme:
    """Make what is missing of the groups, methods, programme and its three calendar years."""
    groups = []
    for order, values in enumerate(GROUPS, start=1):
        defaults = {**values, "order": order, "protected": True}
        groups.append(LearnerGroup.objects.get_or_create(key=defaults.pop("key"), defaults=defaults)[0])
    for order, (key, name_th, name_en, kind, hint_th, aliases) in enumerate(METHODS, start=1):
        defaults = {"name_th": name_th, "name_en": name_en, "kind": kind, "hint_th": hint_th}
        Method.objects.get_or_create(key=key, defaults={**defaults, "aliases": aliases, "order": order})
    programme, made = Programme.objects.get_or_create(
        key=PROGRAMME_KEY,
        defaults={
            "name_th": "การพัฒนาคนในขบวนองค์กรชุมชน 3 ปี (พ.ศ. 2561–2563)",
            "name_en": "Developing people in the community-organisation movement, three years (2018–2020)",
        },
    )
    if made:
        ProgrammeGroup.objects.bulk_create(
            ProgrammeGroup(programme=programme, group=group) for group in groups
        )
        ProgrammeYear.objects.bulk_create(
            ProgrammeYear(
                programme=programme, year=year, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)
            )
            for year in YEARS
        )
    return programme
