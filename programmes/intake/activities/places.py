"""Where an activity of the list was held, and whose it is."""

from django.utils.translation import gettext as _

from geo.choices import Level
from geo.models import Area
from thai.errors import excerpt

from ..cells import PLACE_PARTS, place_text
from ..headers import label_key
from ..listing import ListRow
from ..owners import outside, without_team
from ..questions import Choice, QuestionKind
from .context import Context
from .drafts import Draft

MOST_CHOICES = 60


def text_of_place(row: ListRow) -> str:
    """What a row says of its place; a venue alone may name it too."""
    return place_text(row.__getitem__) or row["venue"]


def read_place(draft: Draft, context: Context) -> None:
    """The holding area: a subdistrict, or one above it for those who review it."""
    text = text_of_place(draft.row)
    if draft.row["venue"] and draft.row["venue"] != text:
        draft.venue = draft.row["venue"][:200]
    area = _of_titles(draft, context) if not text or _says_no_area(draft.row, text, context) else None
    if area is None:
        area = _found(draft, text, context) if text else _ask_for_any(draft, context)
    if area is None:
        return
    draft.area = area
    draft.result.place = area.full_name
    may = context.works(area) if area.level == Level.SUBDISTRICT else context.reviews(area)
    if not may:
        draft.result.refuse(
            _("ช่อง %(label)s: %(problem)s") % {"label": _label(draft), "problem": outside(area)}
        )


def _says_no_area(row: ListRow, text: str, context: Context) -> bool:
    """Whether only a venue is told, and it names no area: "ศาลากลางบ้าน"."""
    if place_text(row.__getitem__) or label_key(text) in context.regions:
        return False
    return not context.places.candidates(text) and context.places.within(text) is None


def read_team(draft: Draft, context: Context) -> None:
    """The subdistrict's team on the first day; without one only those who review the area go on."""
    if draft.refused or draft.area is None or draft.area.level != Level.SUBDISTRICT or not draft.days:
        return
    draft.team = context.team_on(draft.area, draft.days[0])
    if draft.team is not None:
        return
    if context.reviews(draft.area):
        draft.note(_("ตำบลนี้ยังไม่มีทีม บันทึกเป็นกิจกรรมของพื้นที่"))
    else:
        draft.result.refuse(without_team(draft.area))


def _label(draft: Draft) -> str:
    """The file's own word for the column of places."""
    names = ("place", *PLACE_PARTS, "venue")
    return next(filter(None, map(draft.label, names)), _("พื้นที่"))


def _of_titles(draft: Draft, context: Context) -> Area | None:
    """The place that the lines above the table name."""
    among = (context.places.candidates(text) for text in draft.reading.titles.places)
    return next((found[0] for found in among if len(found) == 1), None)


def _ask_for_any(draft: Draft, context: Context) -> Area | None:
    """A place that neither the row nor the lines above the table name."""
    words = _("ช่อง %(label)s: ยังไม่ได้บอกพื้นที่") % {"label": _label(draft)}
    return _ask(draft, "", words, _own(context), context)


def _found(draft: Draft, text: str, context: Context) -> Area | None:
    """The one area that a text means, or was answered to mean."""
    if region := context.regions.get(label_key(text)):
        return region
    among, above = context.places.candidates(text), context.places.within(text)
    if len(among) > 1:
        # What lies elsewhere would be refused anyway.
        among = [area for area in among if context.works(area)] or among
    if len(among) == 1:
        if note := context.places.read_as(text):
            draft.note(note)
        return among[0]
    if above is not None and (above.level == Level.PROVINCE or not among):
        return _within(draft, text, above, context)
    if among:
        words = _("ช่อง %(label)s: “%(text)s” เป็นได้ %(number)s ตำบล เลือกตำบลที่ถูก")
        if len({area.name_th for area in among}) == 1 and above is None:
            words = _("ช่อง %(label)s: มีตำบลชื่อ%(text)s %(number)s แห่ง เลือกตำบลที่ถูก")
        said = among[0].name_th if len({area.name_th for area in among}) == 1 else excerpt(text)
        words = words % {"label": _label(draft), "text": said, "number": len(among)}
        wider = [above] if above is not None and context.reviews(above) else []
        return _ask(draft, text, words, [*among, *wider], context)
    words = _("ช่อง %(label)s: ไม่พบตำบล “%(text)s” เลือกตำบลที่ถูก")
    return _ask(draft, text, words % {"label": _label(draft), "text": excerpt(text)}, _own(context), context)


def _within(draft: Draft, text: str, above: Area, context: Context) -> Area | None:
    """A province or district alone: the holding area for its reviewers, a question for coordinators."""
    if context.reviews(above):
        return above
    own = [area for area in _own(context) if above.pk in (area.province_id, area.district_id)]
    if not own:
        return above  # refused as outside
    words = _("ช่อง %(label)s: “%(text)s” ยังไม่ได้บอกตำบล เลือกตำบลที่ถูก")
    return _ask(draft, text, words % {"label": _label(draft), "text": excerpt(text)}, own, context)


def _own(context: Context) -> list[Area]:
    """Where the user works, as far as it can be chosen from a list: nobody scrolls through the nation."""
    areas = [area for area in context.own_areas() if area.level not in (Level.NATION, Level.REGION)]
    subdistricts = [area for area in areas if area.level == Level.SUBDISTRICT]
    for area in areas:
        if area.level == Level.DISTRICT:
            subdistricts += context.below(area)
    wider = [area for area in areas if area.level == Level.PROVINCE]
    return list({area.pk: area for area in (*subdistricts, *wider)}.values())


def _ask(draft: Draft, text: str, words: str, among: list[Area], context: Context) -> Area | None:
    """Which of ``among``; asked alike by rows that write the same. Without a choice the file must tell."""
    if not among:
        said = _("ไม่พบตำบล “%(text)s”") % {"text": excerpt(text)} if text else _("ยังไม่ได้บอกพื้นที่")
        problem = {"label": _label(draft), "problem": said}
        draft.result.refuse(_("ช่อง %(label)s: %(problem)s แก้ในไฟล์แล้วนำเข้าใหม่") % problem)
        return None
    offered = {area.code: area for area in among[:MOST_CHOICES]}
    question = draft.ask(
        context,
        "place",
        QuestionKind.PLACE,
        words,
        [Choice(code, area.full_name) for code, area in offered.items()],
        about=text,
        hint=_("ในไฟล์เขียนว่า “%(text)s”") % {"text": text} if text else "",
    )
    return offered.get(question.answer)
