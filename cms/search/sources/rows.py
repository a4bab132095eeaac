"""Rows that have a page at a route, and the routes that are no rows."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.db import models
from django.db.models import Q
from django.urls import reverse

from geo.choices import Level
from geo.models import Area, LearningSite
from leaders.models import Team

from ...models import Term
from ..entries import THAI, Entry, entry_of, names_of, place_names
from ..routes import ROUTES, Route
from .base import RowSource, Source


class SiteSource(RowSource):
    """Learning sites."""

    def everything(self) -> models.QuerySet:
        """Published ones: thousands that are only proposed may come at once, and publishing one saves it."""
        return self.visible().with_place().prefetch_related("issues")

    def visible(self) -> models.QuerySet:
        """Published ones."""
        return LearningSite.objects.published()

    def entry(self, row: LearningSite, language: str) -> Entry:
        """The name, what one can learn, and where; issues by all their names."""
        issues = tuple(chain.from_iterable(names_of(issue) for issue in row.issues.all()))
        beside = (row.code, str(row._meta.verbose_name), *issues, *place_names(row.subdistrict))
        fields = ("summary", "place_text")
        return entry_of(row, "name", fields, language, beside, place=row.subdistrict.full_name)

    def addresses(self, keys: Iterable[int]) -> dict[int, str]:
        """The addresses of their pages."""
        return {key: reverse("public:site", args=[key]) for key in keys}


class TeamSource(RowSource):
    """Tambon teams."""

    def everything(self) -> models.QuerySet:
        """All teams."""
        return Team.objects.with_place()

    def visible(self) -> models.QuerySet:
        """Approved ones."""
        return Team.objects.approved()

    def entry(self, row: Team, language: str) -> Entry:
        """The name and where; nothing of people."""
        place = row.subdistrict
        return Entry(row.name, beside=place_names(place), place=place.full_name)

    def addresses(self, keys: Iterable[int]) -> dict[int, str]:
        """The addresses of their pages."""
        return {key: reverse("public:team", args=[key]) for key in keys}


class AreaSource(RowSource):
    """Regions and provinces, which have a page each."""

    def everything(self) -> models.QuerySet:
        """Those of today."""
        return Area.objects.current().filter(level__in=[Level.REGION, Level.PROVINCE]).with_ancestors()

    def entry(self, row: Area, language: str) -> Entry:
        """The name; beside it the region."""
        title = f"จังหวัด{row.name_th}" if language == THAI and row.level == Level.PROVINCE else row.name
        if row.in_bangkok:
            title = row.name
        return Entry(
            title,
            beside=(*place_names(row), row.short_name),
            place=row.region.name if row.level == Level.PROVINCE and row.region else "",
        )

    def addresses(self, keys: Iterable[int]) -> dict[int, str]:
        """The addresses of their pages; one query."""
        rows = Area.objects.filter(pk__in=keys).values_list("pk", "level", "code")
        return {key: reverse(f"public:{level}", args=[code]) for key, level, code in rows}


class TermSource(RowSource):
    """Words of the glossary."""

    def everything(self) -> models.QuerySet:
        """All words."""
        return Term.objects.all()

    def entry(self, row: Term, language: str) -> Entry:
        """The word, the same in the other language, and what it means."""
        return Entry(row.term, texts=(row.meaning,), beside=(row.other,))

    def addresses(self, keys: Iterable[int]) -> dict[int, str]:
        """Their places in the glossary; one query."""
        page = reverse("public:glossary")
        rows = Term.objects.filter(pk__in=keys).values_list("pk", "key")
        return {pk: f"{page}#{key}" for pk, key in rows}


class RouteSource(Source):
    """Main pages that render models: they stand in every language, and are no rows."""

    def rows(self) -> Iterator[Route]:
        """All of them."""
        return iter(ROUTES)

    def keys(self) -> list[int]:
        """Below nought, where no page is."""
        return [route.pk for route in ROUTES]

    def is_visible(self) -> Q:
        """All of them."""
        return Q(kind=self.kind, object_id__lt=0)

    def tells_of(self, kind: str, key: int) -> bool:
        """Those below nought."""
        return kind == self.kind and key < 0

    def entry(self, row: Route, language: str) -> Entry:
        """What the page says of itself, and what else people call it."""
        return Entry(str(row.title), texts=(str(row.text),), beside=(str(row.beside),))

    def addresses(self, keys: Iterable[int]) -> dict[int, str]:
        """Their addresses."""
        wanted = set(keys)
        return {route.pk: reverse(route.name) for route in ROUTES if route.pk in wanted}
