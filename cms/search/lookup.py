"""Finds documents: those that meet a query and that everybody may see, the best first."""

from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import QuerySet
from django.utils.translation import get_language

from ..choices import Found
from ..models import SearchDocument, SearchWord
from ..querysets import holds_q
from .marking import Piece, excerpt, marked
from .query import Query
from .sources import DISTINCT
from .statement import Hit, Vocabulary, Wanted, hits

# Found of every kind where no kind was asked for, and of one kind on a page.
OF_EACH, ON_A_PAGE = 5, 20
ORDER = {kind: place for place, kind in enumerate(Found)}


@dataclass(frozen=True, slots=True)
class Result:
    """A hit as it is shown: what was found in title, text and place stands in pieces of its own."""

    kind: Found
    title: list[Piece]
    excerpt: list[Piece]
    place: list[Piece]
    day: date | None
    address: str


@dataclass(frozen=True)
class Hits:
    """What was found; ``query`` is the reading that found it.

    ``numbers``: how many there are of each kind that has any, the kind of the best hit first. ``hits``: the
    best of each kind, or, where one kind was asked for, a page of it.
    """

    query: Query
    numbers: dict[Found, int] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many were found in all."""
        return sum(self.numbers.values())


def documents() -> QuerySet:
    """Documents in the reader's language of things that everybody may see now."""
    visible = reduce(or_, (source.is_visible() for source in DISTINCT))
    return SearchDocument.objects.filter(visible, language=get_language())


def search(query: Query, *, kind: str = "", page: int = 1) -> Hits:
    """The best hits of every kind, or a page of one kind, in two queries. No terms: no hits.

    Where nothing is found, looser readings are tried, in as many queries each.
    """
    skipped = (page - 1) * ON_A_PAGE
    wanted = Wanted(1, kind, skipped, skipped + ON_A_PAGE) if kind else Wanted(OF_EACH)
    if not query.terms:
        return Hits(query)
    for reading in (query, *query.loosened()):
        if found := hits(reading, known_words(reading), documents(), wanted):
            return _sorted(reading, found, wanted)
    return Hits(query)


def _sorted(query: Query, found: list[Hit], wanted: Wanted) -> Hits:
    """Kinds by their best hit, of two that are alike in their order; then by place."""
    best = {hit.kind: (-hit.score, ORDER[hit.kind]) for hit in reversed(found)}
    numbers = {hit.kind: hit.number for hit in sorted(found, key=lambda hit: best[hit.kind])}
    shown = [
        hit for hit in found if not wanted.kind or (hit.kind == wanted.kind and hit.place > wanted.skipped)
    ]
    return Hits(query, numbers, sorted(shown, key=lambda hit: (*best[hit.kind], hit.place)))


def known_words(query: Query) -> Vocabulary:
    """Keys of the words of a query that stand anywhere; of a fragment those of all words that hold it."""
    known = SearchWord.objects.filter(text__in=query.words).values_list("text", "pk")
    found, fragments = {text: [key] for text, key in known}, query.fragments
    if not fragments:
        return found
    holds = reduce(or_, (holds_q("text", fragment) for fragment in sorted(fragments)))
    for fragment in fragments:
        found.pop(fragment, None)
    for text, key in SearchWord.objects.filter(holds).order_by("text").values_list("text", "pk"):
        for fragment in fragments:
            if fragment in text:
                found.setdefault(fragment, []).append(key)
    return found


def results(found: Hits) -> list[Result]:
    """Hits as they are shown, in the same order: one query, and one to three for addresses of a kind."""
    rows = SearchDocument.objects.in_bulk([hit.pk for hit in found.hits])
    addresses = _addresses(found.hits)
    return [
        _result(rows[hit.pk], addresses[hit.kind, hit.object_id], found.query)
        for hit in found.hits
        # What was withdrawn between the two queries.
        if hit.pk in rows and (hit.kind, hit.object_id) in addresses
    ]


def _addresses(hits: list[Hit]) -> dict[tuple[str, int], str]:
    """Addresses by kind and key; those of pages, of whatever kind, in one query."""
    found: dict[tuple[str, int], str] = {}
    for source in DISTINCT:
        wanted = {hit.object_id: hit.kind for hit in hits if source.tells_of(hit.kind, hit.object_id)}
        if wanted:
            found |= {(wanted[key], key): told for key, told in source.addresses(wanted).items()}
    return found


def _result(row: SearchDocument, address: str, query: Query) -> Result:
    return Result(
        kind=Found(row.kind),
        title=marked(row.title, query),
        excerpt=excerpt(row.body, query),
        place=marked(row.place, query),
        day=row.day,
        address=address,
    )
