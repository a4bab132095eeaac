"""Reads of publishing: pages by language, place and day."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.translation import get_language
from wagtail.query import PageQuerySet

from geo.choices import Level
from geo.querysets import within_q
from thai.clock import today
from thai.collation import thai_order

if TYPE_CHECKING:
    from geo.models import Area, LearningSite

    from .models import LetterPage


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


class LetterQuerySet(PublicPageQuerySet):
    """Letters by the day on their head and their number."""

    def latest(self) -> Self:
        """The newest first."""
        return self.order_by("-letter_date", "-number", "-pk")

    def of_year(self, year: int) -> Self:
        """Those of a year (C.E.), from its first number on."""
        return self.filter(letter_date__year=year).order_by("number", "letter_date", "pk")

    def years(self) -> list[tuple[int, int]]:
        """Years (C.E.) that have letters, the newest first, each with its number of letters."""
        counted = self.order_by("-letter_date__year").values_list("letter_date__year")
        return list(counted.annotate(n=Count("pk")))

    def before(self, letter: "LetterPage") -> Self:
        """Those that came before ``letter``, the nearest first."""
        day, number = letter.letter_date, letter.number
        return self.filter(Q(letter_date__lt=day) | Q(letter_date=day, number__lt=number)).latest()

    def after(self, letter: "LetterPage") -> Self:
        """Those that came after ``letter``, the nearest first."""
        day, number = letter.letter_date, letter.number
        later = self.filter(Q(letter_date__gt=day) | Q(letter_date=day, number__gt=number))
        return later.latest().reverse()


class ContactQuerySet(QuerySet):
    """Whom to ask, by place."""

    def with_place(self) -> Self:
        """With the names of the place at hand."""
        return self.select_related("area__region")

    def around(self, area: "Area") -> Self:
        """Contacts of the province that ``area`` is or lies in, of its region, and of the nation."""
        keys = {area.pk, area.province_id, area.region_id} - {None}
        return self.filter(Q(area__in=keys) | Q(area__level=Level.NATION)).with_place()


class TermQuerySet(QuerySet):
    """Words of the movement."""

    def in_order(self) -> Self:
        """As in a dictionary of the reader's language."""
        return self.order_by(thai_order(Lower("term_en") if get_language() == "en" else "term_th"), "pk")


class MaterialQuerySet(QuerySet):
    """Materials by day."""

    def out(self, day: date | None = None) -> Self:
        """Those that can be taken along on ``day`` (today unless told), as ``Material.is_out`` says."""
        there = self.filter(withheld_at=None).exclude(document=None)
        return there.filter(Q(available_on=None) | Q(available_on__lte=day or today()))


def holds_q(column: str, needle: str) -> Q:
    """Whether a column holds these very letters."""
    return Q(GreaterThan(StrIndex(column, Value(needle)), 0))
