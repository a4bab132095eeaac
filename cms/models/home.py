"""The home page."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from programmes.figures import programme_so_far, public_headline
from programmes.models import LearnerGroup, Programme
from thai import clock

from ..mix import people_mix
from ..navigation import locale_id
from ..places import regions_with_counts, site_points
from .base import PublicPage
from .open_house import OpenHousePage
from .story import StoryPage

NEXT_OPEN_HOUSES = 3
LATEST_STORIES = 4


class HomePage(PublicPage):
    """Promise and finder, figures, groups, map, open houses, stories. Figures come from what was verified."""

    promise = models.TextField(_("คำชวน"), help_text=_("2–3 ประโยค ใต้ชื่อหน้า"))
    english = models.TextField(_("สรุปภาษาอังกฤษ"), blank=True)

    content_panels = [*PublicPage.content_panels, FieldPanel("promise"), FieldPanel("english")]
    template = "cms/home.html"
    parent_page_types = ["wagtailcore.Page"]
    nav_key = "home"

    class Meta:
        verbose_name = _("หน้าแรก")

    @property
    def summary(self) -> str:
        """The promise."""
        return self.search_description or self.promise

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Below another language's address nothing of this tree is shown.

        Wagtail falls back to this tree where a language has no home page of its own.
        """
        if self.locale_id != locale_id(get_language()):
            if path_components:
                raise Http404
            return RouteResult(self, kwargs={"coming": True})
        if not path_components:
            return super().route(request, path_components)
        # The whole path at once: Wagtail's own way reads every page above in full.
        path = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.filter(path__startswith=self.path, url_path=path).first()
        if page is None:
            raise Http404
        return page.specific.route(request, [])

    def serve(self, request: HttpRequest, *args: Any, coming: bool = False, **kwargs: Any) -> HttpResponse:
        """The home page, or the page that says that the English pages are coming."""
        if coming:
            response = render(request, "cms/coming.html", {"other_language_url": "/th/"})
            patch_cache_control(response, no_cache=True)
            return response
        return super().serve(request, *args, **kwargs)

    def crumbs(self) -> list[tuple[str, str]]:
        """None: this is where crumbs begin."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Figures so far, regions with their sites, the next open houses, the latest stories."""
        context = super().get_context(request, *args, **kwargs)
        programme = Programme.objects.current()
        headline = mix = None
        if programme:
            period = programme_so_far(programme, clock.today())
            headline = public_headline(None, period, with_change=True)
            mix = people_mix(headline.by_group, headline.people)
        open_houses = OpenHousePage.objects.readable().upcoming().with_place()
        points = site_points()
        return context | {
            "as_of": clock.now(),
            "headline": headline,
            "mix": mix,
            "groups": [group for group, _people in headline.by_group] if headline else protected_groups(),
            "site_points": points,
            "sites_in_all": len({point.pk for point in points}),
            "regions": regions_with_counts(points),
            "open_houses": list(open_houses[:NEXT_OPEN_HOUSES]),
            "stories": list(StoryPage.objects.readable().latest().with_place()[:LATEST_STORIES]),
        }


def protected_groups() -> list[LearnerGroup]:
    """The three groups that the letter names, for a site without a programme yet."""
    return list(LearnerGroup.objects.filter(protected=True))
