"""Which language a page speaks."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers


class ThaiFirstMiddleware(LocaleMiddleware):
    """The language in the address, else the one chosen with the cookie, else Thai.

    Unlike Django's own, it does not follow the browser's preference: cheap phones are often sold with
    English settings, and their owners read Thai.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the page's language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = dict(settings.LANGUAGES)
        language = translation.get_language_from_path(request.path_info)
        language = language or (chosen if chosen in known else settings.LANGUAGE_CODE)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Send on to the same path with a language only from a path that is no address of ours.

        Any path below /th/ may be a page: without this a stranger would be sent on from a log that is
        not theirs, instead of being told that it is not there.
        """
        if response.status_code != 404 or request.resolver_match is None:
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
