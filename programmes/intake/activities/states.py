"""Whether an activity of the list took place, is still to come, was put off or called off."""

import re
from datetime import date
from functools import cache, lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from thai.dates import DateError, find_days, parse_date
from thai.errors import excerpt
from thai.text import fold

from ...choices import ActivityStatus as Status
from ..headers import label_key
from ..questions import Choice, QuestionKind
from .columns import REPORT
from .context import Context
from .days import SKIP, shown_days
from .drafts import Draft
from .puttingoff import parted

HELD = "held"
# Said of the activity, not of its hour, of ranks or of people; "เลื่อนมาจาก" may be said of one that was held.
_PUT_OFF = r"เลื่อน(?!เวลา|ขั้น|ชั้น|ตำแหน่ง|ระดับ|ฐานะ|ยศ|ลำดับ|ลอย|(?:มา|ขึ้นมา)?จาก)"
_CALLED_OFF = r"ยกเลิก(?!เวลา)|ไม่ได้จัด|งดจัด|งดกิจกรรม"
_OF_IT = r"(?:(?:งาน|กิจกรรม|เวที|โครงการ)\s*)?(?:(?:ขอ|ถูก|ต้อง|มีการ|แจ้ง)\s*)?"
_POSTPONED = re.compile(
    rf"{_OF_IT}{_PUT_OFF}\s*(?P<rest>.*)|postponed\b\s*(?P<english>.*)", re.DOTALL | re.IGNORECASE
)
_CANCELLED = re.compile(rf"{_OF_IT}(?:{_CALLED_OFF})|cancelled", re.IGNORECASE)
_AROUND = " ()（）[]*!.:;-–—\"'“”"
# Words that may say so anywhere: asked about where nobody is counted.
_MAY_BE_OFF = re.compile(
    r"(?<!ไม่)(?<!ไม่ได้)(?<!ไม่มีการ)เลื่อน(?!เวลา|ขั้น|ชั้น|ตำแหน่ง|ระดับ|ฐานะ|ยศ|ลำดับ|ลอย)|(?<!ไม่)(?<!ไม่ได้)ยกเลิก(?!เวลา)|"
    r"ไม่ได้จัด|งดจัด|งดกิจกรรม|จัดไม่ได้|จัดไม่สำเร็จ|ไม่สามารถจัด|ไม่ได้ดำเนินการ|postponed|cancelled",
    re.IGNORECASE,
)
_NOT_HELD = re.compile("ไม่ได้ดำเนินการ|ไม่สามารถจัด|ไม่สามารถดำเนินการ|จัดไม่ได้|จัดไม่สำเร็จ")
# Columns of other things in which it may be written all the same.
BESIDES = ("method", "planned", "budget", "budget_planned", "budget_spent")
# Among results only this: "เลื่อน" may begin many a word there.
_SAYS_OFF = re.compile(r"(?:ขอ)?(?:เลื่อน|ยกเลิก)(?:$|\s|เป็น|ไป|ออก)|ไม่ได้จัด|งดจัด")
_TO = re.compile(r"^(?:ออกไป|ไป)?(?:เป็น|จัด|ไป)?(?:วันที่)?\s*|^to\s+", re.IGNORECASE)
_BARE = frozenset({"เลื่อน", "ยกเลิก", "postponed", "cancelled"})
_PLANNED_WORDS = "อยู่ในแผน|ในแผน|ยังไม่ได้จัด|ยังไม่จัด|ยังไม่ถึง|ยังไม่ดำเนินการ|รอจัด|planned"
_PLANNED = frozenset(map(label_key, _PLANNED_WORDS.split("|")))
_DONE_WORDS = "ส่งแล้ว|จัดแล้ว|ทำแล้ว|ดำเนินการแล้ว|เสร็จ|เสร็จแล้ว|แล้วเสร็จ|เรียบร้อย|เรียบร้อยแล้ว|done"


def read_state(draft: Draft, context: Context) -> None:
    """The status in which the row arrives; words that contradict the number of people are asked about."""
    _read_report(draft)
    name, text = _told(draft)
    status = status_in(text)
    came = draft.came is not None and draft.came.number > 0
    if status is None and came:
        name, text, status = _says_not_held(draft)
    elif status is None:
        name, text = _may_be_off(draft)
        status = _ask_whether(draft, name, text, context) if name else None
    if not name:
        _tell_unread(draft)
    if status not in (None, Status.SUBMITTED) and came and not _is_off(draft, name, text, status, context):
        status = Status.SUBMITTED
    if status is not None:
        draft.status = status
    if draft.status in (Status.POSTPONED, Status.CANCELLED):
        _note_off(draft, name, text)
    elif draft.days and draft.days[-1] > context.today and not draft.refused:
        _read_to_come(draft, context, came=came)


def _read_report(draft: Draft) -> None:
    for name in REPORT:
        text = draft.row[name]
        draft.report[name] = "" if text in {"-", "–", "—"} else text


def _told(draft: Draft) -> tuple[str, str]:
    """The column that says what became of it, and what it says; of several the most telling one."""
    said = [(name, draft.row[name]) for name in ("status", "obstacles", "remarks", "came")]
    said += [(name, text) for name in BESIDES if is_off(text := draft.row[name])]
    said += [("days", draft.beside_days), ("title", parted(draft.row["title"], of_title=True)[1])]
    said += [(name, text) for name in ("outputs", "outcomes") if _SAYS_OFF.match(text := draft.row[name])]
    telling = [(name, text) for name, text in said if text and status_in(text)]
    return next(iter(telling), ("", ""))


def _may_be_off(draft: Draft) -> tuple[str, str]:
    """The column of a word that may say that it did not take place, and what it says; "" for none."""
    said = [(name, draft.row[name]) for name in ("status", "remarks", "came", *reversed(REPORT))]
    return next(((name, text) for name, text in said if may_be_off(text)), ("", ""))


