"""Which language a page speaks."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


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
