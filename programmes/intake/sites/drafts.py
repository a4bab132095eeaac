"""A row's cells read into the fields of a site; what cannot be read is left out, asked about, or refused."""

from django.utils.translation import gettext as _

from geo.choices import SiteState
from geo.positions import Position, PositionError, find_positions
from geo.shapes import KM_OUTSIDE_ALLOWED, km_outside, position_problem
from thai.errors import excerpt
from thai.text import fold

from ..listing import ListRow
from ..questions import Choice, QuestionKind, alike_key
from ..verdicts import RowResult
from ..vocabulary import read_issues
from .contacts import read_contacts
from .context import Context, Draft
from .opening import read_capacity, read_opening
from .places import candidates
from .reading import place_of, position_of, said

NO_ISSUE = "none"
KEEP, DROP = "keep", "drop"
WITHOUT_PHONE = "without"
LONGEST = {"name_th": 200, "name_en": 200, "code": 20}


def read_draft(row: ListRow, context: Context) -> Draft:
    """Everything that needs no other row and nothing on record."""
    draft = Draft(
        row,
        context,
        RowResult(row.key, row.sheet, row.row, _blank_values(), label=said(row, "name") or _("(ไม่มีชื่อ)")),
    )
    _read_names(draft)
    draft.place = place_of(row)
    draft.among = candidates(draft)
    draft.result.place = draft.place
    _read_opening(draft)
    if summary := said(row, "summary"):
        draft.told["summary"] = summary
    if row.hidden:
        draft.note(_("มีเลข 13 หลักในแถวนี้ เราไม่เก็บเลขบัตรประชาชน จึงเว้นไว้"))
    return draft


def _blank_values() -> dict[str, object]:
    return {
        "code": None,
        "name_th": "",
        "name_en": "",
        "issues": [],
        "subdistrict": None,
        "place_text": "",
        "lat": None,
        "lon": None,
        "contact": None,
        "visiting_days": "",
        "state": SiteState.BY_APPOINTMENT.value,
        "capacity": None,
        "summary": "",
    }


def _read_names(draft: Draft) -> None:
    for column, name in (("name", "name_th"), ("name_en", "name_en"), ("code", "code")):
        text = said(draft.row, column)
        if not text:
            continue
        if len(text) > LONGEST[name]:
            label = draft.context.reading.label(column)
            draft.result.refuse(
                _("ช่อง %(label)s: ยาวเกิน %(most)s ตัวอักษร แก้ในไฟล์แล้วนำเข้าใหม่")
                % {"label": label, "most": LONGEST[name]}
            )
            return
        draft.told[name] = text
    if "name_th" not in draft.told:
        draft.result.refuse(_("ช่อง ชื่อแหล่งเรียนรู้: ไม่มีชื่อ เติมในไฟล์แล้วนำเข้าใหม่"))


def _read_opening(draft: Draft) -> None:
    opening = read_opening(said(draft.row, "days"), said(draft.row, "state"))
    if opening.state:
        draft.told["state"] = opening.state.value
    if opening.days:
        draft.told["visiting_days"] = opening.days
    if not opening.clear:
        draft.note(
            _("ช่อง วันเปิด: “%(text)s” ไม่ได้บอกว่าเปิดหรือต้องนัด ถือว่านัดล่วงหน้า") % {"text": excerpt(opening.days)}
        )
    capacity = read_capacity(said(draft.row, "capacity"))
    draft.note(capacity.note)
    if capacity.told:
        draft.told["capacity"] = capacity.number


