"""Partners of the demo: local governments, village heads, schools, temples and offices of the district."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from geo.models import Area
from leaders.choices import PartnerKind
from leaders.models import Partner
from leaders.services.partners import partners_on_record
from programmes.models import Activity, ActivityPartner
from thai.text import search_key

from .calendar import dice
from .ledger import Ledger, fixed_uid, remember

# Kind, name for a tambon and for a khwaeng of Bangkok ({t} and {d}: its and its district's name), and the
# level it belongs to.
_KNOWN = (
    (PartnerKind.LOCAL, "อบต.{t}", "สำนักงานเขต{d}", "subdistrict"),
    (PartnerKind.VILLAGE, "กำนันและผู้ใหญ่บ้าน", "ประธานชุมชน", "subdistrict"),
    (PartnerKind.ACADEMIA, "โรงเรียนประจำตำบล", "โรงเรียนประจำแขวง", "subdistrict"),
    (PartnerKind.RELIGIOUS, "วัดกลาง", "วัดกลาง", "subdistrict"),
    (PartnerKind.PROVINCE, "พัฒนาชุมชนอำเภอ{d}", "ฝ่ายพัฒนาชุมชนเขต{d}", "district"),
    (PartnerKind.CIVIL, "เครือข่าย อสม.", "เครือข่าย อสส.", "province"),
)
_WEIGHTS = (8, 5, 3, 2, 3, 2)
_BROUGHT = ("รถรับส่ง", "สถานที่", "น้ำดื่ม", "วิทยากร", "")


def keep_partners(ledger: Ledger, held: Iterable[tuple[Activity, User, datetime]]) -> None:
    """Partners of activities that were held, each with its maker and when: of most of them, up to three."""
    chance = dice("partners")
    partners: dict[tuple[int, str], Partner] = {}
    named: list[ActivityPartner] = []
    for activity, by, at in held:
        number = chance.choices((0, 1, 2, 3), weights=(35, 35, 20, 10))[0]
        chosen = dict.fromkeys(chance.choices(_KNOWN, weights=_WEIGHTS, k=number))
        for kind, name, in_bangkok, level in chosen if activity.area.district_id else ():
            area = _belongs(activity.area, level)
            said = (in_bangkok if area.in_bangkok else name).format(
                t=activity.area.name_th, d=activity.area.district.name_th
            )
            key = area.pk, search_key(said)
            if key not in partners:
                uid = fixed_uid("partner", len(partners))
                partner = Partner(uid=uid, name=said, name_key=key[1], kind=kind, area=area)
                partners[key] = remember(partner, by=by, at=at)
            row = ActivityPartner(
                uid=fixed_uid("activitypartner", len(named)),
                activity=activity,
                partner=partners[key],
                brought=chance.choice(_BROUGHT),
            )
            named.append(remember(row, by=by, at=at))
    known = partners_on_record(partners)
    ledger.make_with_history(Partner, [row for key, row in partners.items() if key not in known])
    for row in named:
        # The one on record, else the one just made, whose key is known now.
        row.partner = known.get((row.partner.area_id, row.partner.name_key), row.partner)
    ledger.make(ActivityPartner, named)


def _belongs(area: Area, level: str) -> Area:
    return area if level == "subdistrict" else getattr(area, level)
