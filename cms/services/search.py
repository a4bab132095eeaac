"""Keeps the documents of the search equal to what they tell of.

Whether a thing may be seen is asked with every search, so withdrawing needs no write; a document whose thing
is gone is found by nobody, and is cleared away.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import models, transaction

from thai.text import fold, search_key
from thai.words import VERSION, letter_key, undotted, words_of

from ..models import SearchDocument, SearchOccurrence, SearchWord
from ..search.entries import Entry
from ..search.sources import BATCH, SOURCES, Source

# So many rows are written, and so many words looked up, at a time.
OCCURRENCES, WORDS = 2_000, 2_000
KEY = ("kind", "language", "object_id")
KEPT = tuple(
    field.name
    for field in SearchDocument._meta.concrete_fields
    if field.name not in KEY and field.name != "id"
)


def bring_in_step() -> int:
    """Write down what is missing, changed, or was made by other rules, and clear away what is gone.

    Returns the number of documents that changed. Costs a read of everything, and a write of what changed.
    """
    changed = sum(write_down(source, source.rows()) for source in SOURCES)
    changed += _clear_away()
    SearchWord.objects.filter(occurrences=None).delete()
    return changed


def behind() -> int:
    """How many documents ``bring_in_step`` would write or clear away now. Costs a read of everything."""
    waiting = sum(
        len(_changed(source, batch)) for source in SOURCES for batch in _parts(source.rows(), BATCH)
    )
    return waiting + sum(gone.count() for gone in _gone())


def rebuild() -> int:
    """All documents anew, a part at a time, while the old ones are still found; returns their number."""
    SearchDocument.objects.update(made_with=0)
    return bring_in_step()


def write_down(source: Source, rows: Iterable[Any]) -> int:
    """Make the documents of rows of a source say what the rows say now, in all their languages.

    Returns the number of documents that changed. Rows that stand as they are cost a read.
    """
    return sum(_write(_changed(source, batch)) for batch in _parts(rows, BATCH))


def forget(source: Source, key: int) -> None:
    """A row is gone, and what it said."""
    SearchDocument.objects.filter(kind=source.kind, object_id=key).delete()


def _changed(source: Source, rows: Iterable[Any]) -> list[SearchDocument]:
    made = {
        (language, row.pk): _document(source, row.pk, language, entry)
        for row in rows
        for language, entry in source.entries(row).items()
    }
    there = SearchDocument.objects.filter(kind=source.kind, object_id__in={key for _language, key in made})
    kept = {(language, key): values for language, key, *values in there.values_list(*KEY[1:], *KEPT)}
    return [
        document
        for key, document in made.items()
        if kept.get(key) != [getattr(document, name) for name in KEPT]
    ]


def _document(source: Source, key: int, language: str, entry: Entry) -> SearchDocument:
    title = undotted(letter_key(fold(entry.title)))
    whole = undotted(letter_key(_joined((entry.title, *entry.texts, *entry.beside))))
    return SearchDocument(
        kind=source.kind,
        language=language,
        object_id=key,
        made_with=VERSION,
        day=entry.day,
        title=fold(entry.title),
        place=fold(entry.place),
        heading=search_key(title),
        text=search_key(whole),
        body=_joined(entry.texts),
    )


def _write(documents: list[SearchDocument]) -> int:
    if not documents:
        return 0
    # Cut first, since the database is locked from here on.
    words = [_words(document) for document in documents]
    with transaction.atomic():
        SearchDocument.objects.bulk_create(
            documents, update_conflicts=True, unique_fields=KEY, update_fields=KEPT
        )
        keys = _word_keys({word for of_one in words for word in of_one})
        SearchOccurrence.objects.filter(document__in=documents).delete()
        SearchOccurrence.objects.bulk_create(
            (
                SearchOccurrence(document=document, word_id=keys[word], in_title=in_title)
                for document, of_one in zip(documents, words, strict=True)
                for word, in_title in of_one.items()
            ),
            batch_size=OCCURRENCES,
        )
    return len(documents)


def _words(document: SearchDocument) -> dict[str, bool]:
    """Words of a document, and whether each stands in its title."""
    return dict.fromkeys(words_of(document.text), False) | dict.fromkeys(words_of(document.heading), True)


def _word_keys(words: set[str]) -> dict[str, int]:
    """Keys of words, which are made where they are new."""
    found = {text: key for part in _parts(words, WORDS) for text, key in _known(part)}
    new = sorted(words - found.keys())
    SearchWord.objects.bulk_create((SearchWord(text=word) for word in new), ignore_conflicts=True)
    return found | {text: key for part in _parts(new, WORDS) for text, key in _known(part)}


def _known(words: Iterable[str]) -> models.QuerySet:
    return SearchWord.objects.filter(text__in=words).values_list("text", "pk")


def _parts(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Rows, so many at a time."""
    rows = iter(rows)
    while part := list(islice(rows, size)):
        yield part


def _joined(texts: Iterable[str]) -> str:
    """Texts one after the other, each folded, with a dot between."""
    return " · ".join(folded for text in texts if (folded := fold(text)))


def _clear_away() -> int:
    """Documents of what is gone."""
    number = 0
    for gone in _gone():
        number += gone.count()
        gone.delete()
    return number


def _gone() -> Iterator[models.QuerySet]:
    """Documents of what is gone, kind by kind."""
    for kind in {source.kind for source in SOURCES}:
        gone = SearchDocument.objects.filter(kind=kind)
        for source in SOURCES:
            if source.kind == kind:
                gone = gone.exclude(object_id__in=source.keys())
        yield gone
