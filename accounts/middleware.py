"""What browsers may keep of the pages of somebody who is signed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
