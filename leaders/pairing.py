"""Two records of one person: how that is told from what stands on them, with reasons, without a database.

A verdict never merges anybody. "Same" is what a reviewer is shown first, as good as certain; "ask" is a
question to somebody who knows the people; "no" is not spoken of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from thai.names import Spelt, nearness, spelt, whole_name

from .choices import Reason, Sex, Verdict

# Records that share no more than this are not compared when more than so many share it: an office's number.
MOST_IN_BUCKET = 80
# Years of birth this far apart are two persons'; ten years are a slip of one digit.
APART, SLIP = 3, 10

# How near a given or a family name is (thai.names.nearness).
_SOUNDS, _NEAR, _ALIKE, _FAINT, _HEARD = 99, 84, 75, 65, 50


class Traits(NamedTuple):
    """What is compared of a person. ``places`` are codes of subdistricts: of the team, of the home."""

    key: int
    given: Spelt
    family: Spelt
    nickname: str
    phone: str
    birth_year: int | None
    sex: str
    places: frozenset[str]
    address: str
    team: int | None


class Likeness(NamedTuple):
    """What two records say; ``score`` (0–100) orders those of one verdict."""

    verdict: Verdict
    score: int
    reasons: tuple[Reason, ...]


NOT_ALIKE = Likeness(Verdict.NO, 0, ())


def traits(
    key: int,
    given_name: str,
    family_name: str,
    *,
    nickname: str = "",
    phone: str = "",
    birth_year: int | None = None,
    sex: str = Sex.UNKNOWN,
    places: Iterable[str] = (),
    address: str = "",
    team: int | None = None,
) -> Traits:
    """What is compared of a person, made ready. ``key`` tells persons apart."""
    given, family, bracketed = whole_name(given_name, family_name)
    return Traits(
        key, given, family, spelt(nickname or bracketed).letters, phone, birth_year, sex,
        frozenset(places), spelt(address).letters, team,
    )  # fmt: skip


def weigh(one: Traits, two: Traits) -> Likeness:
    """What two records say about being one person; the same whichever comes first."""
    name, found = _name(one, two)
    if name is None or (not found.near and not _from_afar(name, one, two, found)):
        return NOT_ALIKE
    reasons, against = [name, *_beside(one, two)], _against(one, two)
    verdict = _VERDICTS[name](set(reasons), len(against), found)
    if verdict is Verdict.SAME and not found.near and name is not Reason.NAME:
        verdict = Verdict.ASK
    if verdict is Verdict.NO:
        return NOT_ALIKE
    score = sum(_POINTS[reason] for reason in (*reasons, *against)) + found.least // 10
    return Likeness(verdict, max(1, min(100, score)), (*reasons, *against))


def _from_afar(name: Reason, one: Traits, two: Traits, found: _Found) -> bool:
    """Of another province: the full name as it is written, or one that is nearly it with the same phone."""
    if name is Reason.NAME:
        return True
    return name in (Reason.SOUND, Reason.SPELLING) and found.least >= _ALIKE and _same_phone(one, two)


class _Found(NamedTuple):
    """How near given and family names are, and how far apart the places."""

    given: int
    family: int
    near: int  # 3 the same subdistrict, 2 district, 1 province, 0 farther

    @property
    def least(self) -> int:
        return min(self.given, self.family)

    @property
    def most(self) -> int:
        return max(self.given, self.family)


def _name(one: Traits, two: Traits) -> tuple[Reason | None, _Found]:
    """Which reason the names give, None for another person's."""
    given, family = nearness(one.given, two.given), nearness(one.family, two.family)
    found = _Found(given, family, _near(one.places, two.places))
    told = _same_phone(one, two) or _same_year(one, two)
    if not (one.family.letters and two.family.letters):
        enough = _FAINT if told else _ALIKE
        return (Reason.GIVEN if given >= enough else None), found._replace(family=given)
    if found.least >= _SOUNDS:
        return (Reason.NAME if found.least == 100 else Reason.SOUND), found
    if found.least >= _ALIKE or (max(given, family) >= _SOUNDS and found.least >= _FAINT):
        return Reason.SPELLING, found
    told = told or (found.near == 3 and given >= _SOUNDS)
    if told and max(given, family) >= _ALIKE and found.least >= _HEARD:
        return Reason.SPELLING, found
    if (joined := _joined(one, two)) >= (_ALIKE if told else _NEAR):
        reason = Reason.SOUND if joined >= _SOUNDS else Reason.SPELLING
        return reason, found._replace(given=joined, family=joined)
    if family >= _NEAR and _called(one, two):
        return Reason.NICKNAME, found._replace(given=family)
    return None, found


def _same_phone(one: Traits, two: Traits) -> bool:
    return bool(one.phone) and one.phone == two.phone


def _same_year(one: Traits, two: Traits) -> bool:
    return one.birth_year is not None and one.birth_year == two.birth_year


def _called(one: Traits, two: Traits) -> bool:
    """Whether what is one's nickname stands as the other's name."""
    return any(
        person.nickname and person.nickname == other.given.letters
        for person, other in ((one, two), (two, one))
    )


def _joined(one: Traits, two: Traits) -> int:
    """How near whole names are where a space stands elsewhere: given names begin alike, else 0."""
    short, long = sorted((one.given.sound, two.given.sound), key=len)
    if not long.startswith(short[:1]):
        return 0
    return nearness(*(spelt(person.given.letters + person.family.letters) for person in (one, two)))


def _near(one: frozenset[str], two: frozenset[str]) -> int:
    if one & two:
        return 3
    for near, digits in ((2, 4), (1, 2)):
        if {code[:digits] for code in one} & {code[:digits] for code in two}:
            return near
    return 0


