"""Questions put together: one card for all that ask the same, answered once or row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _

from .questions import Choice, Question, QuestionKind
from .verdicts import Plan, RowResult

# After what is asked about the whole file; other kinds follow in their own order.
FIRST = (QuestionKind.GROUP, QuestionKind.PLACE, QuestionKind.PERSON, QuestionKind.METHOD)
MOST_NUMBERS = 6  # row numbers that are said; of more, the first half


@dataclass(frozen=True)
class Asked:
    """A question and the row that asks it."""

    question: Question
    row: RowResult


@dataclass
class Card:
    """What is asked once: ``key`` is what the answer is kept under, ``rows`` all that wait for it.

    ``asked`` are the questions of single rows; none when the question is about a table or the whole file.
    """

    key: str
    first: Question
    asked: list[Asked] = field(default_factory=list)
    rows: list[RowResult] = field(default_factory=list)
    open_number: int = 0

    @property
    def kind(self) -> QuestionKind:
        """What it is about."""
        return QuestionKind(self.first.kind)

    @property
    def text(self) -> str:
        """The question itself."""
        return self.first.text

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be answered."""
        return self.first.choices

    @property
    def of_file(self) -> bool:
        """Asked about a table or the whole file."""
        return self.first.row is None

    @property
    def is_open(self) -> bool:
        """Somebody still waits for an answer."""
        return self.open_number > 0

    @property
    def answer(self) -> str:
        """The answer for all that have none of their own."""
        if self.of_file:
            return self.first.answer
        shared = (asked.question.answer for asked in self.asked if not asked.question.apart)
        return next(filter(None, shared), "")

    @property
    def several(self) -> bool:
        """Several rows ask the same."""
        return len(self.asked) > 1


def cards_of(plan: Plan) -> list[Card]:
    """All cards: first those about the file, then by kind, in the order of the file."""
    cards: dict[str, Card] = {}
    for question in plan.questions:
        card = cards.setdefault(question.asked_as, Card(question.asked_as, question))
        card.open_number += question.is_open
    for row in plan.rows:
        for question in row.questions:
            if question.row is not None:
                card = cards.setdefault(question.asked_as, Card(question.asked_as, question))
                card.asked.append(Asked(question, row))
                card.open_number += question.is_open
        for key in dict.fromkeys(question.asked_as for question in row.questions):
            if key in cards:
                cards[key].rows.append(row)
    return sorted(cards.values(), key=_order)


def open_cards(plan: Plan) -> int:
    """How many cards hold something up."""
    return sum(card.is_open and not card.first.optional for card in cards_of(plan))


def by_kind(cards: Iterable[Card]) -> Iterator[tuple[str, list[Card]]]:
    """Cards under their headings."""
    for heading, found in groupby(cards, key=_heading):
        yield heading, list(found)


def row_numbers(rows: list[RowResult]) -> list[tuple[str, str, int]]:
    """By sheet: its name, numbers of rows as they are said ("6, 8, 12"), and how many more there are."""
    found = []
    for sheet, of_sheet in groupby(rows, key=lambda row: row.sheet):
        numbers = list(dict.fromkeys(row.row for row in of_sheet))
        shown = numbers if len(numbers) <= MOST_NUMBERS else numbers[: MOST_NUMBERS // 2]
        found.append((sheet, ", ".join(map(str, shown)), len(numbers) - len(shown)))
    return found


def _heading(card: Card) -> str:
    return _("ทั้งไฟล์") if card.of_file else str(card.kind.label)


def _rank(card: Card) -> int:
    if card.of_file:
        return -1
    return FIRST.index(card.kind) if card.kind in FIRST else len(FIRST)


def _order(card: Card) -> tuple[int, int]:
    # What is asked about the file stays in its own order.
    return _rank(card), -1 if card.of_file else QuestionKind.values.index(card.kind.value)
