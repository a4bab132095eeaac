"""Whose sheet it is: the team of the subdistrict that the lines above the table name, else its rows."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import Area
from geo.rules import works_in
from leaders.models import Team
from thai.text import search_key

from ..owners import FIELD, outside, without_team
from ..places import Places
from ..questions import Asking
from .days import Days
from .table import SheetReading


@dataclass
class Owner:
    """The team and its subdistrict; ``problem`` says why there is none, ``waits`` that it is asked for."""

    subdistrict: Area | None = None
    team: Team | None = None
    problem: str = ""
    waits: bool = False


def find_team(reading: SheetReading, days: Days, places: Places, *, by: User, asking: Asking) -> Owner:
    """The active team of the sheet's place, within the areas where ``by`` works."""
    owner = _subdistrict(reading, places, by, asking)
    if owner.subdistrict is None:
        return owner
    places.near = owner.subdistrict
    if not works_in(by, owner.subdistrict, *FIELD):
        owner.problem = outside(owner.subdistrict)
        return owner
    teams = Team.objects.worked_by(by).within(owner.subdistrict).with_place()
    # A team formed since may bring its earlier work along.
    owner.team = (teams.active(days.all[0]).first() if days.all else None) or teams.active().first()
    if owner.team is None:
        owner.problem = without_team(owner.subdistrict)
    return owner


def _subdistrict(reading: SheetReading, places: Places, by: User, asking: Asking) -> Owner:
    """From the title if it names a place that can be found, else from what the rows agree on."""
    named = [(text, found) for text in reading.titles.places if (found := places.candidates(text))]
    texts = {entry.place for entry in reading.entries if entry.place}
    rows = {area.pk: area for text in texts if len(found := places.candidates(text)) == 1 for area in found}
    if not named:
        if not rows:
            return Owner(
                problem=_("ไม่พบตำบลในไฟล์นี้ เขียนไว้เหนือตาราง เช่น ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม แล้วนำเข้าใหม่")
            )
        named = [(_("หลายตำบล"), list(rows.values()))]
    text, among = named[0]
    for narrowed in (
        [area for area in among if area.pk in rows],
        [area for area in among if works_in(by, area, *FIELD)],
    ):
        if len(among) > 1 and narrowed:
            among = narrowed
    if len(among) == 1:
        return Owner(subdistrict=among[0])
    shared = f"{reading.number}:team:{search_key(text)}"
    question = places.ask(f"{reading.number}:place", text, among, asking, sheet=reading.name, alike=shared)
    chosen = places.chosen(question, among)
    return Owner(subdistrict=chosen, waits=chosen is None)