def _beside(one: Traits, two: Traits) -> Iterator[Reason]:
    """What else speaks for one person."""
    if _same_phone(one, two):
        yield Reason.PHONE
    if one.birth_year and two.birth_year and abs(one.birth_year - two.birth_year) <= 1:
        yield Reason.YEAR if one.birth_year == two.birth_year else Reason.NEAR_YEAR
    if one.nickname and one.nickname == two.nickname:
        yield Reason.NICKNAME
    if one.team and one.team == two.team:
        yield Reason.TEAM
    elif near := _near(one.places, two.places):
        yield from {3: [Reason.SUBDISTRICT], 2: [Reason.DISTRICT]}.get(near, [])
    if one.address and one.address == two.address and _near(one.places, two.places) == 3:
        yield Reason.ADDRESS


def _against(one: Traits, two: Traits) -> list[Reason]:
    """What speaks against it."""
    found = []
    if one.birth_year and two.birth_year:
        apart = abs(one.birth_year - two.birth_year)
        if apart >= APART and apart != SLIP:
            found.append(Reason.OTHER_YEAR)
    if {one.sex, two.sex} == {Sex.FEMALE, Sex.MALE}:
        found.append(Reason.OTHER_SEX)
    return found


def _of_same_name(reasons: set[Reason], against: int, found: _Found) -> Verdict:
    if against:
        doubtful = Reason.PHONE in reasons or (against == 1 and found.near)
        return Verdict.ASK if doubtful else Verdict.NO
    besides = bool(reasons & _BESIDES) or {Reason.NAME, Reason.NEAR_YEAR} <= reasons
    if Reason.PHONE in reasons or (found.near == 3 and besides):
        return Verdict.SAME
    if Reason.YEAR in reasons:
        return Verdict.SAME if found.near else Verdict.ASK
    return Verdict.ASK if found.near else Verdict.NO


def _of_near_name(reasons: set[Reason], against: int, found: _Found) -> Verdict:
    if against:
        phone = Reason.PHONE in reasons and found.least >= _ALIKE
        doubtful = against == 1 and (
            phone or (found.near == 3 and found.most >= _SOUNDS and found.least >= _NEAR)
        )
        return Verdict.ASK if doubtful else Verdict.NO
    if Reason.PHONE in reasons:
        sure = found.most >= _SOUNDS and found.least >= _NEAR and found.near >= 2
        sure = sure or (Reason.YEAR in reasons and found.least >= _ALIKE)
        return Verdict.SAME if sure else Verdict.ASK
    return Verdict.ASK if found.near >= 2 or (found.near and found.least >= _ALIKE) else Verdict.NO


def _of_part(reasons: set[Reason], against: int, found: _Found) -> Verdict:
    if against:
        return Verdict.NO
    if Reason.PHONE in reasons:
        return Verdict.SAME if found.given >= _SOUNDS and Reason.YEAR in reasons else Verdict.ASK
    return Verdict.ASK if found.near == 3 or (found.near == 2 and Reason.YEAR in reasons) else Verdict.NO


# A second thing beside the name: two people of one village may well be called the same.
_BESIDES = {Reason.YEAR, Reason.NICKNAME, Reason.ADDRESS}
_VERDICTS = {
    Reason.NAME: _of_same_name,
    Reason.SOUND: _of_same_name,
    Reason.SPELLING: _of_near_name,
    Reason.GIVEN: _of_part,
    Reason.NICKNAME: _of_part,
}
_POINTS = {
    Reason.NAME: 50, Reason.SOUND: 45, Reason.SPELLING: 25, Reason.GIVEN: 20, Reason.NICKNAME: 10,
    Reason.PHONE: 30, Reason.YEAR: 20, Reason.NEAR_YEAR: 8, Reason.TEAM: 12, Reason.SUBDISTRICT: 12,
    Reason.DISTRICT: 5, Reason.ADDRESS: 10, Reason.OTHER_YEAR: -20, Reason.OTHER_SEX: -20,
}  # fmt: skip


def keys(person: Traits) -> Iterator[tuple[str, ...]]:
    """What two records of one person have in common in at least one point: only those are compared."""
    given, family = person.given.bones, person.family.bones
    if person.phone:
        yield "phone", person.phone
    if person.birth_year:
        yield "born", str(person.birth_year), person.given.sound, person.family.sound
    for place in person.places:
        yield "given", place, given[:2]
        yield "family", place, family[:3]
        yield "tail", place, family[-2:]
        yield "family", place[:4], family
        if person.birth_year:
            yield "year", place, str(person.birth_year)
        yield "district", place[:4], given[:3], family[:2]
        yield "name", place[:2], given, family[:1]
        yield "name", place[:2], given[:1], family
        yield "begins", place[:2], (given + family)[:5]
        yield "ends", place[:2], (given + family)[-5:]


def pairs(
    persons: Iterable[Traits], fresh: Iterable[int] | None = None
) -> Iterator[tuple[Traits, Traits, Likeness]]:
    """Who among ``persons`` may be one, each pair once; with ``fresh``, only pairs with one of these keys."""
    buckets: dict[tuple[str, ...], list[Traits]] = defaultdict(list)
    for person in persons:
        for key in set(keys(person)):
            buckets[key].append(person)
    wanted = None if fresh is None else set(fresh)
    seen: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        if not 1 < len(bucket) <= MOST_IN_BUCKET:
            continue
        for at, one in enumerate(bucket):
            for two in bucket[at + 1 :]:
                both = (one.key, two.key) if one.key < two.key else (two.key, one.key)
                if both in seen or (wanted is not None and not wanted & set(both)):
                    continue
                seen.add(both)
                if (found := weigh(one, two)).verdict is not Verdict.NO:
                    yield one, two, found
