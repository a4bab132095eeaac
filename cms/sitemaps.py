"""What search engines are told to read: pages of editors, and the routes that render models."""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Page

from geo.choices import Level
from geo.models import Area, LearningSite
from leaders.models import Team

from .navigation import address
from .querysets import is_written

# The language of whoever reads neither.
LANGUAGE = settings.LANGUAGE_CODE
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# An address in each language that there is one in.
Places = dict[str, str]


def entries(places: Places, origin: str, **more: object) -> list[dict[str, object]]:
    """An entry for each language, each of which tells of all."""
    full = {language: f"{origin}{address}" for language, address in places.items()}
    alternates = [{"lang_code": language, "location": address} for language, address in full.items()]
    if LANGUAGE in full:
        alternates.append({"lang_code": "x-default", "location": full[LANGUAGE]})
    told = alternates if len(full) > 1 else []
    return [more | {"location": address, "alternates": told} for address in full.values()]


class PageSitemap(WagtailSitemap):
    """Published pages and their translations, at the host that was asked."""

    def items(self) -> list[list[Page]]:
        """All that everybody may read, translations of each other together."""
        pages = Page.objects.public().filter(is_written(), live=True, depth__gte=2).order_by("path")
        together: dict[object, list[Page]] = defaultdict(list)
        for page in pages.select_related("locale"):
            together[page.translation_key].append(page)
        return list(together.values())

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, object]]:
        return [
            entry
            for item in self.paginator.page(page).object_list
            for entry in entries(
                {one.locale.language_code: address(one.locale.language_code, one.url_path) for one in item},
                f"{protocol}://{domain}",
                lastmod=max((one.last_published_at for one in item if one.last_published_at), default=None),
                item=item[0],
            )
        ]


class ModelSitemap(Sitemap):
    """Routes that render models: each stands in every language."""

    limit = 10_000

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, object]]:
        return [
            entry
            for item in self.paginator.page(page).object_list
            for entry in entries(
                {language: self._in(language, item) for language in LANGUAGES},
                f"{protocol}://{domain}",
                lastmod=changed(item),
                item=item,
            )
        ]

    def _in(self, language: str, item: object) -> str:
        with translation.override(language):
            return self.location(item)


def changed(item: object) -> datetime | None:
    """When it last changed, where that is known."""
    return getattr(item, "changed_at", None)


class SiteSitemap(ModelSitemap):
    """Published learning sites."""

    def items(self) -> QuerySet:
        """By number."""
        return LearningSite.objects.published().order_by("pk")

    def location(self, item: LearningSite) -> str:
        """The site's page."""
        return item.get_absolute_url()


class TeamSitemap(ModelSitemap):
    """Approved teams."""

    def items(self) -> QuerySet:
        """By number."""
        return Team.objects.approved().order_by("pk")

    def location(self, item: Team) -> str:
        """The team's page."""
        return item.get_absolute_url()


class AreaSitemap(ModelSitemap):
    """Regions and provinces."""

    def items(self) -> QuerySet:
        """By code."""
        return Area.objects.current().filter(level__in=[Level.REGION, Level.PROVINCE]).order_by("code")

    def location(self, item: Area) -> str:
        """The area's page."""
        return reverse(f"public:{item.level}", args=[item.code])


class RouteSitemap(ModelSitemap):
    """The map with its list, the figures, what of it can be taken along, whom to ask, and words."""

    def items(self) -> list[str]:
        """Names of their addresses."""
        return ["public:contacts", "public:figures", "public:glossary", "public:open_data", "public:sites"]

    def location(self, item: str) -> str:
        """The page itself."""
        return reverse(item)


SITEMAPS = {
    "pages": PageSitemap,
    "sites": SiteSitemap,
    "teams": TeamSitemap,
    "areas": AreaSitemap,
    "routes": RouteSitemap,
}
