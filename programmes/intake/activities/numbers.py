"""People, hours and money of a row."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from thai.amounts import Count, amounts_in, parse_baht, parse_count
from thai.digits import NumberError, parse_decimal
from thai.errors import excerpt

from ..known import OFF
from ..questions import Choice, QuestionKind
from .comparing import plain_baht
from .context import Context
from .drafts import Draft
from .states import status_in

WITHOUT = "without"
BUDGET = "budget"
PLANNED, SPENT = "planned", "spent"
MOST_AMOUNTS = 4  # to choose from, where a cell holds several
_QUARTER = Decimal("0.25")


def read_people(draft: Draft, context: Context) -> None:
    """How many were expected and how many came; what is no number is left out only if the user says so."""
    draft.planned = _count("planned", draft, context)
    draft.came = _count("came", draft, context)
    women = _count("women", draft, context) if draft.row["women"] else None
    if draft.came and women and draft.came.women is None and women.number <= draft.came.number:
        came = draft.came
        draft.came = Count(came.number, women.number, came.estimated, came.lower, came.upper)
    for name, count in (("planned", draft.planned), ("came", draft.came)):
        if count and (count.lower is not None or count.upper is not None):
            draft.note(
                _("ช่อง %(label)s: “%(text)s” นับ %(number)s คน (ประมาณ)")
                % {"label": draft.label(name), "text": draft.row[name], "number": count.number}
            )


def _count(name: str, draft: Draft, context: Context) -> Count | None:
    text = draft.row[name]
    if name == "came" and status_in(text) in OFF:
        return None
    try:
        return context.once("count", text, parse_count)
    except NumberError as error:
        without = Choice(WITHOUT, _("นำเข้าโดยไม่บอกจำนวนคน"))
        _ask_without(name, error, QuestionKind.COUNT, [without], draft, context)
        return None


def _ask_without(
    name: str,
    error: NumberError,
    kind: QuestionKind,
    choices: Iterable[Choice],
    draft: Draft,
    context: Context,
) -> str:
    """The answer that was chosen, "" while there is none."""
    words = _("ช่อง %(label)s: %(problem)s") % {"label": draft.label(name), "problem": error.message}
    return draft.ask(context, name, kind, words, choices, about=draft.row[name]).answer


def read_money(draft: Draft, context: Context) -> None:
    """Budgets by what their column says; a bare "งบ(บาท)" is the planned one unless told otherwise."""
    bare = _baht("budget", draft, context)
    spent = context.budget is not None and context.budget.answer == SPENT
    planned, used = (None, bare) if spent else (bare, None)
    draft.budget_planned = _first(_baht("budget_planned", draft, context), planned)
    draft.budget_spent = _first(_baht("budget_spent", draft, context), used)


def _first(*amounts: Decimal | None) -> Decimal | None:
    return next((amount for amount in amounts if amount is not None), None)


def _baht(name: str, draft: Draft, context: Context) -> Decimal | None:
    try:
        return context.once("baht", draft.row[name], parse_baht)
    except NumberError as error:
        if error.code == "negative":
            draft.refuse(name, error.message)
            return None
        offered = [
            Choice(f"{amount:f}", _("%(amount)s บาท") % {"amount": plain_baht(amount)})
            for amount in amounts_in(draft.row[name])[:MOST_AMOUNTS]
        ]
        choices = [*offered, Choice(WITHOUT, _("นำเข้าโดยไม่ใส่งบ"))]
        answer = _ask_without(name, error, QuestionKind.BUDGET, choices, draft, context)
        return Decimal(answer) if answer not in ("", WITHOUT) else None


def read_hours(draft: Draft, context: Context) -> None:
    """Hours of one day: the row's own, over several days shared out where that comes out even."""
    text = draft.row["hours"]
    if not text or not draft.days:
        return
    try:
        total = context.once("hours", text, parse_decimal)
    except NumberError:
        total = Decimal(-1)
    if total is None:
        return
    hours = total / len(draft.days)
    if not 0 < hours <= 24 or hours % _QUARTER:
        draft.note(
            _("ช่อง %(label)s: “%(text)s” แบ่งเป็นรายวันไม่ได้ ไม่ได้นำเข้าชั่วโมง")
            % {"label": draft.label("hours"), "text": excerpt(text)}
        )
        return
    draft.hours = hours.quantize(_QUARTER)
