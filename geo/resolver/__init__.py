"""Turns what people write for a place into one subdistrict, the list of those it can mean, or nothing.

It never guesses. One candidate is certain enough to be written; several are asked about; none keeps its text
and is asked about too. What that means in detail:

- a code is itself; an abolished one is what followed it, several when several did, none when nothing did;
- names are read with or without ต./อ./จ., ทต., อบต., แขวง, เขต, joined by spaces, /, - or nothing, in Thai or
  English, with province nicknames and abbreviations, with house numbers and postcodes about them;
- a name that is both a district's and that of a subdistrict in it means the subdistrict ("Pak Chong, Nakhon
  Ratchasima"); a district alone lists its subdistricts; a province alone says too little: no candidate,
  but ``within`` names it;
- a slip of the finger is followed where no name fits exactly, and only to a name that stands alone;
- parts that contradict each other give several candidates, never one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..choices import Level
from ..models import Area
from .besides import besides
from .index import forget, get_index, nicknames
from .keys import key
from .matching import Match, match
from .parts import read

MANY = 100  # areas; so many are read with their ancestors apart

__all__ = ["Resolution", "besides", "find", "forget", "is_place", "nicknames", "resolve", "resolve_all"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one text.

    ``candidates`` are current subdistricts, the likelier first, with their ancestors loaded; ``exact`` is
    False when letters had to be forgiven or parts contradict each other, which ``at_odds`` tells; ``within``
    is the district or province that the text names when it names no subdistrict.
    """

    text: str
    candidates: list[Area]
    exact: bool
    within: Area | None = None
    at_odds: bool = False

    @property
    def area(self) -> Area | None:
        """The one subdistrict, when there is exactly one."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """Whether the reader must be asked which one."""
        return len(self.candidates) > 1


def find(text: str, *, hint: Area | None = None) -> Match:
    """Like ``resolve`` but with codes only, and without a query to the database."""
    index = get_index()
    return match(read(text, index), index, _prefixes(hint, index.below))


def resolve(text: str, *, hint: Area | None = None) -> Resolution:
    """What a text means; ``hint`` is an area it is expected to lie in, which settles between several."""
    return resolve_all([text], hint=hint)[text]


def resolve_all(texts: Iterable[str], *, hint: Area | None = None) -> dict[str, Resolution]:
    """What each of the texts means, however many they are: the areas are read at once."""
    found = {text: find(text, hint=hint) for text in dict.fromkeys(texts)}
    wanted = {code for said in found.values() for code in (*said.codes, said.within) if code}
    areas = _areas(wanted) if wanted else {}
    return {
        text: Resolution(
            text,
            [areas[code] for code in said.codes if code in areas],
            said.exact,
            areas.get(said.within),
            said.at_odds,
        )
        for text, said in found.items()
    }


def _areas(codes: set[str]) -> dict[str, Area]:
    found = Area.objects.filter(code__in=codes)
    found = found.with_shared_ancestors() if len(codes) > MANY else found.with_ancestors()
    return {area.code: area for area in found}


def is_place(name: str) -> bool:
    """Whether any place goes by exactly this name, without a word for its level."""
    return get_index().is_known(key(name))


def _prefixes(hint: Area | None, below: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Beginnings of the codes that lie in an area; none for the nation."""
    if hint is None or hint.level == Level.NATION:
        return ()
    if hint.level != Level.REGION:
        return (hint.code,)
    inside = Area.objects.level(Level.PROVINCE).filter(region=hint)
    return tuple(inside.values_list("code", flat=True))
