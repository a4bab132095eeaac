"""A row's cells read into values; what cannot be read is asked about or refused."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from geo.models import Area
from geo.rules import works_in
from thai.errors import excerpt
from thai.names import ParsedName, name_key, names_nobody, names_several, parse_name
from thai.phones import PhoneError, format_phone, parse_phone, phones_in

from ...choices import Presence
from ..cells import read_tick
from ..owners import FIELD, outside
from ..questions import Choice, Question, QuestionKind, alike_key
from ..verdicts import RowResult
from .activities import strongest
from .columns import DayColumn
from .context import Context
from .table import Entry

WITHOUT_PHONE = "without"
MOST_MARKS = 6  # different texts in the sign columns; more of them are signatures, asked about together
_A_NAME = re.compile(r"[ก-ฮเ-ไa-zA-Z][ก-๎a-zA-Z .'’()-]*")


@dataclass
class Draft:
    """A row on its way: the result so far, and what it will be compared and written with.

    ``place_of_sheet``: the row itself says nothing of a place, the lines above the table do.
    """

    entry: Entry
    result: RowResult
    subdistrict: Area | None = None
    phone: str = ""
    attendance: dict[date, Presence] = field(default_factory=dict)
    merged: bool = False
    place_of_sheet: bool = False

    def live_in(self, subdistrict: Area) -> None:
        """Take this for the home of the person."""
        self.subdistrict = subdistrict
        self.result.values["subdistrict"] = subdistrict.code
        self.result.place = subdistrict.full_name


def read_draft(entry: Entry, context: Context) -> Draft:
    """Read name, place, phone and ticks of a row."""
    name = entry.name
    result = RowResult(
        key=entry.key,
        sheet=entry.sheet,
        row=entry.row,
        label=entry.written or _("(ไม่มีชื่อ)"),
        place=entry.place,
        values={
            "prefix": str(name.prefix),
            "title": name.title,
            "given_name": name.given_name,
            "family_name": name.family_name,
            "subdistrict": None,
            "group": None,
            "issues": [],
            "position": entry.position[:160],
            "phone": None,
            "attendance": {},
        },
    )
    draft = Draft(entry, result)
    if context.paper.enrolment(entry) is None:  # else the name is the one on record
        _check_name(draft)
    _read_place(draft, context)
    _read_phone(draft, context)
    _read_ticks(draft, context)
    if entry.hidden:
        result.reasons.append(_("มีเลข 13 หลักในแถวนี้ เราไม่เก็บเลขบัตรประชาชน จึงเว้นไว้"))
    return draft


def ask(
    draft: Draft,
    context: Context,
    part: str,
    kind: QuestionKind,
    text: str,
    choices: list[Choice],
    about: str | None = None,
) -> Question:
    """A question about this row, kept with it; rows that ask about the same text ask alike."""
    entry = draft.entry
    question = context.asking.ask(
        f"{entry.key}:{part}",
        kind,
        text,
        choices,
        sheet=entry.sheet,
        row=entry.row,
        alike="" if about is None else alike_key(context.number, kind, about),
        about=about or "",
    )
    draft.result.questions.append(question)
    return question


def _check_name(draft: Draft) -> None:
    name = draft.entry.name
    if not name.given_name:
        draft.result.refuse(_("ช่อง ชื่อ-สกุล: ไม่มีชื่อ เติมในไฟล์แล้วนำเข้าใหม่"))
    elif names_several(draft.entry.written):
        draft.result.refuse(
            _("ช่อง ชื่อ-สกุล: “%(text)s” มีหลายคน แยกเป็นคนละแถวในไฟล์แล้วนำเข้าใหม่")
            % {"text": excerpt(draft.entry.written)}
        )
    elif names_nobody(draft.entry.written):
        draft.result.refuse(
            _("ช่อง ชื่อ-สกุล: “%(text)s” ไม่ใช่ชื่อคน ใส่ชื่อ-สกุลในไฟล์แล้วนำเข้าใหม่")
            % {"text": excerpt(draft.entry.written)}
        )
    elif not _A_NAME.fullmatch(f"{name.given_name} {name.family_name}".strip()):
        draft.result.refuse(
            _("ช่อง ชื่อ-สกุล: อ่านชื่อ “%(text)s” ไม่ออก แก้ในไฟล์แล้วนำเข้าใหม่")
            % {"text": excerpt(draft.entry.written)}
        )
    elif max(len(name.given_name), len(name.family_name)) > 80 or len(name.title) > 40:
        draft.result.refuse(_("ช่อง ชื่อ-สกุล: ชื่อยาวเกินไป แก้ในไฟล์แล้วนำเข้าใหม่"))
    elif not name.family_name:
        draft.result.reasons.append(_("ไม่มีนามสกุล"))


def _read_place(draft: Draft, context: Context) -> None:
    """The home subdistrict; none when its cell is blank, the sheet's own when there is no column for it."""
    text = draft.entry.place
    if not text:
        if context.owner.subdistrict and not context.reading.tells_places:
            draft.live_in(context.owner.subdistrict)
            draft.place_of_sheet = True
        return
    among = context.places.candidates(text)
    if len(among) == 1:
        found = among[0]
    else:
        question = context.places.ask(
            f"{draft.entry.key}:place",
            text,
            among,
            context.asking,
            sheet=draft.entry.sheet,
            row=draft.entry.row,
            alike=alike_key(context.number, QuestionKind.PLACE, text),
        )
        draft.result.questions.append(question)
        found = context.places.chosen(question, among)
    if found is None:
        return
    draft.live_in(found)
    if note := context.places.read_as(text):
        draft.result.reasons.append(note)
    if not works_in(context.by, found, *FIELD):
        draft.result.refuse(_("ช่อง พื้นที่: %(problem)s") % {"problem": outside(found)})