def _says_not_held(draft: Draft) -> tuple[str, str, Status | None]:
    """The column that begins by saying that it was not held, what it says, and what that makes of it."""
    for name in ("status", "remarks"):
        if _NOT_HELD.match(text := fold(draft.row[name])):
            return name, text, Status.POSTPONED if "เลื่อน" in text else Status.CANCELLED
    return "", "", None


def _ask_whether(draft: Draft, name: str, text: str, context: Context) -> Status | None:
    """ "ฝนตกเลยเลื่อน" and nobody counted: was it held? None while that is open."""
    off = [Choice(status.value, str(status.label)) for status in (Status.POSTPONED, Status.CANCELLED)]
    question = draft.ask(
        context,
        "held",
        QuestionKind.STATUS,
        _("ช่อง %(label)s: “%(text)s” และไม่มีจำนวนคนที่มา จัดแล้วหรือยัง")
        % {"label": draft.label(name), "text": excerpt(text)},
        [Choice(HELD, _("จัดแล้ว")), *off],
        about=text,
    )
    if question.answer == HELD:
        return Status.SUBMITTED
    return Status(question.answer) if question.answer else None


@lru_cache(maxsize=2048)
def status_in(text: str) -> Status | None:
    """What a cell says became of the activity, by how it begins; None when it says something else."""
    plain = fold(text).strip(_AROUND)
    if _POSTPONED.match(plain):
        return Status.POSTPONED
    if _CANCELLED.match(plain):
        return Status.CANCELLED
    key = label_key(plain)
    if key in _PLANNED:
        return Status.PLANNED
    return Status.SUBMITTED if key in _done() else None


def is_off(text: str) -> bool:
    """Whether a cell says nothing but that the activity was put off or called off."""
    return status_in(text) in (Status.POSTPONED, Status.CANCELLED)


def may_be_off(text: str) -> bool:
    """Whether a word in it may say that the activity did not take place: "ฝนตกเลยเลื่อน"."""
    return bool(_MAY_BE_OFF.search(fold(text)))


@cache
def _done() -> frozenset[str]:
    """Words for what took place, among them the statuses of exports in both languages."""
    words = _DONE_WORDS.split("|")
    for language in ("th", "en"):
        with translation.override(language):
            words += [str(Status(value).label) for value in ("draft", "submitted", "verified", "returned")]
    return frozenset(map(label_key, words))


def _tell_unread(draft: Draft) -> None:
    for name in ("status", "remarks"):
        text = draft.row[name]
        if text and text not in {"-", "–", "—"}:
            said = {"label": draft.label(name), "text": excerpt(text)}
            draft.note(_("ช่อง %(label)s: ไม่ได้นำเข้า “%(text)s”") % said)


def _is_off(draft: Draft, name: str, text: str, status: Status, context: Context) -> bool:
    """ "เลื่อน" beside people who came: which of the two holds?"""
    question = draft.ask(
        context,
        "status",
        QuestionKind.STATUS,
        _("ช่อง %(label)s: “%(text)s” แต่มีคนมา %(number)s คน จัดแล้วหรือยัง")
        % {"label": draft.label(name), "text": excerpt(text), "number": draft.came.number},
        [Choice(HELD, _("จัดแล้ว")), Choice(status.value, str(status.label))],
    )
    return question.answer != HELD


def _note_off(draft: Draft, name: str, text: str) -> None:
    """Why, and until when; what says so is no obstacle and no result."""
    draft.came = None
    if name in REPORT:
        draft.report[name] = ""
    plain = fold(text).strip(_AROUND)
    draft.reason = "" if label_key(plain) in _BARE else plain
    if draft.status == Status.CANCELLED:
        draft.reason = draft.reason or _("ยกเลิกตามไฟล์ที่นำเข้า")
        return
    match = _POSTPONED.match(plain)
    rest = (match["rest"] or match["english"] or "") if match else plain.rpartition("เลื่อน")[2]
    draft.postponed_to = _day_in(rest)
    if draft.postponed_to:
        draft.note(_("เลื่อนเป็น %(day)s") % {"day": shown_days((draft.postponed_to,))})


def _day_in(text: str) -> date | None:
    try:
        return parse_date(_TO.sub("", text))
    except DateError:
        pass
    try:
        found = find_days(text)
    except DateError:
        return None
    return found[0][0] if found else None


def _read_to_come(draft: Draft, context: Context, *, came: bool) -> None:
    """A day still to come is planned; people who came there already are a contradiction, asked about."""
    draft.status = Status.PLANNED
    if not came:
        draft.came = None
        return
    day = shown_days(draft.days[-1:])
    question = draft.ask(
        context,
        "future",
        QuestionKind.STATUS,
        _("ช่อง %(label)s: วันที่ %(day)s ยังมาไม่ถึง แต่ช่อง %(came)s มี %(number)s คน")
        % {
            "label": draft.label("days"),
            "day": day,
            "came": draft.label("came"),
            "number": draft.came.number,
        },
        [
            Choice(Status.PLANNED.value, _("ยังไม่ได้จัด จำนวนคนเป็นเป้าหมาย")),
            Choice(SKIP, _("ข้ามแถวนี้ แก้วันที่ในไฟล์")),
        ],
        about=_("ยังมาไม่ถึง"),
    )
    if question.answer == Status.PLANNED.value:
        draft.planned, draft.came = draft.planned or draft.came, None
    elif question.answer == SKIP:
        draft.refuse("days", _("วันที่ %(day)s ยังมาไม่ถึง ตรวจปี พ.ศ. อีกครั้ง") % {"day": day})
