"""Where the main pages of each language are. Kept for a minute, and forgotten when a page changes."""

from functools import lru_cache

from django.core.cache import cache
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language
from wagtail.models import Locale, Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .choices import Purpose
from .querysets import is_written

SECONDS = 60
KEY = "cms.navigation"
# Page types that stand once a language, and the key under which other pages know them.
ROLES = {
    "homepage": "home",
    "programmepage": "programme",
    "openhouseindexpage": "open_houses",
    "storyindexpage": "stories",
    "letterindexpage": "letters",
}

Addresses = dict[str, str]


def pages_by_role(language: str | None = None) -> Addresses:
    """Addresses of published and translated pages in a language, the reader's unless told.

    Roles: home, programme, open_houses, stories, letters. Purposes: form_team, privacy, accessibility.
    """
    found = cache.get(KEY)
    if found is None:
        found = _look_up()
        cache.set(KEY, found, SECONDS)
    return found.get(language or get_language() or "th", {})


def _look_up() -> dict[str, Addresses]:
    """One query for all languages."""
    wanted = Q(contentpage__isnull=False)
    for page_type in ROLES:
        wanted |= Q(**{f"{page_type}__isnull": False})
    pages = Page.objects.live().filter(wanted, is_written()).order_by("path")
    found: dict[str, Addresses] = {}
    for language, url_path, purpose, *types in pages.values_list(
        "locale__language_code", "url_path", "contentpage__purpose", *ROLES
    ):
        role = next((ROLES[name] for name, there in zip(ROLES, types, strict=True) if there), purpose)
        if role != Purpose.PLAIN:
            found.setdefault(language, {}).setdefault(role, address(language, url_path))
    return found


def address(language: str, url_path: str) -> str:
    """The path of a page from its place below the home page of its language."""
    below = url_path.split("/", 2)[2:]
    return f"/{language}/{below[0] if below else ''}"


def forget(**kwargs: object) -> None:
    """A page was published, withdrawn or moved."""
    cache.delete(KEY)


for _signal in (page_published, page_unpublished, post_page_move, page_slug_changed):
    _signal.connect(forget, dispatch_uid="cms.navigation.forget")


@lru_cache
def locale_id(language: str) -> int | None:
    """The key of a language's locale, which hardly ever changes."""
    return Locale.objects.filter(language_code=language).values_list("pk", flat=True).first()


def forget_locales(**kwargs: object) -> None:
    """A locale was made or changed."""
    locale_id.cache_clear()


for _signal in (post_save, post_delete):
    _signal.connect(forget_locales, sender=Locale, dispatch_uid="cms.navigation.locales")