def _read_phone(draft: Draft, context: Context) -> None:
    """The number as digits; one that cannot be right is left out only if the user says so."""
    try:
        draft.phone = parse_phone(draft.entry.phone) or ""
    except PhoneError as error:
        text = _("ช่อง เบอร์โทร: %(problem)s") % {"problem": error.message}
        several = phones_in(draft.entry.phone) if error.code == "several" else []
        offered = [Choice(number, format_phone(number)) for number in several]
        question = ask(
            draft, context, "phone", QuestionKind.PHONE, text,
            [*offered, Choice(WITHOUT_PHONE, _("นำเข้าโดยไม่มีเบอร์"))], str(error.message),
        )  # fmt: skip
        draft.phone = question.answer if question.answer != WITHOUT_PHONE else ""
    draft.result.values["phone"] = draft.phone or None


def _read_ticks(draft: Draft, context: Context) -> None:
    """Presence by day; columns of one day (morning, afternoon) together, days without a column unknown."""
    found: dict[date, list[Presence]] = {day: [] for day in context.days.all}
    columns = [column for column in context.reading.days if not _is_none(column, context)]
    if not columns:
        everybody = _ask_without_column(draft, context)
        found = {day: [everybody] for day in found}
    for column in columns:
        presence = _tick(draft.entry.marks[column.index], draft, context)
        for day in context.days.columns.get(column.index, ()):
            found[day].append(presence)
    draft.attendance = {day: strongest(*answers) for day, answers in found.items()}
    draft.result.questions.extend(context.asking.asked[key] for key in context.days.asked)


def _is_none(column: DayColumn, context: Context) -> bool:
    """Whether somebody told that nobody signed in this column of marks."""
    return column.guessed and bool(context.days.all) and column.index not in context.days.columns


def _tick(mark: str, draft: Draft, context: Context) -> Presence:
    presence = read_tick(mark)
    if presence is not None:
        return presence
    if _is_signature(mark, draft.entry.name):
        return Presence.PRESENT
    key = f"{context.number}:mark:{excerpt(mark)}"
    if key in context.marks or len(context.marks) < MOST_MARKS:
        context.marks.add(key)
        text = _("ช่อง ลงชื่อ: “%(mark)s” แปลว่ามาหรือไม่มา") % {"mark": excerpt(mark)}
    else:
        key = f"{context.number}:marks"
        text = _("ช่อง ลงชื่อ: มีข้อความหลายแบบ เช่น “%(mark)s” แปลว่ามาหรือไม่มา") % {"mark": excerpt(mark)}
    choices = [Choice(answer.value, str(answer.label)) for answer in Presence]
    about = excerpt(mark)
    question = context.asking.ask(
        key, QuestionKind.MARK, text, choices, sheet=draft.entry.sheet, alike=key, about=about
    )
    if question not in draft.result.questions:
        draft.result.questions.append(question)
    return Presence(question.answer) if question.answer else Presence.UNKNOWN


def _is_signature(mark: str, name: ParsedName) -> bool:
    """Whether somebody signed with their own given name, or the whole: "สมชัย" in the row of นายสมชัย ใจดี."""
    signed = parse_name(mark)
    family = signed.family_name and name.family_name
    return bool(name.given_name) and name_key(signed.given_name, signed.family_name) == name_key(
        name.given_name, family
    )


def _ask_without_column(draft: Draft, context: Context) -> Presence:
    question = context.asking.ask(
        f"{context.number}:signed",
        QuestionKind.MARK,
        _("ไม่มีช่องลงชื่อ คนในไฟล์นี้มาทุกคนไหม"),
        [Choice(Presence.PRESENT.value, _("มาทุกคน")), Choice(Presence.UNKNOWN.value, _("ไม่ทราบว่าใครมา"))],
        sheet=draft.entry.sheet,
        alike=f"{context.number}:signed",
    )
    draft.result.questions.append(question)
    return Presence(question.answer) if question.answer else Presence.UNKNOWN
