"""Words of the drop-down lists: those that the readers take, in the language of whoever fills them in.

Places are in Thai for everybody: above a table they are found by their Thai marks.
"""

from collections.abc import Iterable

from django.utils import translation

from accounts.models import User
from geo.choices import Level
from geo.models import Area, IssueArea
from geo.querysets import FIELD_ROLES, seen_q
from leaders.models import Team
from thai.collation import thai_order

from ...models import LearnerGroup, Method, Programme
from .guides import Words

# Nobody scrolls through more; then the place is typed.
MOST_PLACES = 1_500
TICKS = ["/", "-"]


def words_for(wanted: Iterable[Words], user: User) -> dict[Words, list[str]]:
    """Each list that is asked for; one with too much to choose from is left out."""
    return {words: found for words in dict.fromkeys(wanted) if (found := _LISTS[words](user))}


def _groups(user: User) -> list[str]:
    programme = Programme.objects.current()
    groups = LearnerGroup.objects.filter(programmes=programme) if programme else LearnerGroup.objects.all()
    return [group.name for group in groups]


def _team_places(user: User) -> list[str]:
    """Subdistricts whose team the user works for."""
    teams = Team.objects.worked_by(user).active().with_place().by_name()
    return _names([team.subdistrict for team in teams[: MOST_PLACES + 1]])


def _places(user: User) -> list[str]:
    """Subdistricts where the user works."""
    mine = Area.objects.current().level(Level.SUBDISTRICT).filter(seen_q(user, "", *FIELD_ROLES))
    listed = mine.with_ancestors().order_by(thai_order("name_th"), "code")
    return _names(list(listed[: MOST_PLACES + 1]))


def _names(areas: list[Area]) -> list[str]:
    """Full names in Thai; none when there are too many."""
    with translation.override("th"):
        return [area.full_name for area in areas] if len(areas) <= MOST_PLACES else []


_LISTS = {
    Words.GROUPS: _groups,
    Words.METHODS: lambda user: [method.name for method in Method.objects.all()],
    Words.ISSUES: lambda user: [issue.name for issue in IssueArea.objects.all()],
    Words.TEAM_PLACES: _team_places,
    Words.PLACES: _places,
    Words.TICKS: lambda user: TICKS,
}
