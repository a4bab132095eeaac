"""Where an activity of the list was held."""

from django.utils.translation import gettext as _

from geo.choices import Level
from geo.models import Area
from geo.resolver import Resolution, besides
from thai.errors import excerpt

from ..cells import PLACE_PARTS, names_area, place_text
from ..headers import label_key
from ..listing import ListRow
from ..owners import outside
from ..questions import Choice, QuestionKind
from .context import Context
from .drafts import Draft

MOST_CHOICES = 60
# What people call the nation and its regions besides their names.
_SPOKEN = {
    "ประเทศไทย": ("ทั่วประเทศ", "ทั้งประเทศ", "ระดับประเทศ", "ทั่วประเทศไทย", "nationwide"),
    "ภาคตะวันออกเฉียงเหนือ": ("ภาคอีสาน", "อีสาน", "ตะวันออกเฉียงเหนือ"),
}


def wide_areas() -> dict[str, Area]:
    """The nation and its regions by the keys of their names, written and spoken."""
    found: dict[str, Area] = {}
    for area in Area.objects.filter(level__in=(Level.NATION, Level.REGION)):
        names = (area.name_th, area.name_en, *_SPOKEN.get(area.name_th, ()))
        found |= {label_key(name): area for name in names if name}
    return found


def text_of_place(row: ListRow) -> str:
    """What a row says of its place; a venue alone may name it too."""
    return place_text(row.__getitem__) or row["venue"]


def read_place(draft: Draft, context: Context) -> None:
    """The holding area: a subdistrict, or one above it for those who review it.

    What only names a hall or a hotel is a venue: the area is then the one that the lines above the table
    or the row's team tell.
    """
    text = text_of_place(draft.row)
    if draft.row["venue"] and draft.row["venue"] != text:
        draft.venue = draft.row["venue"][:200]
    area = _found(draft, text, context) if text else _told_otherwise(draft, context)
    if area is None and not text and not draft.refused:
        words = _("ช่อง %(label)s: ยังไม่ได้บอกพื้นที่") % {"label": _label(draft)}
        area = _ask(draft, "", words, _own(context), context)
    if area is None:
        return
    draft.area = area
    draft.result.place = area.full_name
    if not (draft.named_team or _may_hold(area, context)):
        problem = {"label": _label(draft), "problem": outside(area)}
        draft.result.refuse(_("ช่อง %(label)s: %(problem)s") % problem)


def _may_hold(area: Area, context: Context) -> bool:
    """Whether an activity may be logged there without saying whose it is."""
    return context.works(area) if area.level == Level.SUBDISTRICT else context.reviews(area)


def _label(draft: Draft) -> str:
    """The file's own word for the column of places."""
    names = ("place", *PLACE_PARTS, "venue")
    return next(filter(None, map(draft.label, names)), _("พื้นที่"))


def _told_otherwise(draft: Draft, context: Context) -> Area | None:
    """Where the lines above the table put it, else where the row's own team is."""
    for text in draft.reading.titles.places:
        found = context.places.candidates(text)
        if len(found) == 1:
            return found[0]
    return draft.named_team.subdistrict if draft.named_team else None


def _found(draft: Draft, text: str, context: Context) -> Area | None:
    """The one area that a text means, or was answered to mean."""
    wide = context.wide_areas.get(label_key(text))
    # Who does not work for the nation is asked where: nothing else would help them but another file.
    if wide and (wide.level == Level.REGION or context.reviews(wide)):
        return wide
    said = context.places.read(text)
    above = _told_otherwise(draft, context)
    is_venue = not place_text(draft.row.__getitem__)
    if is_venue and above is not None and not names_area(text):
        return _at_venue(draft, text, above)
    if said.at_odds:
        return _at_odds(draft, said, context)
    if len(said.candidates) == 1:
        if is_venue and besides(text, said.candidates[0].code):
            draft.venue = text[:200]
        if note := context.places.read_as(text):
            draft.note(note)
        return said.candidates[0]
    if said.within is not None:
        return _within(draft, said, above, context)
    if said.candidates:
        return _of_several(draft, said, above, context)
    if above is not None:
        return _at_venue(draft, text, above)
    words = _("ช่อง %(label)s: ไม่พบตำบล “%(text)s” เลือกตำบลที่ถูก")
    return _ask(draft, text, words % {"label": _label(draft), "text": excerpt(text)}, _own(context), context)


def _at_venue(draft: Draft, text: str, area: Area) -> Area:
    """The text is kept as the venue; the area is told elsewhere."""
    draft.venue = draft.venue or text[:200]
    return area


