"""Who opens the reviewers' workspace, and how its lists are cut into pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from geo.rules import is_desk

View = Callable[..., HttpResponse]
PER_PAGE = 25


def desk_only(view: View) -> View:
    """The public signs in first; whoever is neither reviewer nor staff is refused."""

    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_desk(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def page_of(rows: QuerySet, request: HttpRequest, per_page: int = PER_PAGE) -> Page:
    """The page that ``?page=`` asks for; nonsense gives the first, too far the last."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def page_with(
    rows: QuerySet, request: HttpRequest, dress: Callable[[QuerySet], QuerySet], per_page: int = PER_PAGE
) -> Page:
    """As ``page_of``, with ``dress`` (annotations, related rows) done to the rows of the page only.

    A database may work out costly annotations for every row before it sorts and cuts.
    """
    page = page_of(rows.values_list("pk", flat=True), request, per_page)
    keys = list(page.object_list)
    dressed = dress(rows.model.objects.filter(pk__in=keys)).in_bulk()
    page.object_list = [dressed[key] for key in keys if key in dressed]
    return page


def words_of(error: ValidationError) -> str:
    """The messages of a refusal as one text."""
    return " · ".join(error.messages)
