"""The home page."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import BaseTranslatableField

from programmes.figures import programme_so_far, public_headline
from programmes.models import LearnerGroup, Programme
from thai import clock

from ..mix import people_mix
from ..navigation import locale_id
from ..places import regions_with_counts, site_points
from ..querysets import readable_in
from .base import PublicPage
from .letter import LetterPage
from .open_house import OpenHousePage
from .story import StoryPage
from .translated import Translated

NEXT_OPEN_HOUSES = 3
LATEST_STORIES = 3


class HomePage(PublicPage):
    """Promise and finder, figures, groups, map, open houses, letters. Figures come from what was verified."""

    promise = models.TextField(_("คำชวน"), help_text=_("2–3 ประโยค ใต้ชื่อหน้า"))

    content_panels = [*PublicPage.content_panels, FieldPanel("promise")]
    template = "cms/home.html"
    parent_page_types = ["wagtailcore.Page"]
    nav_key = "home"
    # Home pages of all languages stand side by side, so each keeps a slug of its own.
    override_translatable_fields = [BaseTranslatableField("slug")]

    class Meta:
        verbose_name = _("หน้าแรก")

    @property
    def summary(self) -> str:
        """The promise."""
        return self.search_description or self.promise

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page below this one with that path; one that is still Thai only gives notice of itself.

        Wagtail falls back to the Thai tree where a language has no home page of its own.
        """
        language = get_language()
        page = self._below(path_components)
        if page and page.locale.language_code != language:
            page = None
        if language == settings.LANGUAGE_CODE:
            shown = page
        else:
            stands = page and Translated.objects.filter(page=page.pk, page__live=True).exists()
            shown = page if stands else None
        if shown:
            return shown.specific.route(request, []) if path_components else super().route(request, [])
        if language != settings.LANGUAGE_CODE and (original := self._original(page, path_components)):
            return RouteResult(original.specific, kwargs={"untranslated": True})
        raise Http404

    def _below(self, path_components: list[str]) -> Page | None:
        """The page with that path, looked up at once: Wagtail's own way reads every page above in full."""
        if not path_components:
            return self
        path = f"{self.url_path}{'/'.join(path_components)}/"
        pages = Page.objects.select_related("locale")
        return pages.filter(path__startswith=self.path, url_path=path).first()

    def _original(self, page: Page | None, path_components: list[str]) -> Page | None:
        """The Thai page that ``page``, or the address of a page that there is not, stands for."""
        thai = Page.objects.all()
        if page:
            thai = thai.filter(translation_key=page.translation_key)
        else:
            home = HomePage.objects.filter(locale_id=locale_id(settings.LANGUAGE_CODE))
            original_home = self if self in home else home.get(translation_key=self.translation_key)
            thai = thai.filter(pk=getattr(original_home._below(path_components), "pk", None))
        return readable_in(thai, settings.LANGUAGE_CODE).first()

    def crumbs(self) -> list[tuple[str, str]]:
        """None: this is where crumbs begin."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Figures so far, regions with their sites, the next open houses, the latest letter and stories."""
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
            "letter": LetterPage.objects.readable().latest().first(),
            "stories": list(StoryPage.objects.readable().latest().with_place()[:LATEST_STORIES]),
        }


def protected_groups() -> list[LearnerGroup]:
    """The three groups that the letter names, for a site without a programme yet."""
    return list(LearnerGroup.objects.filter(protected=True))
