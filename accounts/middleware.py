"""What browsers may keep of the pages of somebody who is signed in, and the door of the second factor."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .factors import SecondFactorNeeded, is_missing

Answer = Callable[[HttpRequest], HttpResponse]


class PrivatePagesMiddleware:
    """Pages made for a signed-in user are kept by nobody: a phone is shared, and "back" still works.

    A view that says itself how long its answer may be kept is left alone.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and mark what was made for one person."""
        response = self.get_response(request)
        # Whoever was not asked for is not asked for now: public pages cost no look at the session.
        if (
            request.session.accessed
            and not response.has_header("Cache-Control")
            and request.user.is_authenticated
        ):
            response["Cache-Control"] = "private, no-store"
        return response


class SecondFactorMiddleware:
    """Sends whoever needs a second factor, and has not shown it, to the page that asks for it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the editing admin only after a second factor, where the installation wants that."""
        if (
            settings.REQUIRE_SECOND_FACTOR
            and request.path.startswith(reverse("wagtailadmin_home"))
            and is_missing(request)
        ):
            return self._ask(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that raised ``SecondFactorNeeded`` is asked for again afterwards."""
        return self._ask(request) if isinstance(exception, SecondFactorNeeded) else None

    def _ask(self, request: HttpRequest) -> HttpResponse:
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('accounts:factor')}?{query}")
