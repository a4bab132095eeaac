"""What each named part of a text can mean, and how the other parts go with that."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from .index import CAPITAL, Index
from .parts import Kind, Part, fits
from .slips import is_slip, near

SUBDISTRICT_LIKE = frozenset({Kind.SUBDISTRICT, Kind.TOWN, Kind.CITY, Kind.UNSAID})
DISTRICT_LIKE = frozenset({Kind.DISTRICT, Kind.TOWN, Kind.CITY, Kind.UNSAID})
PROVINCE_LIKE = frozenset({Kind.PROVINCE, Kind.UNSAID})


class Verdict(Enum):
    """How a part goes with an area that another part names."""

    EXPLAINED = "it names the area's district or province"
    SLIP = "it is a slip for one of them"
    BESIDE = "it says nothing more"
    UNKNOWN = "nothing goes by that name"
    VILLAGE = "it bears some subdistrict's name, as villages and halls before the name of a place do"
    CONFLICT = "it names another place"


@dataclass(frozen=True, slots=True)
class Fit:
    """One understanding: part ``at`` names the area ``code``; how the other parts go with that.

    ``more_before``: something that may be a smaller place stands before it.
    """

    code: str
    at: int
    explained: int
    conflicts: int
    slips: int
    more_before: bool


def best(found: list[Fit]) -> list[Fit]:
    """Those with the fewest conflicts, then the most parts explained, then the fewest slips."""
    ranks = [(fit.conflicts, -fit.explained, fit.slips) for fit in found]
    return [fit for fit, rank in zip(found, ranks, strict=True) if rank == min(ranks)]


@dataclass
class Fitting:
    """The parts of one text with all their meanings; ``hint`` are code prefixes of where it may lie."""

    parts: list[Part]
    index: Index
    hint: tuple[str, ...]

    @cached_property
    def subdistricts(self) -> list[Fit]:
        """Subdistricts named exactly, contradicted by nothing; abolished ones where none is current."""
        current = [fit for fit in self._named(self.index.subdistricts.get) if not fit.conflicts]
        return current or [fit for fit in self._named(self.index.old_subdistricts.get) if not fit.conflicts]

    @cached_property
    def contradicted(self) -> list[Fit]:
        """The best of the subdistricts named exactly, current or abolished, whatever contradicts them."""
        current, old = self.index.subdistricts, self.index.old_subdistricts
        return best(best(list(self._named(current.get))) + best(list(self._named(old.get))))

    @cached_property
    def districts(self) -> list[Fit]:
        """Districts named exactly, contradicted or not."""
        return list(self._named(self._districts_named, DISTRICT_LIKE))

    def districts_beside(self, at: int) -> list[str]:
        """Codes of the districts that the parts other than one name best."""
        return [fit.code for fit in best([fit for fit in self.districts if fit.at != at])]

    def provinces(self, but: int = -1) -> list[str]:
        """Codes of the provinces that parts name exactly, leaving out one part."""
        named = (
            self.index.provinces.get(part.name, ())
            for at, part in enumerate(self.parts)
            if at != but and part.kind in PROVINCE_LIKE
        )
        return sorted(set().union(*named))

    @cached_property
    def slips(self) -> list[tuple[Fit, bool]]:
        """Subdistricts that an unknown part may be a slip for, each with whether it is the only one."""
        found = []
        for at, part in enumerate(self.parts):
            known = any(fits(part.name, kind, self.index) for kind in (part.kind, Kind.UNSAID))
            if not known and part.kind in SUBDISTRICT_LIKE:
                found += self._slips_of(at, part)
        return found

    def _slips_of(self, at: int, part: Part) -> list[tuple[Fit, bool]]:
        districts = self.districts_beside(at)
        parents = districts or self.provinces(but=at) or list(self.hint)
        names = self.names_in(parents) if parents else self.index.subdistricts
        # In one district few names are alike; further out a name must stand alone to be the one meant.
        rows = near(part.name, names, beyond=0 if districts else 1)
        codes = dict.fromkeys(code for _far, name in rows for code in names[name])
        kept = [fit for code in codes if not (fit := self._fit(at, code)).conflicts]
        sure = len(kept) == 1 and (bool(parents) or not self._may_be_larger(part.name, rows))
        return [(fit, sure) for fit in kept]

    def _may_be_larger(self, name: str, rows: list[tuple[int, str]]) -> bool:
        """Whether a slip alone in a text may as well mean a province, or a district of another name."""
        larger = [other for other in (*self.index.provinces, *self.index.districts) if other != rows[0][1]]
        nearest = near(name, larger)
        return bool(nearest) and nearest[0][0] <= rows[0][0]

    def names_in(self, parents: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Codes of the subdistricts in some areas by name."""
        found: dict[str, list[str]] = {}
        for parent in parents:
            for code in (parent,) if len(parent) == 6 else self.index.subdistricts_of(parent):
                for name in self.index.keys.get(code, ()):
                    found.setdefault(name, []).append(code)
        return found

    def _districts_named(self, name: str, missing: tuple[str, ...]) -> tuple[str, ...]:
        """Districts of that name; a bare เมือง is the capital district of a province named elsewhere."""
        found = self.index.districts.get(name, missing)
        if name in CAPITAL:
            capitals = (f"{code}01" for code in self.provinces())
            found += tuple(code for code in capitals if self.index.is_named(code, name))
        return tuple(code for code in found if code in self.index.keys)

    def _named(
        self, codes_of: Callable[..., tuple[str, ...]], kinds: frozenset[Kind] = SUBDISTRICT_LIKE
    ) -> Iterator[Fit]:
        for at, part in enumerate(self.parts):
            if part.kind in kinds:
                names = [part.name, f"เมือง{part.name}"] if part.kind is Kind.CITY else [part.name]
                for code in dict.fromkeys(code for name in names for code in codes_of(name, ())):
                    yield self._fit(at, code)

    def _fit(self, at: int, code: str) -> Fit:
        taken: set[str] = set()
        before, after = (
            [self._verdict(part, code, taken, before=is_before) for part in parts]
            for parts, is_before in ((self.parts[:at], True), (self.parts[at + 1 :], False))
        )
        count = Counter(before + after)
        explained = 1 + count[Verdict.EXPLAINED] + count[Verdict.SLIP]
        conflicts = count[Verdict.CONFLICT]
        more_before = not {Verdict.UNKNOWN, Verdict.VILLAGE}.isdisjoint(before)
        if self.parts[at].kind is Kind.UNSAID:
            villages = [
                part.name
                for part, verdict in zip(self.parts, before, strict=False)
                if verdict is Verdict.VILLAGE
            ]
            conflicts += sum(self._may_be_meant(name, code, taken) for name in villages)
            # "เมืองมุกดาหาร มุกดาหาร": a province's name that stands last means the province.
            is_last = 0 < at == len(self.parts) - 1
            conflicts += is_last and self.parts[at].name in self.index.provinces
        return Fit(code, at, explained, conflicts, count[Verdict.SLIP], more_before)

    def _may_be_meant(self, village: str, code: str, taken: set[str]) -> bool:
        """Whether a name before another may be the subdistrict itself, not a village or hall in the other.

        It is not when the other's district is named too, or when its province is and has no such subdistrict.
        """
        if code[:4] in taken and len(code) == 6:
            return False
        namesakes = self.index.subdistricts.get(village, ())
        return code[:2] not in taken or any(other.startswith(code[:2]) for other in namesakes)

    def _verdict(self, part: Part, code: str, taken: set[str], *, before: bool) -> Verdict:
        """How a part goes with an area. Its district and its province are each explained by one part."""
        ancestors = [
            code[:length]
            for length, kinds in ((4, DISTRICT_LIKE), (2, PROVINCE_LIKE))
            if length < len(code) and part.kind in kinds
        ]
        named = [ancestor for ancestor in ancestors if self.index.is_named(ancestor, part.name)]
        free = [ancestor for ancestor in named if ancestor not in taken]
        if free:
            taken.add(free[0])
            return Verdict.EXPLAINED
        if named or part.kind in {Kind.TOWN, Kind.CITY}:
            return Verdict.BESIDE
        if part.kind is Kind.UNSAID and part.name in self.index.keys[code]:
            return Verdict.BESIDE
        if part.kind is not Kind.SUBDISTRICT and not fits(part.name, part.kind, self.index):
            if any(is_slip(part.name, self.index.keys.get(ancestor, ())) for ancestor in ancestors):
                return Verdict.SLIP
            return Verdict.UNKNOWN if part.kind is Kind.UNSAID else Verdict.CONFLICT
        only_subdistrict = part.name not in self.index.districts and part.name not in self.index.provinces
        if part.kind is Kind.UNSAID and only_subdistrict and before:
            return Verdict.VILLAGE
        return Verdict.CONFLICT
