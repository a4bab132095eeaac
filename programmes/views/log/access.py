"""Who opens the coordinator's workspace."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

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
