"""What somebody may have meant where nothing was found."""

from geo.resolver.slips import near
from thai.words import is_thai, runs

from ..models import SearchOccurrence, SearchWord
from .lookup import documents
from .query import Query

# So many words that are near are looked at.
NEAREST = 20


def suggestion(query: Query) -> str:
    """What was asked, with words that stand in no title replaced by the nearest one that does.

    "" where all stand in one, or none is near. Titles are those that everybody may see. Two queries.
    """
    asked = [run[0] for run in runs(query.key) if is_thai(run[0])]
    if not asked:
        return ""
    words = dict(SearchWord.objects.values_list("text", "pk"))
    nearest = {word: [word, *_near(word, words)] for word in asked}
    keys = {words[meant] for of_one in nearest.values() for meant in of_one if meant in words}
    seen = SearchOccurrence.objects.filter(in_title=True, word__in=keys, document__in=documents())
    in_titles = set(seen.values_list("word", flat=True).distinct())
    mended = query.key
    for word, of_one in nearest.items():
        meant = next((one for one in of_one if words.get(one) in in_titles), word)
        mended = mended.replace(word, meant)
    return mended if mended != query.key else ""


def _near(word: str, words: dict[str, int]) -> list[str]:
    """Words that differ by few letters, the nearest first, of two alike in the order of the alphabet."""
    return [other for _distance, other in near(word, words, beyond=1)[:NEAREST]]
