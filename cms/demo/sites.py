"""Learning sites: where they are, what one learns there, whether they are open."""

from random import Random

from geo.choices import SiteState, SiteStatus
from geo.models import Area, IssueArea, LearningSite
from programmes.models import LearnerGroup, SiteGroup

from . import site_english
from .accounts import Colleagues
from .calendar import at, dice
from .ledger import Ledger, fixed_uid, remember
from .people import Roster
from .site_texts import SITE_KINDS, VISITING_DAYS

# Subdistrict, kind, name, position (latitude, longitude) or none yet.
SITES: tuple[tuple[str, str, str, float | None, float | None], ...] = (
    ("440404", "forest", "ป่าชุมชนบ้านดงมะไฟ", 16.229, 103.306),
    ("440404", "fund", "กองทุนสวัสดิการชุมชนตำบลท่าขอนยาง", 16.236, 103.291),
    ("440317", "rice", "กลุ่มนาอินทรีย์บ้านดอนกลาง", 16.154, 102.895),
    ("440511", "repair", "กลุ่มช่างชุมชนโพนทอง", 16.373, 103.154),
    ("440904", "weaving", "กลุ่มทอผ้าบ้านดงใหญ่", 15.899, 103.306),
    ("440907", "rain", "สระน้ำและสมุดน้ำฝนบ้านแคน", 15.879, 103.235),
    ("440912", "savings", "กลุ่มออมทรัพย์ประชาพัฒนา", 15.827, 103.420),
    ("441101", "hall", "ศาลากลางบ้านยางสีสุราช", 15.684, 103.117),
    ("330803", "rice", "โรงสีชุมชนบ้านพราน", 14.609, 104.474),
    ("330809", "forest", "ป่าชุมชนบ้านกันทรอมน้อย", 14.515, 104.317),
    ("330908", "land", "ศูนย์ข้อมูลที่ดินตำบลดู่", 15.433, 104.157),
    ("331404", "repair", "บ้านพอเพียงตำบลตูม", 14.860, 104.490),
    ("331905", "savings", "ธนาคารหมู่บ้านท่าคล้อ", 14.791, 104.770),
    ("340501", "market", "ตลาดเช้าริมโขงเขมราฐ", 16.032, 105.214),
    ("340723", "land", "แปลงรวม ส.ป.ก. โนนสมบูรณ์", 14.752, 105.049),
    ("341005", "forest", "ป่าหัวไร่ปลายนาหนองสะโน", 14.794, 105.273),
    ("341116", "fund", "กองทุนวันละบาทตำบลสะพือ", 15.514, 105.024),
    ("300106", "council", "สภาองค์กรชุมชนตำบลหนองระเวียง", 14.933, 102.184),
    ("300117", "canal", "บ้านมั่นคงโคกกรวด", 14.889, 101.963),
    ("300203", "rice", "ศูนย์เมล็ดพันธุ์ครบุรี", 14.589, 102.168),
    ("301203", "rain", "ผังน้ำบ้านห้วยยาง", 15.641, 102.289),
    ("550205", "forest", "ป่าต้นน้ำบ้านน้ำปาย", 18.629, 100.983),
    ("550304", "land", "แผนที่ที่ทำกินตำบลบ้านพี้", 18.930, 100.467),
    ("550606", "rain", "ฝายและเหมืองศรีภูมิ", 19.071, 100.682),
    ("550706", "weaving", "กี่ทอผ้าบ้านส้าน", 18.431, 100.784),
    ("551003", "forest", "ป่าชุมชนเมืองลี", 18.210, 100.477),
    ("500609", "land", "แนวเขตป่าแป๋ที่เดินร่วมกัน", 19.137, 98.743),
    ("501508", "canal", "บ้านมั่นคงสันผักหวาน", 18.716, 98.946),
    ("502201", "market", "กาดเช้าบ้านกาด", 18.608, 98.801),
    ("500704", "council", "สภาองค์กรชุมชนตำบลขี้เหล็ก", 18.991, 98.941),
    ("520403", "forest", "ป่าเห็ดเสริมซ้าย", 17.984, 99.196),
    ("520601", "fund", "กองทุนสวัสดิการตำบลแจ้ห่ม", 18.698, 99.663),
    ("520901", "weaving", "กลุ่มจักสานแม่พริก", 17.466, 99.106),
    ("521206", "rain", "เหมืองฝายแม่สัน", 18.301, 99.267),
    ("650116", "savings", "กลุ่มออมทรัพย์มะขามสูง", 16.923, 100.267),
    ("650210", "forest", "ป่าชุมชนบ้านพร้าว", 17.130, 100.790),
    ("650408", "land", "แปลงนิคมพัฒนา จัดที่ดินด้วยกัน", 16.759, 99.893),
    ("141303", "canal", "ชุมชนริมคลองเต่าเล่า", 14.335, 100.323),
    ("140602", "canal", "บ้านมั่นคงเชียงรากน้อย", 14.170, 100.589),
    ("141405", "rice", "นาแปลงใหญ่หนองไม้ซุง", 14.374, 100.736),
    ("141214", "fund", "กองทุนสวัสดิการตำบลลาดงา", 14.373, 100.362),
    ("150414", "weaving", "กลุ่มจักสานบางเจ้าฉ่าบ้านริมน้ำ", 14.690, 100.410),
    ("150202", "council", "สภาองค์กรชุมชนตำบลไชยภูมิ", 14.713, 100.462),
    ("150308", "repair", "บ้านพอเพียงริมน้ำโผงเผง", 14.454, 100.435),
    ("710204", "forest", "ป่าไผ่บ้านไทรโยค", 14.438, 98.839),
    ("710301", "savings", "กลุ่มสัจจะบ่อพลอย", 14.337, 99.571),
    ("710703", "land", "ที่ทำกินหินดาด", None, None),
    ("100307", "rain", "คันนาและบ่อน้ำลำผักชี", 13.805, 100.816),
    ("101901", "canal", "บ้านมั่นคงคลองชักพระ", 13.745, 100.461),
    ("104503", "homeless", "บ้านพักเพื่อนไร้บ้านวังทองหลาง", 13.790, 100.616),
    ("210105", "sea", "กลุ่มเรือเล็กบ้านเพ", 12.635, 101.416),
    ("210201", "canal", "บ้านมั่นคงสำนักท้อน", 12.710, 101.013),
    ("210505", "market", "ตลาดสวนผลไม้บางบุตร", 12.858, 101.378),
    ("920901", "savings", "กลุ่มออมทรัพย์ยางพาราควนเมา", 7.928, 99.591),
    ("920411", "mangrove", "ธนาคารปูเกาะสุกร", None, None),
    ("920302", "forest", "ป่าต้นน้ำหนองบ่อ", 7.405, 99.709),
    ("920606", "fund", "กองทุนสวัสดิการตำบลบางกุ้ง", 7.759, 99.463),
    ("841001", "forest", "ป่าพุบ้านพนม", 8.804, 98.792),
    ("840806", "land", "แผนที่ชุมชนกะเปา", 9.022, 98.892),
    ("841102", "mangrove", "ป่าชายเลนท่าเคย", 9.266, 99.039),
    ("930204", "rain", "ต้นน้ำคลองทรายขาว", 7.435, 99.899),
    ("930606", "mangrove", "เขตอนุรักษ์ริมเลหารเทา", 7.268, 100.219),
    ("930501", "market", "ตลาดใต้ต้นไทรควนขนุน", 7.750, 100.016),
    ("930201", "hall", "ศาลาทีมตำบลกงหรา", None, None),
)
PROPOSED = {"ศาลากลางบ้านยางสีสุราช", "แผนที่ที่ทำกินตำบลบ้านพี้", "ที่ทำกินหินดาด", "กลุ่มสัจจะบ่อพลอย"}
DRAFTS = {"ศาลาทีมตำบลกงหรา", "ป่าหัวไร่ปลายนาหนองสะโน"}


