"""Whom to ask in the demo: invented offices, invented numbers. Some provinces have none on purpose."""

from geo.models import Area

from ..models import Contact
from .ledger import Ledger

HOURS = ("จันทร์–ศุกร์ 09.00–16.00 น.", "Monday–Friday 09:00–16:00")
NATION = ("ส่วนกลาง สถาบันพัฒนาองค์กรชุมชน (ตัวอย่าง)", "National office, CODI (sample)", "020000000")
REGIONS = {"N": "053000000", "NE": "043000000", "CW": "034000000", "BE": "020000001", "S": "075000000"}
# A region's contact stands in for the provinces of the demo that are not here.
PROVINCES = {
    "44": "043000044, 0810000044",
    "33": "045000033",
    "34": "045000034",
    "55": "054000055",
    "50": "053000050",
    "14": "035000014",
    "10": "020000010",
    "21": "038000021",
    "92": "075000092",
    "84": "077000084",
}


def make_contacts(ledger: Ledger) -> list[Contact]:
    """The nation's, all regions' and ten provinces' contacts."""
    codes = ["TH", *REGIONS, *PROVINCES]
    areas = {area.code: area for area in Area.objects.filter(code__in=codes)}
    made = [_contact(areas["TH"], *NATION, email="ask@khabuan.example")]
    for code, phones in REGIONS.items():
        area = areas[code]
        name_th, name_en = f"สำนักงาน{area.name_th} (ตัวอย่าง)", f"Office of the {area.name_en} region (sample)"
        made.append(_contact(area, name_th, name_en, phones, email=f"{code.lower()}@khabuan.example"))
    for code, phones in PROVINCES.items():
        area = areas[code]
        movement = "ขบวนกรุงเทพฯ" if area.in_bangkok else f"ขบวนจังหวัด{area.name_th}"
        name_th, name_en = f"ผู้ประสานงาน{movement} (ตัวอย่าง)", f"Coordination of {area.name_en} (sample)"
        made.append(_contact(area, name_th, name_en, phones, line=f"@khabuan-{code}"))
    return ledger.make(Contact, made)


def _contact(area: Area, name_th: str, name_en: str, phones: str, **ways: str) -> Contact:
    return Contact(
        area=area,
        name_th=name_th,
        name_en=name_en,
        phones=phones,
        hours_th=HOURS[0],
        hours_en=HOURS[1],
        **ways,
    )
