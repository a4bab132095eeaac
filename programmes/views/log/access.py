"""Who opens the coordinator's workspace."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from geo.rules import is_coordinator
from leaders.models import Team
from leaders.querysets import TeamQuerySet

from ...models import Activity
from ...querysets import ActivityQuerySet

View = Callable[..., HttpResponse]


def field_worker(view: View) -> View:
    """The public signs in first; whoever coordinates, reviews or is staff nowhere is refused."""

    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("programmes.open_log"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def own_activities(user: User) -> ActivityQuerySet:
    """A coordinator's are those of the own subdistricts; reviewers and staff have those they wrote."""
    visible = Activity.objects.visible_to(user)
    return visible if is_coordinator(user) else visible.filter(authors=user)


def own_teams(user: User) -> TeamQuerySet:
    """Active teams the user works for, in dictionary order."""
    return Team.objects.worked_by(user).active().with_place().by_name()
