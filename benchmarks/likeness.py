"""People as several hands write them down, the same for the same seed: who is one, and who is only near.

Names are put together from pythainlp's lists. The slips below are what writers do (a mark left out, a
neighbouring key, a letter that sounds the same, brackets, a prefix); nothing of the matcher is used, so that
what it was not made for occurs as well.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from .slips import Pen

_NICKNAMES = [
    "ต้อม",
    "แดง",
    "นก",
    "หน่อย",
    "เล็ก",
    "ใหญ่",
    "ตุ๊ก",
    "แมว",
    "ปู",
    "ไก่",
    "อ้วน",
    "จุ๋ม",
    "เปี๊ยก",
    "โต้ง",
    "แหม่ม",
    "ดำ",
    "ขาว",
    "ติ๋ม",
    "แจ๋ว",
    "เบิร์ด",
    "เอก",
    "ตั้ม",
    "บอย",
    "อ้อย",
]
MEN, WOMEN = "นาย", ("นาง", "นางสาว")


@dataclass(frozen=True)
class Written:
    """A person as one hand wrote them: what a record would hold. Places are codes, ``subdistrict`` of six."""

    prefix: str
    given: str
    family: str
    nickname: str
    phone: str
    birth_year: int | None
    subdistrict: str
    address: str


@dataclass(frozen=True)
class Somebody:
    """A person as they are: everything is known."""

    woman: bool
    given: str
    family: str
    nickname: str
    phone: str
    birth_year: int
    subdistrict: str
    address: str
    married: bool


@dataclass(frozen=True)
class Pair:
    """Two records, whether they are one person, and what makes them near."""

    one: Written
    two: Written
    same: bool
    kind: str


@cache
def _names() -> tuple[list[str], list[str], list[str]]:
    from pythainlp.corpus.common import thai_family_names, thai_female_names, thai_male_names

    return sorted(thai_male_names()), sorted(thai_female_names()), sorted(thai_family_names())


class Land:
    """Draws people and what becomes of them on paper."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.pen = Pen(self.dice)
        men, women, families = _names()
        self._men, self._women, self._families = (
            self.dice.sample(men, 2000), self.dice.sample(women, 2000), self.dice.sample(families, 6000),
        )  # fmt: skip

    # --- who they are

    def given(self, woman: bool) -> str:
        """A given name; a few are frequent, most are rare."""
        names = self._women if woman else self._men
        return names[int(len(names) * self.dice.random() ** 2.2)]

    def family(self) -> str:
        """A family name, of which most belong to few families."""
        return self.dice.choice(self._families)

    def phone(self) -> str:
        """A mobile number."""
        return f"{self.dice.choice(['08', '09', '06'])}{self.dice.randrange(10**8):08d}"

    def somebody(self, subdistrict: str, family: str = "", **known: object) -> Somebody:
        """An adult of that place."""
        woman = bool(known.pop("woman", self.dice.random() < 0.55))
        made = Somebody(
            woman=woman,
            given=self.given(woman),
            family=family or self.family(),
            nickname=self.dice.choice(_NICKNAMES),
            phone=self.phone() if self.dice.random() < 0.8 else "",
            birth_year=int(self.dice.triangular(1938, 1999, 1966)),
            subdistrict=subdistrict,
            address=f"{self.dice.randrange(1, 300)} หมู่ {self.dice.randrange(1, 13)}",
            married=self.dice.random() < 0.7,
        )
        return replace(made, **known)

    def place(self) -> str:
        """A subdistrict of a made-up country: province, district, subdistrict in two digits each."""
        return "".join(f"{self.dice.randrange(1, most):02d}" for most in (78, 16, 11))

    def elsewhere(self, place: str) -> str:
        """Where else a person turns up: mostly at home, seldom far away."""
        draw = self.dice.random()
        if draw < 0.70:
            return place
        if draw < 0.86:
            return place[:4] + f"{self.dice.randrange(1, 11):02d}"
        if draw < 0.98:
            return place[:2] + self.place()[2:]
        return self.place()

    # --- how they are written

    def written(self, who: Somebody, *, at: str = "", slips: tuple[float, float] = (0.22, 0.04)) -> Written:
        """One record of somebody. ``slips``: how often a first and a second slip happens in a name."""
        dice = self.dice
        given, family = self.pen.slip(who.given, slips), self.pen.slip(who.family, slips)
        nickname = who.nickname if dice.random() < 0.15 else ""
        if dice.random() < 0.01:
            family = ""
        elif dice.random() < 0.01 and len(given) > 4:
            given, family = given[:2], f"{given[2:]} {family}"
        if dice.random() < 0.005:
            given, nickname = who.nickname, ""
        prefix = MEN if not who.woman else WOMEN[0] if who.married else WOMEN[1]
        if dice.random() < 0.2:
            prefix = ""
        elif who.woman and dice.random() < 0.1:
            prefix = dice.choice(WOMEN)
        elif dice.random() < 0.005:
            prefix = MEN if who.woman else WOMEN[0]
        return Written(
            prefix, given, family, nickname, self._told_phone(who), self._told_year(who),
            at or who.subdistrict, who.address if dice.random() < 0.35 else "",
        )  # fmt: skip

    def _told_phone(self, who: Somebody) -> str:
        if not who.phone or self.dice.random() < 0.3:
            return ""
        if self.dice.random() < 0.12:
            return self.phone()  # a new number
        if self.dice.random() < 0.02:
            at = self.dice.randrange(2, 10)
            return who.phone[:at] + str(self.dice.randrange(10)) + who.phone[at + 1 :]
        return who.phone

    def _told_year(self, who: Somebody) -> int | None:
        if self.dice.random() < 0.45:
            return None
        draw = self.dice.random()
        if draw < 0.1:
            return who.birth_year + self.dice.choice([-1, 1])
        return who.birth_year + self.dice.choice([-10, 10, -3, 5]) if draw < 0.13 else who.birth_year

    # --- who is near whom

    def like_named(self, given: str, woman: bool) -> str:
        """Another given name that begins like this one, as brothers and sisters are named."""
        names = self._women if woman else self._men
        alike = [name for name in names if name[:2] == given[:2] and name != given]
        return self.dice.choice(alike) if alike else self.given(woman)

    def relative(self, who: Somebody, kind: str) -> Somebody:
        """Somebody else who is near: a brother or sister, a child, a husband or wife, a namesake."""
        dice = self.dice
        here = {"address": who.address} if dice.random() < 0.5 else {}
        woman = dice.random() < 0.5
        if kind == "namesake here":
            named = {"given": who.given, "woman": who.woman}
            return self.somebody(who.subdistrict, **named)
        if kind == "namesake":
            place = who.subdistrict[:4] + "09" if dice.random() < 0.1 else self.place()
            return self.somebody(place, who.family, given=who.given, woman=who.woman)
        shares = {"sibling": 0.12, "child": 0.2, "spouse": 0.35}[kind]
        if who.phone and dice.random() < shares:
            here["phone"] = who.phone
        if kind == "spouse":
            woman, year = not who.woman, who.birth_year + dice.randint(-6, 6)
        elif kind == "child":
            year = who.birth_year + dice.randint(18, 40)
        else:
            year = who.birth_year + dice.choice([-9, -7, -5, -4, -3, -2, -2, 2, 2, 3, 4, 5, 7, 9, 0, 1])
        alike = dice.random() < (0.4 if kind != "spouse" else 0.05)
        given = self.like_named(who.given, woman) if alike else self.given(woman)
        while given == who.given:
            given = self.given(woman)
        return self.somebody(who.subdistrict, who.family, woman=woman, birth_year=year, given=given, **here)


