"""All names and codes of places in memory, kept per process until an area changes."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from ..choices import Level
from ..models import Area
from .keys import key, name_keys

NICKNAMES = Path(__file__).resolve().parents[1] / "data" / "nicknames.csv"
# "อ.เมือง" is the capital district of its province, which has the first code; Bangkok has none.
CAPITAL = frozenset({"เมือง", "mueang"})
BANGKOK = "10"
LEVEL_WORD = re.compile("ตำบล|แขวง|อำเภอ|เขต|จังหวัด|เทศบาล")

Names = dict[str, tuple[str, ...]]


@dataclass(slots=True)
class Index:
    """Codes by name and names by code. An abolished area is in ``followed`` when something took its place."""

    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    subdistricts: Names = field(default_factory=dict)
    old_subdistricts: Names = field(default_factory=dict)
    districts: Names = field(default_factory=dict)
    provinces: Names = field(default_factory=dict)
    current: frozenset[str] = frozenset()
    followed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    below: dict[str, tuple[str, ...]] = field(default_factory=dict)
    districts_below: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_postcode: dict[str, frozenset[str]] = field(default_factory=dict)
    abbreviations: frozenset[str] = frozenset()
    # Names that hold marks, and names that hold a word for a level.
    dotted: tuple[str, ...] = ()
    worded: tuple[str, ...] = ()

    def now(self, code: str) -> tuple[str, ...]:
        """The current codes that a code stands for today: itself, what followed it, or nothing."""
        return (code,) if code in self.current else self.followed.get(code, ())

    def is_named(self, code: str, name: str) -> bool:
        """Whether the area with that code goes by a name (a key)."""
        if name in self.keys.get(code, ()):
            return True
        return name in CAPITAL and len(code) == 4 and code.endswith("01") and code[:2] != BANGKOK

    def subdistricts_of(self, code: str) -> tuple[str, ...]:
        """Current subdistricts of a province or district, of what followed it when it was abolished."""
        if code in self.below:
            return self.below[code]
        return tuple(sub for after in self.followed.get(code, ()) for sub in self.below.get(after, ()))

    def is_known(self, name: str) -> bool:
        """Whether any area goes by a name (a key)."""
        return (
            name in self.subdistricts
            or name in self.districts
            or name in self.provinces
            or name in self.old_subdistricts
            or name in CAPITAL
        )


# The index, and the mark that stood when it was made.
_kept: list[tuple[int, Index]] = []


def get_index() -> Index:
    """The index of the areas in the database; made on first use, and after another process changed one."""
    mark = _mark()
    if _kept and _kept[0][0] == mark:
        return _kept[0][1]
    made = _make()
    if made.current:
        _kept[:] = [(mark, made)]
    return made


def forget(**kwargs: object) -> None:
    """Make the index anew when it is next asked for; called when areas change.

    Other processes of this machine see a file touched once the change is committed.
    """
    forget_here()
    transaction.on_commit(_tell_others)


def forget_here() -> None:
    """The same in this process alone, without a look at the database."""
    _kept.clear()


def _mark() -> int:
    try:
        return _mark_file().stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _tell_others() -> None:
    _mark_file().parent.mkdir(parents=True, exist_ok=True)
    _mark_file().touch()
    _kept.clear()


def _mark_file() -> Path:
    return Path(settings.VAR_DIR) / "areas-changed"


# A bulk write sends no signal: whoever writes areas in bulk calls forget().
for _signal in (post_save, post_delete):
    _signal.connect(forget, sender=Area, dispatch_uid=f"geo.resolver.{id(_signal)}")
m2m_changed.connect(forget, sender=Area.successors.through, dispatch_uid="geo.resolver.successors")


def nicknames() -> list[tuple[str, str, str]]:
    """Rows of the table of nicknames: province code, word, kind (abbreviation, nickname, english)."""
    with NICKNAMES.open(encoding="utf-8", newline="") as file:
        return [(row["province_code"], row["nickname"], row["kind"]) for row in csv.DictReader(file)]


def _make() -> Index:
    rows = Area.objects.exclude(level__in=[Level.NATION, Level.REGION]).order_by("code")
    columns = ("code", "level", "name_th", "name_en", "abolished_on", "postcodes")
    areas = list(rows.values_list(*columns))
    keys = {code: name_keys(th) | name_keys(en) for code, _level, th, en, _end, _post in areas}
    words = nicknames()
    _add_nicknames(keys, words)
    current = frozenset(row[0] for row in areas if row[4] is None)
    followed = _followed(current)
    by_level = defaultdict(list)
    for code, level, *_rest in areas:
        if code in current:
            by_level[level].append(code)
        elif code in followed:
            by_level["old", level].append(code)
    names = {name_th for code, _level, name_th, *_rest in areas if code in current}
    postcodes = defaultdict(set)
    for code, *_rest, numbers in areas:
        for number in numbers if code in current else ():
            postcodes[number].add(code)
    subs, districts = by_level[Level.SUBDISTRICT], by_level[Level.DISTRICT]
    return Index(
        keys={code: frozenset(names) for code, names in keys.items()},
        subdistricts=_by_name(subs, keys),
        old_subdistricts=_by_name(by_level["old", Level.SUBDISTRICT], keys),
        districts=_by_name(districts + by_level["old", Level.DISTRICT], keys),
        provinces=_by_name(by_level[Level.PROVINCE], keys),
        current=current,
        followed=followed,
        below=_grouped(subs, 2) | _grouped(subs, 4),
        districts_below=_grouped(districts, 2),
        by_postcode={number: frozenset(codes) for number, codes in postcodes.items()},
        abbreviations=frozenset(key(word) for _code, word, kind in words if kind == "abbreviation"),
        dotted=tuple(sorted(name for name in names if set(name) & set(".-"))),
        worded=tuple(sorted(name for name in names if LEVEL_WORD.search(name))),
    )


def _followed(current: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Current codes that took the place of abolished ones."""
    links = Area.successors.through.objects.order_by("to_area__code")
    followed: dict[str, list[str]] = defaultdict(list)
    for old, new in links.values_list("from_area__code", "to_area__code"):
        if old not in current and new in current:
            followed[old].append(new)
    return {old: tuple(new) for old, new in followed.items()}


def _add_nicknames(keys: dict[str, set[str]], words: list[tuple[str, str, str]]) -> None:
    """Provinces go by their nicknames, capital districts by เมือง and such a word."""
    for code, word, _kind in words:
        if code in keys:
            keys[code].add(key(word))
    for code in [code for code in keys if len(code) == 2 and code != BANGKOK]:
        capital = f"{code}01"
        if capital in keys:
            keys[capital] |= {"เมือง" + name for name in keys[code] if not name.isascii()}
            keys[capital] |= {"mueang" + name for name in keys[code] if name.isascii()}
    if "1401" in keys:
        # The one capital that is named like its province goes by the province's nicknames too.
        keys["1401"] |= keys["14"]


def _by_name(codes: Iterable[str], keys: dict[str, set[str]]) -> Names:
    found: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        for name in keys[code]:
            found[name].append(code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def _grouped(codes: Iterable[str], length: int) -> Names:
    found: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        found[code[:length]].append(code)
    return {parent: tuple(sorted(codes)) for parent, codes in found.items()}
