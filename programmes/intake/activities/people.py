"""How many people a row speaks of: all of them, and of them men and women, each in a column or in one."""

from dataclasses import replace

from django.utils.translation import gettext as _

from thai.amounts import Count, counts_in
from thai.digits import NumberError
from thai.errors import excerpt

from ..questions import Choice, QuestionKind
from ..remarked import parse_remarked
from .comparing import said_count
from .context import Context
from .drafts import Draft
from .states import is_off, may_be_off

WITHOUT = "without"
MOST_NUMBERS = 4  # to choose from, where a cell holds several
# The column of all, of men, and of women.
_STAGES = {"planned": ("planned", "planned_men", "planned_women"), "came": ("came", "men", "women")}


def read_people(draft: Draft, context: Context) -> None:
    """How many were expected and how many came, with the women among them.

    What is no number is left out only if the user says so; so is a total that its men and women contradict.
    """
    said = draft.row["came"]
    draft.planned = None if is_off(draft.row["planned"]) else _settled("planned", draft, context)
    draft.came = None if is_off(said) or may_be_off(said) else _settled("came", draft, context)
    for name, count in (("planned", draft.planned), ("came", draft.came)):
        if count and (count.lower is not None or count.upper is not None):
            draft.note(
                _("ช่อง %(label)s: “%(text)s” นับ %(number)s คน (ประมาณ)")
                % {"label": draft.label(name), "text": draft.row[name], "number": count.number}
            )


def _settled(name: str, draft: Draft, context: Context) -> Count | None:
    """All, with the women among them, from up to three columns."""
    all_column, men_column, women_column = _STAGES[name]
    asked = len(draft.result.questions)
    men, women = _count(men_column, draft, context), _count(women_column, draft, context)
    both = _sum(men, women) if men and women else None
    try:
        told = _read(all_column, draft, context)
    except NumberError as error:
        if both is None:
            return _asked(all_column, error, draft, context)
        draft.note(_("%(problem)s ใช้ชายรวมกับหญิง") % {"problem": error.message})
        return both
    if len(draft.result.questions) > asked:  # men or women cannot be read: that comes first
        return told
    if told is None:
        return both or _alone(name, men, women, draft, context)
    if both and told.number == both.number and told.women in (None, both.women):
        return replace(told, women=both.women)
    if both is None and (fitting := _with(told, men, women)):
        return fitting
    return _contradicted(name, told, both, men, women, draft, context)


def _sum(men: Count, women: Count) -> Count:
    return Count(men.number + women.number, women.number, men.estimated or women.estimated)


def _with(told: Count, men: Count | None, women: Count | None) -> Count | None:
    """All with what one of the two columns adds; None where it contradicts."""
    if men is None and women is None:
        return told
    number = women.number if women else told.number - men.number
    if men and told.estimated:
        return told  # of about 20 nobody can tell how many are left
    return (
        replace(told, women=number) if 0 <= number <= told.number and told.women in (None, number) else None
    )


def _read(name: str, draft: Draft, context: Context) -> Count | None:
    """The count in a cell; a remark in brackets behind it is left out and told. Raises NumberError."""
    text = draft.row[name]
    count, shortened = context.once("count", text, parse_remarked)
    if not shortened:
        return count
    said = {"label": draft.label(name), "text": excerpt(text), "number": count.number}
    draft.note(_("ช่อง %(label)s: “%(text)s” นับ %(number)s คน") % said)
    return count


def _count(name: str, draft: Draft, context: Context) -> Count | None:
    try:
        return _read(name, draft, context)
    except NumberError as error:
        return _asked(name, error, draft, context)


def _asked(name: str, error: NumberError, draft: Draft, context: Context) -> Count | None:
    """The number that was chosen among those of the cell; None while there is none."""
    offered = [_choice(Count(number)) for number in counts_in(draft.row[name])[:MOST_NUMBERS]]
    words = _("ช่อง %(label)s: %(problem)s") % {"label": draft.label(name), "problem": error.message}
    return _answered(name, words, offered, draft.row[name], draft, context)


def _alone(name: str, men: Count | None, women: Count | None, draft: Draft, context: Context) -> Count | None:
    """Only men, or only women, and no number of all: were there no others?"""
    found = men or women
    if not found or not found.number:
        return None
    column = _STAGES[name][1 if men else 2]
    alone = Count(found.number, 0 if men else found.number, found.estimated)
    words = _("ช่อง %(label)s: %(number)s คน แต่ไม่ได้บอกว่าทั้งหมดกี่คน") % {
        "label": draft.label(column),
        "number": found.number,
    }
    return _answered(name, words, [_choice(alone)], f"{column} {draft.row[column]}", draft, context)


def _contradicted(
    name: str,
    told: Count,
    both: Count | None,
    men: Count | None,
    women: Count | None,
    draft: Draft,
    context: Context,
) -> Count | None:
    """All of them are not what men and women make: which number holds?"""
    parts = [
        _("ช่อง %(label)s: %(number)s คน") % {"label": draft.label(column), "number": count.number}
        for column, count in zip(_STAGES[name], (told, men, women), strict=True)
        if count
    ]
    words = _("%(numbers)s ไม่ตรงกัน จำนวนไหนถูก") % {"numbers": " · ".join(parts)}
    offered = [_choice(count) for count in (both, Count(told.number)) if count]
    return _answered(name, words, offered, words, draft, context)


def _choice(count: Count) -> Choice:
    """ "25/15": 25 people, of whom 15 women; "24": nobody told how many women."""
    value = str(count.number) if count.women is None else f"{count.number}/{count.women}"
    return Choice(value, _("%(count)s คน") % {"count": said_count(count.number, count.women, False)})


def _answered(
    name: str, words: str, offered: list[Choice], about: str, draft: Draft, context: Context
) -> Count | None:
    without = Choice(WITHOUT, _("นำเข้าโดยไม่บอกจำนวนคน"))
    hint = "" if offered else _("หรือแก้ในไฟล์เป็นตัวเลขอย่างเดียว เช่น 30 แล้วส่งใหม่")
    question = draft.ask(
        context, name, QuestionKind.COUNT, words, [*offered, without], about=about, hint=hint
    )
    if question.answer in ("", WITHOUT):
        return None
    number, _slash, women = question.answer.partition("/")
    return Count(int(number), int(women) if women else None)
