"""In which subdistrict a site lies. A list must say it: what fits several, or none, is asked about."""

import re

from django.utils import translation
from django.utils.translation import gettext as _

from geo.choices import Level
from geo.models import Area
from geo.querysets import FIELD_ROLES, role_areas
from geo.resolver import besides
from geo.rules import is_national_staff, works_in
from thai.collation import thai_order
from thai.errors import excerpt

from ..questions import Choice, QuestionKind, alike_key
from ..signin.teams import outside
from .context import Context, Draft
from .reading import said

MOST_CHOICES = 400

_HAS_PROVINCE = re.compile(r"(?<![ก-ฮ.])(?:จ\.|จังหวัด)|กทม|กรุงเทพ")
_IN_NAME = re.compile(r"(?<![ก-ฮ.])(?:ต\.|ตำบล|อบต\.|ทต\.|แขวง)\s?[ก-ฮเ-ไ][ก-๎]+.*")


def texts_of(draft_place: str, name: str, above: str) -> list[str]:
    """What to look up for a row, the likeliest first: its place, with the title's province, in its name."""
    with_above = "" if not above or _HAS_PROVINCE.search(draft_place) else f"{draft_place} {above}".strip()
    in_name = found[0] if (found := _IN_NAME.search(name)) else ""
    by_name = f"{in_name} {draft_place or above}" if in_name else ""
    return [text for text in (draft_place, with_above, by_name) if text]


def candidates(draft: Draft) -> list[Area]:
    """The subdistricts that the row may mean; of namesakes those where the user works, if there are any.

    Parts that contradict each other, or a district alone, are never settled by where the user works.
    """
    context = draft.context
    several: list[Area] = []
    for text in texts_of(draft.place, said(draft.row, "name"), context.above):
        found = context.places.candidates(text)
        if len(found) > 1 and context.places.are_namesakes(text):
            mine = _own(found, context)
            if len(mine) == 1:
                draft.note(_("อ่าน “%(text)s” เป็น %(place)s") % {"text": text, "place": mine[0].full_name})
            found = mine or found
        if len(found) == 1:
            return found
        several = several or found
    return several


def _own(areas: list[Area], context: Context) -> list[Area]:
    return [area for area in areas if works_in(context.by, area, *FIELD_ROLES)]


def settle_place(draft: Draft) -> None:
    """Give the row its subdistrict, by what it says, by the site it speaks of, or by asking."""
    found = draft.among[0] if len(draft.among) == 1 else None
    if found is None and draft.site:
        found = draft.site.subdistrict
    if found is None:
        found = _ask(draft)
    if found is None:
        return
    draft.subdistrict = found
    draft.result.place = found.full_name
    draft.result.values["subdistrict"] = found.code
    if draft.place and (rest := besides(draft.place, found.code)):
        draft.told["place_text"] = rest[:200]
    if note := draft.context.places.read_as(draft.place) if len(draft.among) == 1 and draft.place else "":
        draft.note(note)
    if not works_in(draft.context.by, found, *FIELD_ROLES):
        draft.result.refuse(_("ช่อง ที่ตั้ง: %(problem)s") % {"problem": outside(found)})


def as_read(text: str, area: Area) -> str:
    """A kept place ("ม.2") as a list that says the same is read: "หมู่ 2"."""
    with translation.override("th"):
        return besides(f"{text} {area.full_name}", area.code)


def _ask(draft: Draft) -> Area | None:
    """One of several, of the district or province that is named, or of the areas where the user works."""
    text, context = draft.place, draft.context
    if draft.among and not _own(draft.among, context):
        problem = _("“%(text)s” อยู่นอกพื้นที่ของคุณ") % {"text": excerpt(text)}
        draft.result.refuse(_("ช่อง ที่ตั้ง: %(problem)s") % {"problem": problem})
        return None
    among = _offered(draft) or _around(context, text)
    if not among and (within := _named(context, text)) and not works_in(context.by, within, *FIELD_ROLES):
        draft.result.refuse(_("ช่อง ที่ตั้ง: %(problem)s") % {"problem": outside(within)})
        return None
    if not among:
        draft.result.refuse(
            _("ช่อง ที่ตั้ง: ไม่พบตำบล “%(text)s” เติมตำบล อำเภอ จังหวัดในไฟล์ แล้วนำเข้าใหม่") % {"text": excerpt(text)}
        )
        return None
    if draft.among:
        words = _("ช่อง ที่ตั้ง: “%(text)s” เป็นได้ %(number)s ตำบล เลือกตำบลที่ถูก")
    elif text:
        words = _("ช่อง ที่ตั้ง: “%(text)s” ไม่ได้บอกตำบล เลือกตำบลที่ถูก")
    else:
        words = _("ช่อง ที่ตั้ง: ยังไม่ได้บอกตำบล เลือกตำบลที่ถูก")
    question = draft.ask(
        "place",
        QuestionKind.PLACE,
        words % {"text": excerpt(text), "number": len(among)},
        [Choice(area.code, area.full_name) for area in among],
        alike=alike_key(context.reading.number, QuestionKind.PLACE, text) if text else "",
        about=text,
    )
    return next((area for area in among if area.code == question.answer), None)


def _offered(draft: Draft) -> list[Area]:
    """What the row may mean: the user's own, or all, own ones first, if its parts contradict each other."""
    own = _own(draft.among, draft.context)
    if draft.context.places.read(draft.place).at_odds:
        return [*own, *(area for area in draft.among if area not in own)]
    return own


def _around(context: Context, text: str) -> list[Area]:
    """Subdistricts to choose from, a few hundred at most: where the text says and the user works."""
    within = _named(context, text)
    key = within.code if within else ""
    if key not in context.offered:
        rows = Area.objects.current().level(Level.SUBDISTRICT).with_ancestors()
        if within:
            rows = rows.within(within)
        if not is_national_staff(context.by):
            rows = rows.within(*role_areas(context.by, *FIELD_ROLES))
        found = list(rows.order_by(thai_order("name_th"), "code")[: MOST_CHOICES + 1])
        context.offered[key] = found if len(found) <= MOST_CHOICES else []
    return context.offered[key]


def _named(context: Context, text: str) -> Area | None:
    """The district or province that the row names, else the title."""
    for said_of_place in filter(None, (text, context.above)):
        if within := context.places.within(said_of_place):
            return within
    return None
