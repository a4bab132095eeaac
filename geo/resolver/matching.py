"""Finds the subdistricts that named parts can mean, without guessing.

The rule: every part must be explained by one subdistrict and its chain of district and province. The reading
that explains most parts without contradiction wins; several that explain as many are all listed. An exact
name always goes before a slip for the same part. Parts that contradict each other are never settled
here: what each of them could mean is listed, always more than one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .fitting import Fit, Fitting, best
from .index import Index
from .parts import Kind, Reading, fits
from .slips import near


@dataclass(frozen=True, slots=True)
class Match:
    """Codes of current subdistricts; whether every letter fits; the district or province named for sure.

    ``at_odds``: parts contradict each other.
    """

    codes: tuple[str, ...] = ()
    exact: bool = True
    within: str = ""
    at_odds: bool = False


def match(reading: Reading, index: Index, hint: Sequence[str] = ()) -> Match:
    """The subdistricts a text can mean; ``hint`` are code prefixes of where it is expected to lie."""
    named = _Answer(Fitting(reading.parts, index, tuple(hint))).match() if reading.parts else Match()
    coded = _by_code(reading.codes, index)
    if coded is not None and (coded.codes or not named.codes):
        if not named.codes or set(named.codes) & set(coded.codes):
            return coded
        return Match(tuple(dict.fromkeys((*coded.codes, *named.codes))), exact=False, at_odds=True)
    if not reading.parts and reading.postcodes:
        codes = set().union(*(index.by_postcode.get(number, ()) for number in reading.postcodes))
        named = Match(tuple(sorted(codes)))
    return _narrowed(named, reading.postcodes, index, tuple(hint))


def _by_code(codes: list[str], index: Index) -> Match | None:
    """What codes stand for today; None when there is no code that ever was one."""
    known = [code for code in codes if code in index.keys]
    if not known:
        return None
    if len(known[0]) < 6:
        subdistricts = index.subdistricts_of(known[0]) if len(known[0]) == 4 else ()
        return Match(subdistricts, within=known[0])
    return Match(tuple(dict.fromkeys(now for code in known for now in index.now(code))))


def _narrowed(found: Match, postcodes: list[str], index: Index, hint: tuple[str, ...]) -> Match:
    """Of several, those with the postcode written and those where the text is expected to lie, if any are."""
    codes = found.codes
    in_post = set().union(*(index.by_postcode.get(number, ()) for number in postcodes))
    for keep in (lambda code: code in in_post, lambda code: code.startswith(hint or ("-",))):
        if len(codes) > 1:
            codes = tuple(filter(keep, codes)) or codes
    return replace(found, codes=codes)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What to answer for the parts of one text."""

    fitting: Fitting

    def match(self) -> Match:
        """The best understanding of all, else everything that contradicting parts could mean."""
        subs, slips = self.fitting.subdistricts, self.fitting.slips
        most = max((fit.explained for fit in subs), default=0)
        most_by_slip = max((fit.explained for fit, _sure in slips), default=0)
        if subs and most >= most_by_slip:
            return self._exactly(best(subs))
        if slips:
            return self._by_slip([pair for pair in slips if pair[0].explained == most_by_slip])
        if districts := best(self.fitting.districts):
            if self._is_rather_a_province(districts[0]):
                return Match(within=self._province())
            if not (districts[0].conflicts and self.fitting.contradicted):
                return self._whole(districts)
        return self._contradiction() or Match(within=self._province())

    def _exactly(self, subs: list[Fit]) -> Match:
        codes = self._now(fit.code for fit in subs)
        for fit in self.fitting.districts:
            rivals = [sub for sub in subs if self._is_rival(sub, fit)]
            if fit.conflicts or not rivals or fit.explained < rivals[0].explained:
                continue
            if any(sub.more_before for sub in rivals):
                # "เขาใหญ่ ปากช่อง": something in the district, not its subdistrict of the same name.
                codes = (*self._like_those_before(fit), *codes, *self._below(fit.code))
            # A district that holds a subdistrict of its name means that one.
            of_one_name = any(sub.code.startswith(fit.code) for sub in rivals)
            if self._kind(fit) is Kind.CITY or (len(codes) == 1 and not of_one_name):
                codes += self._below(fit.code)
        codes = tuple(dict.fromkeys(codes))
        expected = codes[0].startswith(self.fitting.hint or ("-",))
        if len(codes) == 1 and not expected and self._is_rather_a_province(subs[0]):
            return Match(within=self._province())
        return Match(codes, exact=not any(fit.slips for fit in subs))

    def _is_rival(self, sub: Fit, district: Fit) -> bool:
        """Whether the part taken for a subdistrict may as well name the district, or its province."""
        is_province = self.fitting.parts[sub.at].name in self.fitting.index.provinces
        return sub.at == district.at or (sub.more_before and is_province)

    def _like_those_before(self, district: Fit) -> tuple[str, ...]:
        """What a name before a district's may be: alike in it; of that very name if no province is said."""
        codes: list[str] = []
        names = self.fitting.names_in([district.code])
        for part in self.fitting.parts[: district.at]:
            codes += (code for _far, name in near(part.name, names) for code in names[name])
            if not self.fitting.provinces():
                codes += self.fitting.index.subdistricts.get(part.name, ())
        return tuple(codes)

    def _is_rather_a_province(self, fit: Fit) -> bool:
        """A name alone that is also a province's says too little."""
        part = self.fitting.parts[fit.at]
        is_province = part.name in self.fitting.index.provinces
        return fit.explained == 1 and part.kind is Kind.UNSAID and is_province

    def _by_slip(self, slips: list[tuple[Fit, bool]]) -> Match:
        codes = self._now(fit.code for fit, _sure in slips)
        if len(codes) == 1 and not slips[0][1]:
            codes = self._with_neighbours(codes)
        return Match(codes, exact=False)

    def _whole(self, districts: list[Fit]) -> Match:
        """All subdistricts of the named districts."""
        named = list(dict.fromkeys(fit.code for fit in districts))
        codes = tuple(dict.fromkeys(code for district in named for code in self._below(district)))
        at_odds = districts[0].conflicts > 0
        if at_odds and len(codes) == 1:
            return Match(exact=False, at_odds=True)
        within = named[0] if len(named) == 1 else ""
        known = all(fits(part.name, part.kind, self.fitting.index) for part in self.fitting.parts)
        return Match(codes, exact=known, within=within, at_odds=at_odds)

    def _contradiction(self) -> Match | None:
        """All that could be meant: the named subdistricts elsewhere, like names here, the named district."""
        found = self.fitting.contradicted
        if not found:
            return None
        codes = self._now(fit.code for fit in found)
        for at in dict.fromkeys(fit.at for fit in found):
            districts = self.fitting.districts_beside(at)
            names = self.fitting.names_in(districts or self.fitting.provinces(but=at))
            alike = near(self.fitting.parts[at].name, names)
            codes += tuple(code for _far, name in alike for code in names[name])
            for district in districts:
                if not any(code.startswith(district) for code in codes):
                    codes += self._below(district)
        codes = tuple(dict.fromkeys(codes))
        codes = self._with_neighbours(codes) if len(codes) == 1 else codes
        return Match(codes, exact=False, at_odds=True)

    def _with_neighbours(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """One code followed by the others of its district, so that nobody takes it for settled."""
        return tuple(dict.fromkeys((*codes, *self._below(codes[0][:4]))))

    def _below(self, code: str) -> tuple[str, ...]:
        return self.fitting.index.subdistricts_of(code)

    def _kind(self, fit: Fit) -> Kind:
        return self.fitting.parts[fit.at].kind

    def _now(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(now for code in codes for now in self.fitting.index.now(code)))

    def _province(self) -> str:
        named = self.fitting.provinces()
        return named[0] if len(named) == 1 else ""