def _at_odds(draft: Draft, said: Resolution, context: Context) -> Area | None:
    """Parts that contradict each other are never settled: asked about, or outside whatever they mean."""
    among = _own_first(said.candidates, context)
    if not (draft.named_team or context.works(among[0])):
        return _elsewhere(draft, said, said.candidates[0], context)
    words = _("ช่อง %(label)s: “%(text)s” บอกหลายที่ไม่ตรงกัน เลือกตำบลที่จัด")
    words = words % {"label": _label(draft), "text": excerpt(said.text)}
    return _ask(draft, said.text, words, among, context)


def _of_several(draft: Draft, said: Resolution, above: Area | None, context: Context) -> Area | None:
    """Of namesakes the one that the lines above tell, or the only one where the user works."""
    among = said.candidates
    names = {area.name_th for area in among}
    own = [area for area in among if context.works(area)]
    if len(names) == 1 and above in among:
        return above
    if len(names) == 1 and len(own) == 1 and len(among) > 1:
        draft.note(_("อ่าน “%(text)s” เป็น %(place)s") % {"text": said.text, "place": own[0].full_name})
        return own[0]
    if not own and not draft.named_team:
        if above is not None and besides(said.text, among[0].code):
            return _at_venue(draft, said.text, above)
        return _elsewhere(draft, said, among[0], context)
    if not draft.named_team:
        among = own  # what lies elsewhere would be refused anyway
    words = _("ช่อง %(label)s: “%(text)s” เป็นได้ %(number)s ตำบล เลือกตำบลที่ถูก")
    if len(among) == 1:
        words = _("ช่อง %(label)s: “%(text)s” ยังไม่ได้บอกตำบล เลือกตำบลที่ถูก")
    elif len(names) == 1:
        words = _("ช่อง %(label)s: มีตำบลชื่อ%(text)s %(number)s แห่ง เลือกตำบลที่ถูก")
    text = among[0].name_th if len(names) == 1 else excerpt(said.text)
    words = words % {"label": _label(draft), "text": text, "number": len(among)}
    return _ask(draft, said.text, words, among, context)


def _within(draft: Draft, said: Resolution, above: Area | None, context: Context) -> Area | None:
    """A province or district alone: held there for its reviewers, or which subdistrict of it?

    To coordinators one elsewhere is a venue, if it says more than its name: the lines above or their team
    tell the area, else it is asked.
    """
    there, label = said.within, {"label": _label(draft), "text": excerpt(said.text)}
    is_venue = bool(besides(said.text, there.code))
    if above is not None and is_venue:
        return _at_venue(draft, said.text, above)
    if context.reviews(there):
        if there.level == Level.PROVINCE:
            return there
        words = _("ช่อง %(label)s: “%(text)s” เป็นได้ %(number)s ตำบล เลือกตำบลที่ถูก")
        words = words % {**label, "number": len(said.candidates)}
        return _ask(draft, said.text, words, [*said.candidates, there], context)
    if above is not None and there.pk in (above.province_id, above.district_id):
        return above
    own = [area for area in _own(context) if there.pk in (area.province_id, area.district_id)]
    if own:
        words = _("ช่อง %(label)s: “%(text)s” ยังไม่ได้บอกตำบล เลือกตำบลที่ถูก")
        return _ask(draft, said.text, words % label, own, context)
    return _elsewhere(draft, said, there, context)


def _own_first(areas: list[Area], context: Context) -> list[Area]:
    return sorted(areas, key=lambda area: not context.works(area))


def _elsewhere(draft: Draft, said: Resolution, there: Area, context: Context) -> Area | None:
    """Nothing the text may mean is the user's own: a hall or hotel there is a venue of one's own activity."""
    label = {"label": _label(draft), "text": excerpt(said.text)}
    if not besides(said.text, there.code):
        problem = _("“%(text)s” อยู่นอกพื้นที่ของคุณ") % label
        draft.result.refuse(
            _("ช่อง %(label)s: %(problem)s แก้ในไฟล์แล้วนำเข้าใหม่") % {**label, "problem": problem}
        )
        return None
    words = _("ช่อง %(label)s: “%(text)s” อยู่นอกพื้นที่ของคุณ เป็นกิจกรรมของตำบลไหน ที่นี่จะเก็บเป็นสถานที่")
    draft.venue = draft.venue or said.text[:200]
    return _ask(draft, said.text, words % label, _own(context), context)


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
