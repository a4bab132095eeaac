"""Words for scripts of the editing admin."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response


class OurWords(JavaScriptCatalog):
    """A package's own words, and ours where it has no Thai."""

    def get_paths(self, packages: list[str]) -> list[str]:
        """Ours come last, so they win."""
        return [*super().get_paths(packages), *(str(path) for path in settings.LOCALE_PATHS)]


class TranslatingWords(OurWords):
    """What side-by-side translating says in scripts."""

    packages = ["wagtail_localize"]


class AdminWords(OurWords):
    """What the scripts of the editing admin say."""

    packages = ["wagtail.admin"]


def admin_words(request: HttpRequest) -> HttpResponse:
    """In the language that the reader chose for the admin."""
    return get_localized_response(AdminWords.as_view(), request)
