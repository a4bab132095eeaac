"""Days on which the teams of a province meet: no team holds them, the province does."""

from datetime import date

from programmes.choices import ActivityStatus as Status

from .kinds import Kind
from .occasions import Occasion
from .people import MEMBER, Roster
from .places import PROPOSED

EXCHANGE = Kind(
    key="province-exchange",
    method="forum",
    issues=("integrated",),
    titles=("เวทีแลกเปลี่ยนทีมตำบลทั้งจังหวัด", "ทีมตำบลทั้งจังหวัดเล่าสู่กันฟัง"),
    outputs=(
        "ทุกทีมเล่าหนึ่งเรื่องที่ทำได้และหนึ่งเรื่องที่พลาด รวมเป็นสมุดบทเรียนของจังหวัด",
        "จับคู่ทีมพี่ทีมน้องได้ครบ นัดไปเยี่ยมกันภายในสองเดือน",
    ),
    outcomes=("ทีมใหม่รู้ว่าจะถามใครเรื่องอะไร", "ทีมที่คิดว่าตัวเองช้ามีเพื่อนช่วยดูแผน"),
    impacts=("ขบวนจังหวัดชวนหน่วยงานมาฟังรอบหน้า",),
    lessons=("เล่าทีมละห้านาที เหลือเวลาให้ถาม", "นั่งคละตำบล คุยกันมากกว่านั่งเป็นทีม"),
    obstacles=("ทีมไกลกลับก่อนสี่โมง", "ห้องประชุมเสียงก้อง"),
    hours=("5", "6"),
)
# Province, day, and how far it is.
GATHERINGS = (
    ("44", date(2018, 9, 14), Status.VERIFIED),
    ("55", date(2018, 10, 19), Status.VERIFIED),
    ("33", date(2018, 11, 9), Status.VERIFIED),
    ("14", date(2018, 12, 14), Status.VERIFIED),
    ("92", date(2019, 1, 25), Status.VERIFIED),
    ("44", date(2019, 3, 22), Status.PLANNED),
    ("50", date(2019, 6, 14), Status.PLANNED),
    ("84", date(2019, 8, 23), Status.PLANNED),
    ("10", date(2020, 2, 14), Status.PLANNED),
)


def gatherings(rosters: list[Roster]) -> list[Occasion]:
    """All of them; on the roll stand the leaders and specialists of the province's teams."""
    found = []
    for code, day, status in GATHERINGS:
        teams = [roster for roster in rosters if roster.code[:2] == code and roster.code not in PROPOSED]
        leading = [row for roster in teams for row in roster.enrolments if row.group.key != MEMBER]
        together = Roster(teams[0].team, teams[0].land, ["integrated"], leading)
        found.append(Occasion(together, EXCHANGE, day, day, status, of_province=True))
    return found
