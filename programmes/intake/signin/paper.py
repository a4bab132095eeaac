"""A sheet that was made here knows its activity and whose row is whose, by the code above its table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leaders.models import Person
from thai.dates import format_days
from thai.errors import excerpt
from thai.names import name_key
from thai.text import fold

from ... import rules
from ...models import Activity, Enrolment, PrintedSheet
from ...services.printing import days_of
from ..known import ANOTHER
from ..questions import Choice, QuestionKind
from .days import Days
from .shared import Shared
from .table import Entry, SheetReading
from .teams import Owner

_NOT_A_LETTER = re.compile(r"[^A-Z]+")


@dataclass
class Paper:
    """The sheet that a table was made from; an empty one for a table that has no code.

    ``owner`` is the team of its activity, or says why nothing can be written. ``waits``: whether it still
    is that activity is asked for. ``listed`` are enrolments by the number of their row.
    """

    activity: Activity | None = None
    owner: Owner | None = None
    waits: bool = False
    listed: Mapping[str, Enrolment] = field(default_factory=dict)

    def enrolment(self, entry: Entry) -> Enrolment | None:
        """Whose row it is, if the name that was printed there still stands there."""
        held = self.listed.get(entry.number)
        if held is None or held.person.deleted_at or held.person.merged_into_id:
            return None
        return held if _same_name(entry, held.person) else None

    @property
    def places(self) -> set[int]:
        """Ids of the subdistricts where its people live and where their teams are."""
        persons = [held.person for held in self.listed.values()]
        teams = {person.team.subdistrict_id for person in persons if person.team}
        return (teams | {person.subdistrict_id for person in persons}) - {None}

    @property
    def knows_methods(self) -> bool:
        """Whether its log says of every session how it was learned."""
        return self.activity is not None and not self.activity.sessions.filter(method=None).exists()


def find_paper(reading: SheetReading, days: Days, shared: Shared) -> Paper:
    """The sheet with the table's code, if its activity may be logged by who brings the file."""
    if not reading.code:
        return Paper()
    code = _NOT_A_LETTER.sub("", reading.code.upper())
    seen = PrintedSheet.objects.visible_to(shared.by)
    known = seen.select_related("activity__programme", "activity__team__subdistrict", "activity__area")
    sheet = known.filter(code=code).first()
    if sheet is None or not rules.may_log(shared.by, sheet.activity):
        text = _("ไม่พบรหัสใบลงชื่อ “%(code)s” ในพื้นที่ของคุณ ตรวจตัวอักษร หรือลบแถวรหัสออก แล้วนำเข้าใหม่")
        return Paper(owner=Owner(problem=text % {"code": excerpt(reading.code)}))
    activity = sheet.activity
    if activity.team is None:
        text = _("“%(title)s” ไม่มีทีมตำบล นำเข้าจากไฟล์ไม่ได้ เช็กชื่อในบันทึกกิจกรรมแทน")
        return Paper(owner=Owner(problem=text % {"title": excerpt(activity.title)}))
    shared.grounds.saw(Activity.objects.filter(pk=activity.pk), [activity])
    if days.all and not set(days.all) <= set(days_of(activity)):
        answer = _ask_other_days(reading, days, activity, shared)
        if answer != str(activity.uid):
            return Paper(owner=None if answer else Owner(), waits=not answer)
    held = Enrolment.objects.select_related("person__team", "group").prefetch_related("issues")
    found = held.in_bulk(sheet.rows)
    listed = {str(number): found[pk] for pk, number in sheet.numbers.items() if pk in found}
    return Paper(activity, Owner(activity.team.subdistrict, activity.team), listed=listed)


def _ask_other_days(reading: SheetReading, days: Days, activity: Activity, shared: Shared) -> str:
    """A file that was used again for another day, or a log whose day was changed: "" until it is told."""
    language = get_language() or "th"
    said = {
        "title": activity.title or _("ไม่มีชื่อ"),
        "days": format_days(days_of(activity), language),
        "said": format_days(days.all, language),
    }
    question = shared.asking.ask(
        f"{reading.number}:paper",
        QuestionKind.ACTIVITY,
        _("ใบลงชื่อนี้ทำไว้ให้ “%(title)s” %(days)s แต่ในไฟล์เป็น %(said)s เป็นกิจกรรมเดียวกันไหม") % said,
        [
            Choice(str(activity.uid), _("ใช่ เพิ่มวันในไฟล์เข้าไปในบันทึก")),
            Choice(ANOTHER, _("ไม่ใช่ เป็นอีกกิจกรรมหนึ่ง")),
        ],
        sheet=reading.name,
    )
    return question.answer


def _same_name(entry: Entry, person: Person) -> bool:
    if fold(entry.written) == fold(person.formal_name):
        return True
    return name_key(entry.name.given_name, entry.name.family_name) == person.name_key
