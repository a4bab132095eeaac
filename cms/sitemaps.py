"""What search engines are told to read: pages of editors, and the routes that render models."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Page

from geo.choices import Level
from geo.models import Area, LearningSite
from leaders.models import Team

LANGUAGE = "th"


class PageSitemap(WagtailSitemap):
    """Published pages in every language, at the host that was asked."""

    def items(self) -> QuerySet:
        """All that everybody may read."""
        return Page.objects.live().public().filter(depth__gte=2).order_by("path")

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, object]]:
        found = []
        for item in self.paginator.page(page).object_list:
            address = item.get_url(self.request)
            if address:
                location = f"{protocol}://{domain}{address}"
                found.append({"location": location, "lastmod": item.last_published_at, "item": item})
        return found


class ModelSitemap(Sitemap):
    """Routes that render models, in Thai; English ones follow with the English pages."""

    limit = 10_000

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, object]]:
        return [
            {
                "location": f"{protocol}://{domain}{self.location(item)}",
                "lastmod": changed(item),
                "item": item,
            }
            for item in self.paginator.page(page).object_list
        ]


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
    """The map with its list, the figures, and what of it can be taken along."""

    def items(self) -> list[str]:
        """Names of their addresses."""
        return ["public:figures", "public:open_data", "public:sites"]

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
