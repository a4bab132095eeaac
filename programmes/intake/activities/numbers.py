"""Hours and money of a row."""

from decimal import Decimal

from django.utils.translation import gettext as _

from thai.amounts import amounts_in, parse_baht
from thai.digits import NumberError, parse_decimal
from thai.errors import excerpt

from ..questions import Choice, QuestionKind
from .comparing import plain_baht
from .context import Context
from .drafts import Draft
from .states import is_off

WITHOUT = "without"
BUDGET = "budget"
PLANNED, SPENT = "planned", "spent"
MOST_AMOUNTS = 4  # to choose from, where a cell holds several
_QUARTER = Decimal("0.25")


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
    if is_off(draft.row[name]):
        return None
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
        words = _("ช่อง %(label)s: %(problem)s") % {"label": draft.label(name), "problem": error.message}
        question = draft.ask(
            context,
            name,
            QuestionKind.BUDGET,
            words,
            choices,
            about=draft.row[name],
            hint="" if offered else _("หรือแก้ในไฟล์เป็นตัวเลขอย่างเดียว เช่น 15000 แล้วส่งใหม่"),
        )
        return Decimal(question.answer) if question.answer not in ("", WITHOUT) else None


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
