"""Places of a sheet, each text looked up once."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from geo.choices import Level
from geo.models import Area
from geo.resolver import Resolution, resolve_all

from .questions import Asking, Choice, Question, QuestionKind

NOWHERE = "none"


class Places:
    """Subdistricts by the text that names them. ``near`` is the subdistrict the sheet itself speaks of.

    Tables of one file share what was looked up: ``Places(other)``. ``learn`` looks up many texts at once.
    """

    def __init__(self, shared: "Places | None" = None) -> None:
        self._found: dict[str, Resolution] = shared._found if shared else {}
        self._around: dict[int, list[Area]] = shared._around if shared else {}
        self.near: Area | None = None

    def learn(self, texts: Iterable[str]) -> None:
        """Look up all these texts with one query."""
        fresh = {text for text in texts if text} - self._found.keys()
        if fresh:
            self._found.update(resolve_all(fresh))

    def candidates(self, text: str) -> list[Area]:
        """The subdistricts that ``text`` may mean, the sheet's own alone if it is one of them."""
        said = self.read(text)
        among = said.candidates
        if (
            self.near
            and not said.at_odds
            and said.within is None
            and self.near.pk in {one.pk for one in among}
        ):
            # The lines above a table hold for its rows: "ท่าช้าง" on the sheet of ท่าช้าง is that one.
            return [self.near]
        return among

    def within(self, text: str) -> Area | None:
        """The district or province that ``text`` names when it names no subdistrict."""
        return self.read(text).within

    def are_namesakes(self, text: str) -> bool:
        """Whether all that ``text`` may mean bear one name, and nothing in it contradicts."""
        said = self.read(text)
        names = {area.name_th for area in said.candidates}
        return len(names) == 1 and not said.at_odds and said.within is None

    def ask(self, key: str, text: str, among: Iterable[Area], asking: Asking, **about: object) -> Question:
        """Which subdistrict is meant: one of ``among``, or of the sheet's district when nothing fits."""
        among = list(among)
        if among:
            words = _words(text, among)
        else:
            words = _("ช่อง พื้นที่: ไม่พบตำบล “%(text)s” เลือกตำบลที่ถูก") % {"text": text}
            among = self._of_district()
        choices = [Choice(area.code, area.full_name) for area in among]
        if about.get("row"):
            choices.append(Choice(NOWHERE, _("ไม่ระบุตำบล")))
        return asking.ask(
            key,
            QuestionKind.PLACE,
            words,
            choices,
            hint=_("ในไฟล์เขียนว่า “%(text)s”") % {"text": text},
            about=text,
            **about,
        )

    def chosen(self, question: Question, among: Iterable[Area]) -> Area | None:
        """The subdistrict that was answered."""
        if question.is_open or question.answer == NOWHERE:
            return None
        offered = {area.code: area for area in (*among, *self._of_district())}
        return offered.get(question.answer) or Area.objects.with_ancestors().get(code=question.answer)

    def read_as(self, text: str) -> str:
        """What to tell about a text that was read although letters had to be forgiven; "" for a plain one."""
        found = self.read(text)
        if found.exact or found.area is None:
            return ""
        return _("อ่าน “%(text)s” เป็น %(place)s") % {"text": text, "place": found.area.full_name}

    def read(self, text: str) -> Resolution:
        """All that is known of what ``text`` means."""
        if text not in self._found:
            self._found.update(resolve_all([text]))
        return self._found[text]

    def _of_district(self) -> list[Area]:
        """Subdistricts of the district that the sheet itself speaks of."""
        if self.near is None:
            return []
        district = self.near.district_id
        if district not in self._around:
            there = Area.objects.current().level(Level.SUBDISTRICT).with_ancestors()
            self._around[district] = list(there.filter(district=district).order_by("name_th"))
        return self._around[district]


def _words(text: str, among: list[Area]) -> str:
    """The question between several subdistricts."""
    if len({area.name_th for area in among}) == 1:
        words = _("ช่อง พื้นที่: มีตำบลชื่อ%(name)s %(number)s แห่ง เลือกตำบลที่ถูก")
        return words % {"name": among[0].name_th, "number": len(among)}
    words = _("ช่อง พื้นที่: “%(text)s” เป็นได้ %(number)s ตำบล เลือกตำบลที่ถูก")
    return words % {"text": text, "number": len(among)}
