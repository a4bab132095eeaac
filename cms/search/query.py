"""Reads what somebody typed into a search field.

A query is a list of terms, all of which must be met, wherever they stand. A term has forms, the best first: a
word of the dictionary or the letters as they were typed, and, for a province's nickname, an abbreviation, or
another name of an issue or method, the full name. A year is met in either calendar. Only where nothing is
found, the words of a long term may stand apart, and words are looked for inside other words. What stands in
quotes is one term that must stand so. Typing slips, capitals and Thai digits make no difference, and no
character has a meaning of its own but the quotation mark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from geo.resolver import is_place
from thai.dates import BE_OFFSET
from thai.text import fold, search_key
from thai.words import cut, is_abbreviation, is_thai, is_word, letter_key, parts_of, runs, stem, undotted

from .synonyms import Synonyms

LONGEST = 200
MOST_TERMS = 12
# Inside another word fewer letters are mostly chance: ชา in ป่าชายเลน.
LONG_ENOUGH = 4
# Years of this time; of each the other calendar's number is looked for too.
CE_YEARS, BE_YEARS = range(1900, 2101), range(2443, 2644)
# Two digits that are years in what people write: 2560 to 2564.
SHORT_YEARS = range(60, 65)
# Too common to look for where anything else is asked.
SMALL_WORDS = frozenset(
    (
        "ที่", "ใน", "ของ", "และ", "กับ", "การ", "ความ", "เป็น", "มี", "ให้", "ได้", "จะ", "ไป", "มา", "จาก", "โดย",
        "คือ", "ว่า", "นี้", "นั้น", "หรือ", "แล้ว", "ด้วย", "เพื่อ", "ต่อ",
        "a", "an", "and", "are", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with",
    )
)  # fmt: skip

_QUOTED = re.compile(r"[\"“”„‟«»]([^\"“”„‟«»]*)[\"“”„‟«»]")
_LEVEL_MARK = re.compile(r"(?<![ก-๎])[ตอจ]\.\s*")
_LEVEL_WORD = re.compile(r"^(?:ตำบล|แขวง|อำเภอ|เขต|จังหวัด)")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a term is met: all ``words`` stand in a text, and all ``phrases`` letter by letter.

    ``parts`` are the words that phrases are made of: only what holds them all is read letter by letter.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[str, ...]:
        """All words that have to stand in the document."""
        return (*self.words, *self.parts)


@dataclass(frozen=True, slots=True)
class Term:
    """What must be met, in one of its forms; where nothing meets the query, in one of its ``looser`` forms.

    A ``fragment`` is met by any word that holds it.
    """

    forms: tuple[Form, ...]
    looser: tuple[Form, ...] = ()
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """``asked`` as it is shown again, ``key`` as titles are compared with it, and the terms."""

    asked: str
    key: str
    terms: tuple[Term, ...]

    @property
    def words(self) -> set[str]:
        """All words of all forms."""
        return {word for term in self.terms for form in term.forms for word in form.needed}

    @property
    def fragments(self) -> set[str]:
        """Words that are met by other words that hold them: those of terms whose best form says so."""
        return {term.fragment for term in self.terms if term.fragment}

    def loosened(self) -> "Iterator[Query]":
        """Looser readings, for a query that finds nothing: words apart, then words inside words."""
        for loosen in (_apart, _inside):
            terms = tuple(map(loosen, self.terms))
            if terms != self.terms:
                yield Query(self.asked, self.key, terms)


def read_query(text: str, synonyms: Synonyms) -> Query:
    """The query in a text; no more than ``LONGEST`` letters and ``MOST_TERMS`` terms are looked at."""
    asked = fold(_SURROGATES.sub("", text[: LONGEST * 4]))[:LONGEST].strip()
    # Cutting may have left half a letter.
    asked = fold(asked)
    key = search_key(undotted(letter_key(asked)))
    terms = list(_phrases(asked))
    terms += _terms(_QUOTED.sub(" ", asked), synonyms)
    return Query(asked, key, tuple(dict.fromkeys(terms))[:MOST_TERMS])


def _phrases(asked: str) -> Iterator[Term]:
    for quoted in _QUOTED.findall(asked):
        if phrase := search_key(undotted(letter_key(quoted))):
            yield Term((_letters(phrase),))


def _terms(text: str, synonyms: Synonyms) -> list[Term]:
    """Terms of what stands outside of quotes; another name may be several words long."""
    key = search_key(_LEVEL_MARK.sub(" ", undotted(letter_key(text))))
    if official := synonyms.official(key):
        return [_with_official(_words_of(key) or [Term((_letters(key),))], official)]
    found = [term for piece in key.split() for term in _terms_of(piece, synonyms)]
    telling = [term for word, term in found if word not in SMALL_WORDS]
    return telling or [term for _word, term in found]


def _words_of(key: str) -> list[Term]:
    return [term for run in runs(key) if (term := _term(run[0]))]


def _terms_of(piece: str, synonyms: Synonyms) -> Iterator[tuple[str, Term]]:
    for run in runs(piece):
        word = _LEVEL_WORD.sub("", run[0])
        if word == run[0] or not (is_place(word) or synonyms.official(word)):
            word = run[0]
        if term := _term(word):
            official = synonyms.official(word)
            yield word, _with_official([term], official) if official else term


def _with_official(terms: list[Term], official: tuple[str, ...]) -> Term:
    """One term that is met by what was typed, all of it, or by an official name."""
    typed = terms[0].forms if len(terms) == 1 else (_all_of(terms),)
    looser = terms[0].looser if len(terms) == 1 else ()
    return Term((*typed, *(_all_of(_words_of(name)) for name in official)), looser)


def _all_of(terms: list[Term]) -> Form:
    """All terms at once, each in its best form."""
    best = [term.forms[0] for term in terms]
    joined = (
        tuple(dict.fromkeys(chain.from_iterable(getattr(form, name) for form in best)))
        for name in ("words", "phrases", "parts")
    )
    return Form(*joined)


def _letters(phrase: str) -> Form:
    return Form(phrases=(phrase,), parts=tuple(parts_of(phrase)))


def _term(word: str) -> Term | None:
    """A run of letters or digits as a term; None for what is too short to say anything."""
    if word.isdecimal():
        return Term(tuple(Form(words=(year,)) for year in _calendars(word)))
    if not is_thai(word):
        return Term((Form(words=(stem(word),)),))
    if len(word) == 1:
        return None
    if is_word(word) or is_abbreviation(word):
        return Term((Form(words=(word,)),))
    parts = cut(word)
    telling = tuple(part for part in parts if part not in SMALL_WORDS)
    # A name of a place is no sum of words: ท่า, ขอน and ยาง far from each other are not ท่าขอนยาง.
    if telling and all(map(is_word, parts)) and not is_place(word):
        return Term((_letters(word),), looser=(Form(words=telling),))
    return Term((_letters(word),))


def _calendars(number: str) -> tuple[str, ...]:
    """A number, and where it may be a year the same year of the other calendar."""
    year = int(number)
    if len(number) == 4 and year in BE_YEARS:
        return number, str(year - BE_OFFSET)
    if len(number) == 4 and year in CE_YEARS:
        return number, str(year + BE_OFFSET)
    if len(number) == 2 and year in SHORT_YEARS:
        return number, str(2500 + year), str(2500 + year - BE_OFFSET)
    return (number,)


def _apart(term: Term) -> Term:
    return Term((*term.forms, *term.looser))


def _inside(term: Term) -> Term:
    best = term.forms[0]
    letters = (best.phrases or best.words)[0]
    if len(best.phrases or best.words) > 1 or len(letters) < LONG_ENOUGH or " " in letters:
        return _apart(term)
    # The last word may be one that was not typed to its end.
    unfinished = Form(phrases=(letters,), parts=best.parts[:-1])
    inside = Form(phrases=(letters,), parts=(letters,))
    further = (*([unfinished] if unfinished.parts else []), *term.forms[1:], *term.looser)
    return Term((inside, *further), fragment=letters)
