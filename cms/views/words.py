"""Words for scripts of the editing admin."""

from django.conf import settings
from django.views.i18n import JavaScriptCatalog


class TranslatingWords(JavaScriptCatalog):
    """What side-by-side translating says in scripts: its own words, and ours where it has no Thai."""

    packages = ["wagtail_localize"]

    def get_paths(self, packages: list[str]) -> list[str]:
        """Ours come last, so they win."""
        return [*super().get_paths(packages), *(str(path) for path in settings.LOCALE_PATHS)]
