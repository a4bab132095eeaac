"""Titles, places, reports and reasons, in the words of coordinators and reviewers."""

from random import Random

from geo.models import Area

from .kinds import Kind

# In Bangkok people live in khwaeng and communities.
_IN_BANGKOK = (
    ("ทีมตำบล", "ทีมแขวง"),
    ("สภาองค์กรชุมชนตำบล", "สภาองค์กรชุมชนแขวง"),
    ("หมู่บ้าน", "ชุมชน"),
    ("ตำบล", "แขวง"),
    ("นายกฯ", "ผู้อำนวยการเขต"),
    ("อบต.", "สำนักงานเขต"),
    ("ผู้ใหญ่บ้าน", "ประธานชุมชน"),
    ("ศาลากลางบ้าน", "ที่ทำการชุมชน"),
    ("ไปนา", "ไปทำงาน"),
)
_COMMUNITIES = ("ชุมชนหลังวัด", "ชุมชนท้ายซอย", "ชุมชนสะพานไม้", "ชุมชนริมคลอง", "ชุมชนสวนหลังบ้าน")
PLACES = (
    "ศาลากลางบ้าน {moo}",
    "ศาลากลางบ้าน {moo}",
    "ศาลาวัดกลาง",
    "ห้องประชุม อบต.{t}",
    "โรงเรียนประจำตำบล",
    "ที่ทำการกองทุน {moo}",
    "ลานหน้าบ้านผู้ใหญ่บ้าน {moo}",
)
# ``{came}`` and ``{more}`` are filled once the names were called.
RETURN_REASONS = (
    "ใบลงชื่อมี {more} คน แต่ติ๊กไว้ {came} คน ตรวจรายชื่ออีกครั้ง",
    "ช่อง “ได้อะไร” สั้นไป เขียนเพิ่มอีกหนึ่งประโยคว่าได้อะไรกลับบ้าน",
    "มีคนจากตำบลอื่นอยู่ในรายชื่อ ใส่เป็นผู้มาเยือนแทน",
    "สถานที่กับหมู่บ้านที่เล่าไม่ตรงกัน ดูว่าจัดที่ไหน",
    "เขียนสิ่งที่ได้เรียนรู้เพิ่มอีกนิด ตำบลอื่นจะได้เอาไปใช้",
)
POSTPONED_REASONS = ("ตรงกับงานบุญของวัด", "ฝนตกหนัก ทางเข้าน้ำท่วม", "วิทยากรติดงาน ขอเลื่อนก่อน", "ชาวบ้านติดเกี่ยวข้าว")
CANCELLED_REASONS = ("รวมไปทำพร้อมเวทีเดือนถัดไป", "ตำบลข้าง ๆ จัดเรื่องเดียวกัน ไปร่วมแทน", "คนมาไม่พอ จึงไม่ได้จัด")


class Words:
    """Fills texts for one team, the same village and numbers throughout one activity."""

    def __init__(self, chance: Random, area: Area) -> None:
        self.chance = chance
        self.area = area
        self.in_bangkok = area.in_bangkok
        moo = chance.choice(_COMMUNITIES) if self.in_bangkok else f"หมู่ {chance.randint(1, 12)}"
        self.values = {"moo": moo, "t": area.name_th, "a": chance.randint(12, 48), "b": chance.randint(3, 9)}

    def fill(self, text: str, **more: object) -> str:
        """The text with its blanks filled, in the words of Bangkok where it is told there."""
        if self.in_bangkok:
            for country, city in _IN_BANGKOK:
                text = text.replace(country, city)
        return text.format(**self.values, **more)

    def title(self, kind: Kind) -> str:
        """One of the titles of a kind."""
        return self.fill(self.chance.choice(kind.titles))

    def place(self) -> str:
        """Where people met."""
        return self.fill(self.chance.choice(PLACES))

    def report(self, kind: Kind) -> dict[str, str]:
        """What came of it. Not everybody writes everything."""
        chance = self.chance

        def some(texts: tuple[str, ...], likely: float) -> str:
            return self.fill(chance.choice(texts)) if chance.random() < likely else ""

        outputs = chance.sample(kind.outputs, 2 if len(kind.outputs) > 2 and chance.random() < 0.35 else 1)
        return {
            "outputs": "\n".join(self.fill(text) for text in outputs),
            "outcomes": some(kind.outcomes, 0.75),
            "impacts": some(kind.impacts, 0.35),
            "lessons": some(kind.lessons, 0.8),
            "obstacles": some(kind.obstacles, 0.5),
        }
