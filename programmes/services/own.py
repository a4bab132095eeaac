"""What somebody works on: where the coordinators' workspace and the inbox begin."""

from accounts.models import User
from geo.rules import is_coordinator
from leaders.models import Team
from leaders.querysets import TeamQuerySet

from ..models import Activity
from ..querysets import ActivityQuerySet


def own_activities(user: User) -> ActivityQuerySet:
    """A coordinator's are those of the own subdistricts; reviewers and staff have those they wrote."""
    visible = Activity.objects.visible_to(user)
    return visible if is_coordinator(user) else visible.filter(authors=user)


def own_teams(user: User) -> TeamQuerySet:
    """Active teams the user works for, in dictionary order."""
    return Team.objects.worked_by(user).active().with_place().by_name()