NEAR = {"sibling": 35, "child": 20, "namesake here": 25, "spouse": 10, "namesake": 10}


def labelled(number: int, seed: int) -> Iterator[Pair]:
    """``number`` pairs: one half the same person written twice and differently, the other half only near."""
    land = Land(seed)
    for count in range(number):
        who = land.somebody(land.place())
        one = land.written(who)
        if count % 2:
            kind = land.dice.choices(list(NEAR), list(NEAR.values()))[0]
            yield Pair(one, land.written(land.relative(who, kind)), False, kind)
            continue
        two = land.written(who, at=land.elsewhere(who.subdistrict))
        while (two.given, two.family, two.prefix, two.subdistrict, two.phone) == (
            one.given, one.family, one.prefix, one.subdistrict, one.phone,
        ):  # fmt: skip
            two = land.written(who, at=land.elsewhere(who.subdistrict))
        yield Pair(one, two, True, "away" if one.subdistrict[:2] != two.subdistrict[:2] else "same")


def population(subdistricts: int, size: int, seed: int, *, twice: float = 0.03) -> list[tuple[int, Written]]:
    """Records of a province, each with the number of its person; a share ``twice`` was written down twice.

    A subdistrict's people share some thirty family names; of a third a relative is on record too.
    """
    land = Land(seed)
    records: list[tuple[int, Written]] = []
    number = 0
    for place in range(subdistricts):
        code = f"44{place // 10 + 1:02d}{place % 10 + 1:02d}"
        families = [land.family() for _ in range(30)]
        people: list[Somebody] = []
        while len(people) < size:
            who = land.somebody(code, land.dice.choice(families))
            people.append(who)
            if land.dice.random() < 0.33:
                kind = land.dice.choice(["sibling", "sibling", "child", "spouse"])
                people.append(land.relative(who, kind))
        for who in people[:size]:
            number += 1
            records.append((number, land.written(who)))
            if land.dice.random() < twice:
                records.append((number, land.written(who, at=land.elsewhere(who.subdistrict))))
    return records
