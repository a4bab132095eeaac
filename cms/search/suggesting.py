"""What somebody may have meant where nothing was found."""

from geo.resolver.slips import near
from thai.words import is_thai, runs

from ..models import SearchOccurrence, SearchWord
from .lookup import documents
from .query import Query


def suggestion(query: Query) -> str:
    """What was asked, with words that stand in no title replaced by the nearest one that does.

    "" where all stand in one, or none is near. Titles are those that everybody may see. One query.
    """
    in_titles = SearchOccurrence.objects.filter(in_title=True, document__in=documents())
    known = sorted(SearchWord.objects.filter(pk__in=in_titles.values("word")).values_list("text", flat=True))
    mended = query.key
    for run in runs(query.key):
        if is_thai(run[0]) and run[0] not in known and (meant := _nearest(run[0], known)):
            mended = mended.replace(run[0], meant)
    return mended if mended != query.key else ""


def _nearest(word: str, known: list[str]) -> str:
    """The first of the words that differ by the fewest letters; "" where none is near enough."""
    rows = near(word, known)
    return rows[0][1] if rows else ""