def make_sites(
    ledger: Ledger, areas: dict[str, Area], rosters: list[Roster], colleagues: Colleagues
) -> list[LearningSite]:
    """All learning sites, with their issues and the groups they serve."""
    chance = dice("sites")
    formed = {roster.code: roster.team.formed_on for roster in rosters}
    sites = []
    for number, row in enumerate(SITES):
        site = _site(chance, number, row, areas)
        by = colleagues.coordinators[row[0]]
        sites.append(remember(site, by=by, at=at(formed[row[0]], 18, number % 60)))
    ledger.make_with_history(LearningSite, sites)
    issues = {issue.key: issue for issue in IssueArea.objects.all()}
    groups = {group.key: group for group in LearnerGroup.objects.all()}
    kinds = [SITE_KINDS[row[1]] for row in SITES]
    ledger.link(
        LearningSite.issues.through,
        [(site, issues[key]) for site, kind in zip(sites, kinds, strict=True) for key in kind.issues],
    )
    ledger.make(
        SiteGroup,
        [
            SiteGroup(site=site, group=groups[key])
            for number, (site, kind) in enumerate(zip(sites, kinds, strict=True))
            for key in _served(number, kind.groups)
        ],
    )
    return sites


def _served(number: int, groups: tuple[str, ...]) -> tuple[str, ...]:
    """The groups a site serves: every third all its kind does, the others one of them, in turn."""
    return groups if number % 3 == 0 else (groups[number % len(groups)],)


def _site(
    chance: Random, number: int, row: tuple[str, str, str, float | None, float | None], areas: dict[str, Area]
) -> LearningSite:
    code, key, name, lat, lon = row
    kind = SITE_KINDS[key]
    used = sum(1 for earlier in SITES[:number] if earlier[1] == key)
    state = chance.choices(list(SiteState), weights=(55, 40, 5))[0]
    status = SiteStatus.PUBLISHED
    if name in PROPOSED or name in DRAFTS:
        status = SiteStatus.PROPOSED if name in PROPOSED else SiteStatus.DRAFT
    place = "ริมคลอง" if code.startswith("10") else f"หมู่ {chance.randint(1, 12)}"
    open_days = chance.choice(VISITING_DAYS) if state == SiteState.OPEN else ""
    told = used % len(kind.summaries)
    return LearningSite(
        uid=fixed_uid("site", number),
        name_th=name,
        name_en=site_english.NAMES[name],
        code=f"{code}-{1 + sum(1 for earlier in SITES[:number] if earlier[0] == code):02}",
        summary=kind.summaries[told],
        summary_en=site_english.SUMMARIES[key][told],
        subdistrict=areas[code],
        place_text=place,
        place_text_en=site_english.place_in_english(place),
        lat=lat,
        lon=lon,
        visiting_days=open_days,
        visiting_days_en=site_english.VISITING_DAYS[open_days],
        capacity=chance.choice((20, 25, 30, 40, 40, 50, 60)),
        state=state,
        status=status,
        picture=kind.picture,
    )