def read_issues_of(draft: Draft) -> list[str]:
    """Keys of the issues, by name or alias; a word that names none is asked about, once for all rows."""
    words = draft.context.issues
    known, unknown = read_issues(said(draft.row, "issues"), words)
    found = list(known)
    for word in unknown:
        question = draft.ask(
            f"issue:{excerpt(word)}",
            QuestionKind.ISSUE,
            _("ช่อง ประเด็น: “%(text)s” คือประเด็นไหน") % {"text": excerpt(word)},
            [*(Choice(row.key, row.name) for row in words.rows), Choice(NO_ISSUE, _("ไม่ระบุประเด็น"))],
            alike=alike_key(draft.context.reading.number, QuestionKind.ISSUE, word),
            about=word,
        )
        if question.answer and question.answer != NO_ISSUE:
            found.append(question.answer)
    return list(dict.fromkeys(found))


def read_contacts_of(draft: Draft) -> None:
    """Whom to call; a number that cannot be right is left out only if the user says so."""
    found = read_contacts(said(draft.row, "contact"), said(draft.row, "phone"))
    draft.contacts = found.all
    if found.problem:
        draft.ask(
            "phone",
            QuestionKind.PHONE,
            _("ช่อง ผู้ประสาน: %(problem)s") % {"problem": found.problem},
            [Choice(WITHOUT_PHONE, _("นำเข้าโดยไม่มีเบอร์"))],
        )


def read_position(draft: Draft) -> None:
    """The position in any notation. One that cannot be read leaves the site off the map, and is told.

    One far outside the province is asked about, unless it is the one on record.
    """
    text = fold(position_of(draft.row))
    if not text or draft.subdistrict is None:
        return
    try:
        positions = find_positions(text)
    except PositionError as error:
        draft.note(_("ช่อง พิกัด: %(problem)s นำเข้าโดยยังไม่ปักหมุด") % {"problem": error.message})
        return
    position = _settled(positions, draft)
    if position is None:
        draft.note(_("ช่อง พิกัด: เป็นได้ทั้งโซน 47 และ 48 เติมโซนในไฟล์ นำเข้าโดยยังไม่ปักหมุด"))
        return
    if position.swapped:
        draft.note(_("ช่อง พิกัด: สลับตัวเลขสองตัวให้แล้ว"))
    if position.old_datum:
        draft.note(_("ช่อง พิกัด: พิกัดแบบ Indian 1975 คลาดไปราว 300 ม. ตรวจหมุดบนแผนที่อีกครั้ง"))
    site = draft.site
    on_record = site is not None and same_spot((site.lat, site.lon), (position.lat, position.lon))
    if on_record or _stands(position, draft):
        draft.told |= {"lat": position.lat, "lon": position.lon}


def same_spot(one: tuple[float | None, float | None], other: tuple[float, float]) -> bool:
    """Whether two positions are the same to about a metre."""
    return None not in one and all(abs(a - b) < 1.1e-5 for a, b in zip(one, other, strict=True))


def _settled(positions: list[Position], draft: Draft) -> Position | None:
    """Of the two that UTM without a zone allows, the only one near the province."""
    if len(positions) < 2:
        return positions[0] if positions else None
    outlines = draft.context.outlines

    def is_near(position: Position) -> bool:
        km = km_outside(draft.subdistrict, position.lat, position.lon, outlines)
        return km is not None and km <= KM_OUTSIDE_ALLOWED

    near = [position for position in positions if is_near(position)]
    return near[0] if len(near) == 1 else None


def _stands(position: Position, draft: Draft) -> bool:
    """Whether the position is taken: it lies near its province, or the user says that it is right."""
    problem = position_problem(draft.subdistrict, position.lat, position.lon, draft.context.outlines)
    if problem is None:
        return True
    question = draft.ask(
        "position",
        QuestionKind.POSITION,
        _("ช่อง พิกัด: %(problem)s") % {"problem": problem},
        [Choice(KEEP, _("ตำแหน่งถูกแล้ว")), Choice(DROP, _("นำเข้าโดยยังไม่ปักหมุด"))],
        hint=_("ในไฟล์เขียนว่า “%(text)s”") % {"text": excerpt(position_of(draft.row))},
    )
    return question.answer == KEEP
