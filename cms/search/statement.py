"""The one statement that finds, ranks and counts; it means the same on SQLite and PostgreSQL.

Written in SQL, since a query set asks the same subqueries again for the filter and for each part of the
score, and brings thousands of rows out of the database to show a few. Who sees what is told by a query set.
Letters are found by their bytes (instr, strpos), whole numbers and days decide the order: nothing that the
two databases know better than each other. What must be met together is counted, not joined: a join takes
seconds where PostgreSQL has no statistics to guess by.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from ..choices import Found
from ..models import SearchDocument, SearchOccurrence
from .query import Form, Query, Term

# Keys of words by their text; a fragment has those of all words that hold it.
Vocabulary = dict[str, list[int]]
# A piece of SQL and what fills its places.
Piece = tuple[str, list[object]]

# What a term is worth: met in the title by its best form or by another one, or only in the text.
IN_TITLE, IN_TITLE_OTHERWISE, IN_TEXT = 4, 3, 1
# What it is worth that the title is, or holds, all that was asked.
IS_TITLE, HOLDS_ALL = 16, 4

_OCCURRENCE, _DOCUMENT = (model._meta.db_table for model in (SearchOccurrence, SearchDocument))


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many of the best of each kind, and of one kind those behind the first ``skipped`` up to ``last``."""

    of_each: int
    kind: str = ""
    skipped: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found: ``place`` counts from 1 among the ``number`` that were found of its kind."""

    pk: int
    kind: Found
    object_id: int
    score: int
    number: int
    place: int


def hits(query: Query, words: Vocabulary, visible: QuerySet, wanted: Wanted) -> list[Hit]:
    """Documents that everybody may see in which every term is met in one of its forms, best first.

    ``visible``: those that everybody may see. One query; none where a term has no form whose words are known.
    """
    terms = [list(_forms(term, words)) for term in query.terms]
    if not all(terms):
        return []
    # With one form a term, and one key a word, no document is met twice.
    once = not query.fragments and all(len(forms) == 1 for forms in terms)
    sql, values = _statement(terms, query.key, visible, wanted, once=once)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Hit(pk, Found(kind), *numbers) for pk, kind, *numbers in cursor.fetchall()]


def _statement(
    terms: list[list[Piece]], asked: str, visible: QuerySet, wanted: Wanted, *, once: bool
) -> Piece:
    of_terms, of_forms = _of_terms(terms, once=once)
    seen, of_seen = visible.order_by().values_list("pk").query.sql_with_params()
    of_kind = "OVER (PARTITION BY kind ORDER BY score DESC, day DESC NULLS LAST, object_id)"
    sql = f"""
        WITH
        of_terms AS ({of_terms}),
        found AS MATERIALIZED (
            SELECT document, SUM(worth) AS worth FROM of_terms GROUP BY document HAVING COUNT(*) = %s
        ),
        visible (id) AS ({seen}),
        met AS (
            SELECT document, SUM(worth) AS worth
            FROM (
                SELECT document, worth FROM found
                UNION ALL SELECT id, 0 FROM visible WHERE EXISTS (SELECT 1 FROM found)
            ) AS both_ways
            GROUP BY document HAVING COUNT(*) = 2
        ),
        scored AS (
            SELECT id, kind, object_id, day, worth
                + CASE WHEN heading = %s THEN {IS_TITLE} ELSE 0 END
                + CASE WHEN {_position("heading")} > 0 THEN {HOLDS_ALL} ELSE 0 END AS score
            FROM met JOIN {_DOCUMENT} ON id = document
        ),
        placed AS (
            SELECT id, kind, object_id, score,
                COUNT(*) OVER (PARTITION BY kind) AS number, ROW_NUMBER() {of_kind} AS place
            FROM scored
        )
        SELECT id, kind, object_id, score, number, place FROM placed
        WHERE place <= %s OR (kind = %s AND place > %s AND place <= %s)
        ORDER BY score DESC, kind, place
    """
    in_place = [wanted.of_each, wanted.kind, wanted.skipped, wanted.last]
    return sql, [*of_forms, len(terms), *of_seen, asked, asked, *in_place]


def _of_terms(terms: list[list[Piece]], *, once: bool) -> Piece:
    """Which term is met in which document, and what that is worth by the best of its forms."""
    forms = [
        (f"SELECT {number} AS term, document, worth FROM ({sql}) AS form", values)
        for number, of_term in enumerate(terms)
        for sql, values in of_term
    ]
    sql = " UNION ALL ".join(sql for sql, _values in forms)
    if not once:
        sql = f"SELECT term, document, MAX(worth) AS worth FROM ({sql}) AS forms GROUP BY term, document"
    return sql, [value for _sql, values in forms for value in values]


def _forms(term: Term, words: Vocabulary) -> Iterator[Piece]:
    """For each form whose words are known a query for the documents that meet it, and what that is worth."""
    for place, form in enumerate(term.forms):
        if form.needed and all(word in words for word in form.needed):
            worth = IN_TITLE_OTHERWISE if place else IN_TITLE
            yield _form(form, [words[word] for word in form.needed], worth)


def _form(form: Form, keys: list[list[int]], worth: int) -> Piece:
    """Documents that hold all the words, each by one of its keys, and all the phrases."""
    sql, values = _holding_all(keys)
    read, condition, in_heading = "", "", ""
    if form.phrases:
        read = f" JOIN {_DOCUMENT} AS text ON text.id = document"
        condition = f" WHERE {_all_stand_in('text.text', form.phrases)}"
        in_heading = f" AND {_all_stand_in('text.heading', form.phrases)}"
        values = [*form.phrases, *values, *form.phrases]
    worth_of_it = f"CASE WHEN titled = 1{in_heading} THEN {worth} ELSE {IN_TEXT} END"
    return f"SELECT document, {worth_of_it} AS worth FROM ({sql}) AS holding{read}{condition}", values


def _holding_all(keys: list[list[int]]) -> Piece:
    """Documents that hold each word by one of its keys; ``titled`` is 1 where all stand in the title."""
    words = [
        f"SELECT {number} AS word, document_id AS document, CASE WHEN in_title THEN 1 ELSE 0 END AS titled"
        f" FROM {_OCCURRENCE} WHERE word_id IN ({_places(of_word)})"
        for number, of_word in enumerate(keys)
    ]
    values: list[object] = [key for of_word in keys for key in of_word]
    if len(words) == 1:
        return words[0], values
    holding = " UNION ALL ".join(words)
    if any(len(of_word) > 1 for of_word in keys):
        holding = (
            f"SELECT word, document, MAX(titled) AS titled FROM ({holding}) AS by_key GROUP BY word, document"
        )
    return (
        f"SELECT document, MIN(titled) AS titled FROM ({holding}) AS by_word"
        f" GROUP BY document HAVING COUNT(*) = {len(keys)}",
        values,
    )


def _all_stand_in(column: str, phrases: Iterable[str]) -> str:
    return " AND ".join(f"{_position(column)} > 0" for _phrase in phrases)


def _position(column: str) -> str:
    """Where letters stand in a column, from 1 on; 0 where they do not."""
    return f"strpos({column}, %s)" if connection.vendor == "postgresql" else f"instr({column}, %s)"


def _places(values: Iterable[object]) -> str:
    return ", ".join("%s" for _value in values)
