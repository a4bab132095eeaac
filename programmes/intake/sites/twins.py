"""Rows of one file that may be one and the same site: asked about, then put together."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from geo.choices import SiteState
from geo.positions import format_position

from ..headers import label_key
from ..questions import Choice, QuestionKind
from .context import Draft
from .drafts import same_spot

SAME, OTHER = "same", "new"


def settle_twins(drafts: Iterable[Draft]) -> None:
    """A repeated code is asked about, and so are name and subdistrict that another row has."""
    by_code: dict[str, Draft] = {}
    by_name: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        if draft.refused:
            continue
        code = label_key(draft.told.get("code", ""))
        name = _name_and_place(draft)
        if code and code in by_code:
            _ask_code(draft, by_code[code])
        elif name and name in by_name and not _told_apart(draft, by_name[name]):
            _ask_name(draft, by_name[name])
        else:
            if code:
                by_code[code] = draft
            if name:
                by_name.setdefault(name, draft)


def merge(draft: Draft, twin: Draft) -> None:
    """Fill what ``draft`` leaves blank from ``twin``, a later row of the same site; name what differs."""
    for name, label in labels_of().items():
        old, new = draft.told.get(name), twin.told.get(name)
        if new is not None and old is not None and new != old:
            twin.note(_differs(draft, label, shown(name, old), shown(name, new)))
    position = twin.told.get("lat"), twin.told.get("lon")
    held = draft.told.get("lat"), draft.told.get("lon")
    if None not in position and None not in held and not same_spot(held, position):
        twin.note(_differs(draft, _("พิกัด"), format_position(*held), format_position(*position)))
    for name, value in twin.told.items():
        draft.told.setdefault(name, value)
    draft.issues = list(dict.fromkeys([*draft.issues, *twin.issues]))
    draft.contacts = tuple(dict.fromkeys([*draft.contacts, *twin.contacts]))


def labels_of() -> dict[str, str]:
    """Fields that a list says, as their column is called; the position stands for itself."""
    return {
        "name_th": _("ชื่อแหล่งเรียนรู้"),
        "name_en": _("ชื่อภาษาอังกฤษ"),
        "code": _("รหัส"),
        "place_text": _("ที่ตั้ง"),
        "visiting_days": _("วันเปิด"),
        "state": _("การเข้าเยี่ยม"),
        "capacity": _("รับได้ครั้งละกี่คน"),
        "summary": _("เรียนรู้อะไรได้บ้าง"),
    }


def shown(name: str, value: object) -> str:
    """A value as it is read."""
    return str(SiteState(value).label) if name == "state" and value else str(value or "")


def _name_and_place(draft: Draft) -> tuple[str, str] | None:
    if len(draft.among) != 1:
        return None
    return label_key(draft.told["name_th"]), draft.among[0].code


def _told_apart(draft: Draft, other: Draft) -> bool:
    """Whether two codes say that these are two sites."""
    return bool(draft.told.get("code") and other.told.get("code"))


def _ask_code(draft: Draft, first: Draft) -> None:
    code = draft.told["code"]
    words = _("รหัส %(code)s ซ้ำกับแถว %(row)s เป็นแห่งเดียวกันไหม") % {"code": code, "row": first.row.row}
    if _ask(draft, first, words) == OTHER:
        del draft.told["code"]
        draft.note(_("รหัส %(code)s เป็นของแถว %(row)s จึงเว้นรหัสไว้") % {"code": code, "row": first.row.row})


def _ask_name(draft: Draft, first: Draft) -> None:
    words = _("ชื่อและตำบลเดียวกับแถว %(row)s เป็นแห่งเดียวกันไหม") % {"row": first.row.row}
    _ask(draft, first, words)


def _ask(draft: Draft, first: Draft, words: str) -> str:
    question = draft.ask(
        "twin",
        QuestionKind.SITE,
        words,
        [Choice(SAME, _("ใช่ แห่งเดียวกัน")), Choice(OTHER, _("ไม่ใช่ คนละแห่ง"))],
        hint=_("แถว %(row)s: %(name)s · %(place)s")
        % {"row": first.row.row, "name": first.result.label, "place": first.result.place},
    )
    if question.answer == SAME:
        draft.twin = first
        first.twins.append(draft)
        first.result.takes.append(draft.result.key)
        if len(first.among) != 1 and len(draft.among) == 1:
            first.among = draft.among
    return question.answer


def _differs(draft: Draft, label: str, old: str, new: str) -> str:
    return _("ช่อง %(label)s: แถว %(row)s ว่า %(old)s แถวนี้ว่า %(new)s ใช้ตามแถว %(row)s") % {
        "label": label,
        "row": draft.row.row,
        "old": old,
        "new": new,
    }
