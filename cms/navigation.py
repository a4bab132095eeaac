"""Where the main pages of a language are. Kept for a minute, and forgotten when a page changes."""

from django.core.cache import cache
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .choices import Purpose
from .models import ContentPage, OpenHouseIndexPage, ProgrammePage, StoryIndexPage

SECONDS = 60
_ROLES = {ProgrammePage: "programme", OpenHouseIndexPage: "open_houses", StoryIndexPage: "stories"}


def _key(language: str) -> str:
    return f"cms.navigation.{language}"


def pages_by_role() -> dict[str, str]:
    """Addresses of published pages in the reader's language: programme, open_houses, stories and purposes."""
    language = get_language() or "th"
    found = cache.get(_key(language))
    if found is None:
        found = _look_up(language)
        cache.set(_key(language), found, SECONDS)
    return found


def _look_up(language: str) -> dict[str, str]:
    """One query for all: the pages right below a home page, and content pages with a purpose."""
    models = [ContentPage, *_ROLES]
    pages = (
        Page.objects.live()
        .type(*models)
        .filter(locale__language_code=language)
        .order_by("path")
        .select_related("content_type", "contentpage")
    )
    found: dict[str, str] = {}
    for page in pages:
        role = _role(page)
        if role and role not in found:
            found[role] = page.url or ""
    return {role: address for role, address in found.items() if address}


def _role(page: Page) -> str:
    model = page.cached_content_type.model_class()
    if model is ContentPage:
        purpose = page.contentpage.purpose
        return "" if purpose == Purpose.PLAIN else purpose
    return _ROLES.get(model, "")


def forget(**kwargs: object) -> None:
    """A page was published, withdrawn or moved."""
    cache.delete_many([_key("th"), _key("en")])


for _signal in (page_published, page_unpublished, post_page_move, page_slug_changed):
    _signal.connect(forget, dispatch_uid="cms.navigation.forget")
