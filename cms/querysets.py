"""Reads of publishing: pages by language, place and day."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from wagtail.query import PageQuerySet

from geo.querysets import within_q
from thai.clock import today

if TYPE_CHECKING:
    from geo.models import Area, LearningSite


def is_written() -> Q:
    """Pages in the language of their address: Thai ones, and others once they have been translated."""
    return Q(locale__language_code=settings.LANGUAGE_CODE) | Q(translated__isnull=False)


def readable_in(pages: QuerySet, language: str) -> QuerySet:
    """Published, not kept private, and written in ``language``: a translation is never invented."""
    asked = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    kept_private = (
        apps.get_model("wagtailcore", "PageViewRestriction")
        .objects.annotate(asked=asked)
        .filter(asked__startswith=F("page__path"))
    )
    written = {} if language == settings.LANGUAGE_CODE else {"translated__isnull": False}
    return pages.filter(~Exists(kept_private), live=True, locale__language_code=language, **written)


class PublicPageQuerySet(PageQuerySet):
    """Pages that everybody may read."""

    def readable(self) -> Self:
        """Those that everybody may read in the reader's language."""
        return readable_in(self, get_language())


class OpenHouseQuerySet(PublicPageQuerySet):
    """Open houses by day and place."""

    def _with_last_day(self) -> Self:
        return self.annotate(last_day=Coalesce("ends_on", "starts_on"))

    def upcoming(self, day: date | None = None) -> Self:
        """Not over on ``day`` (today unless told), the next one first."""
        return self._with_last_day().filter(last_day__gte=day or today()).order_by("starts_on", "path")

    def past(self, day: date | None = None) -> Self:
        """Over by ``day`` (today unless told), the latest one first."""
        return self._with_last_day().filter(last_day__lt=day or today()).order_by("-starts_on", "path")

    def within(self, *areas: "Area") -> Self:
        """Held in one of ``areas``."""
        return self.filter(within_q(areas, "area"))

    def hosted_by(self, site: "LearningSite") -> Self:
        """Held at a learning site."""
        return self.filter(hosts__site=site)

    def with_place(self) -> Self:
        """With the names of the place at hand."""
        return self.select_related("area__district", "area__province", "area__region")


class StoryQuerySet(PublicPageQuerySet):
    """Stories and news by place."""

    def latest(self) -> Self:
        """The newest first."""
        return self.order_by("-told_on", "-pk")

    def about(self, area: "Area") -> Self:
        """Told of ``area``, of what lies in it, or of the district it lies in."""
        district = Q(area=area.district_id) if area.district_id else Q()
        return self.filter(within_q([area], "area") | district)

    def with_place(self) -> Self:
        """With place and picture at hand."""
        return self.select_related(
            "area__district", "area__province", "area__region", "photo"
        ).prefetch_related("photo__renditions")
