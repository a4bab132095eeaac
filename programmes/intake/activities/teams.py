"""Whose activity a row is: the team that its own column names, else that of where it was held."""

from django.utils.translation import gettext as _

from geo.choices import Level
from geo.models import Area
from leaders.models import Team
from thai.errors import excerpt

from ..owners import outside, without_team
from ..questions import Choice, QuestionKind
from .context import Context
from .drafts import Draft
from .places import text_of_place


def areas_of_team(text: str, context: Context) -> list[Area]:
    """The subdistricts whose team a cell may name: "ทีมตำบลท่าขอนยาง", "Tha Khon Yang team"."""
    said = context.places.read(place_of_team(text))
    if said.at_odds or said.within or not said.exact:
        return []
    return said.candidates


def place_of_team(text: str) -> str:
    """A team's name without the word for a team: "ตำบลท่าขอนยาง", "Tha Khon Yang"."""
    return text.strip().removeprefix("ทีม").removesuffix("team").removesuffix("Team").strip()


def read_named_team(draft: Draft, context: Context) -> None:
    """The team of the row's own column; of namesakes the one nearest to the place, else it is asked."""
    text = draft.row["team"]
    if not text or not draft.days:
        return
    areas = areas_of_team(text, context)
    if areas and not any(map(context.works, areas)):
        problem = {"label": draft.label("team"), "problem": outside(areas[0])}
        draft.result.refuse(_("ช่อง %(label)s: %(problem)s") % problem)
        return
    teams = [team for area in areas if (team := context.team_on(area, draft.days[0]))]
    if not teams:
        draft.note(_("ไม่พบทีม “%(text)s” นับเป็นของทีมในตำบลที่จัด") % {"text": excerpt(text)})
        return
    teams = _nearest(teams, context.places.candidates(text_of_place(draft.row)))
    draft.named_team = teams[0] if len(teams) == 1 else _ask(draft, teams, text, context)


def read_team(draft: Draft, context: Context) -> None:
    """The named team, else the subdistrict's on the first day; without one only reviewers of it go on."""
    if draft.refused or draft.area is None or not draft.days:
        return
    draft.team = draft.named_team
    if draft.team is not None or draft.area.level != Level.SUBDISTRICT:
        return
    draft.team = context.team_on(draft.area, draft.days[0])
    if draft.team is not None:
        return
    if context.reviews(draft.area):
        draft.note(_("ตำบลนี้ยังไม่มีทีม บันทึกเป็นกิจกรรมของพื้นที่"))
    else:
        draft.result.refuse(without_team(draft.area))


def _nearest(teams: list[Team], places: list[Area]) -> list[Team]:
    """Those in the subdistrict, else the district, else the province of the place; all where none is."""
    if len(places) != 1:
        return teams
    for level in ("pk", "district_id", "province_id"):
        there = getattr(places[0], level)
        if near := [team for team in teams if getattr(team.subdistrict, level) == there]:
            return near
    return teams


def _ask(draft: Draft, teams: list[Team], text: str, context: Context) -> Team | None:
    by_code = {team.subdistrict.code: team for team in teams}
    question = draft.ask(
        context,
        "team",
        QuestionKind.TEAM,
        _("ช่อง %(label)s: มี “%(text)s” %(number)s ทีม เลือกทีมที่ถูก")
        % {"label": draft.label("team"), "text": excerpt(text), "number": len(teams)},
        [Choice(code, team.subdistrict.full_name) for code, team in by_code.items()],
        about=text,
    )
    return by_code.get(question.answer)
