"""What is asked, as it is drawn: cards under headings, few enough for a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from ...intake.asked import Asked, Card, by_kind, cards_of, row_numbers
from ...intake.verdicts import Plan

MOST_CARDS = 40
ROWS_ALONE = 100  # rows of a card that has the page for itself
ROWS_BESIDE = 20  # rows of a card among others
MOST_OPTIONS = 3_000  # answers to choose from, row by row, on one page


@dataclass(frozen=True)
class Drawn:
    """A card, and those of its rows that may be answered here one by one; ``number`` counts the cards."""

    card: Card
    number: int
    asked: Sequence[Asked]
    rows: list[tuple[str, str, int]]
    hint: str

    @property
    def more(self) -> int:
        """Rows that are answered one by one on the card's own page."""
        return len(self.card.asked) - len(self.asked)


def questions_of(plan: Plan, *, only: str, page: str | None) -> dict[str, Any]:
    """The cards of a page, those that are open first; ``only`` is the key of the one to show alone."""
    cards = cards_of(plan)
    alone = next((card for card in cards if card.key == only), None)
    rows: Page | None = None
    if alone:
        rows = Paginator(alone.asked, ROWS_ALONE).get_page(page)
        drawn = [_drawn(alone, 1, rows.object_list)]
    else:
        chosen = {id(card) for card in sorted(cards, key=lambda card: not card.is_open)[:MOST_CARDS]}
        drawn = _within_bounds([card for card in cards if id(card) in chosen])
    by_card = {id(item.card): item for item in drawn}
    headed = by_kind(item.card for item in drawn)
    answered = sum(not card.is_open for card in cards)
    return {
        "sections": [(heading, [by_card[id(card)] for card in found]) for heading, found in headed],
        "alone": alone,
        "card_rows": rows,
        "asked_number": len(cards),
        "answered_number": answered,
        "open_number": sum(card.is_open and not card.first.optional for card in cards),
        "more_questions": 0 if alone else max(0, len(cards) - MOST_CARDS),
    }


def _within_bounds(cards: Sequence[Card]) -> list[Drawn]:
    left, drawn = MOST_OPTIONS, []
    for number, card in enumerate(cards, start=1):
        room = min(ROWS_BESIDE, left // (len(card.choices) + 1))
        asked = card.asked[:room] if card.several else card.asked
        left -= len(asked) * (len(card.choices) + 1) if card.several else 0
        drawn.append(_drawn(card, number, asked))
    return drawn


def _drawn(card: Card, number: int, asked: Sequence[Asked]) -> Drawn:
    hints = {one.question.hint for one in card.asked} or {card.first.hint}
    return Drawn(card, number, asked, row_numbers(card.rows), hints.pop() if len(hints) == 1 else "")
