"""Pages of the tree, each in its own language, and materials, which are found on the pages they stand on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import translation
from django.utils.translation import get_language
from wagtail.models import Page, ReferenceIndex

from programmes.figures import direction_texts

from ...choices import Found
from ...models import Material, OpenHouseMaterial, OpenHousePage, ProgrammeDocument
from ...navigation import address
from ...querysets import PublicPageQuerySet
from ..entries import Entry, day_names, entry_of, names_of, place_names, texts_of
from .base import RowSource, Source

# Kinds that are pages of the tree.
PAGES = (Found.PAGE, Found.OPEN_HOUSE, Found.STORY)
LINKS = (OpenHouseMaterial, ProgrammeDocument)


@dataclass(frozen=True)
class PageSource(Source):
    """A type of pages: a page is found in its own language, by the texts of these fields."""

    fields: tuple[str, ...] = ("lead", "body")
    day: str = ""
    extra: Callable[[Any], Iterable[str]] = lambda page: ()

    def everything(self) -> models.QuerySet:
        """All pages of the type."""
        pages = self.model.objects.select_related("locale")
        return pages.with_place() if hasattr(pages, "with_place") else pages

    def is_visible(self) -> Q:
        """Readable pages, of whatever type: the same condition for all of them."""
        readable = PublicPageQuerySet(Page).readable()
        return Q(kind__in=PAGES, object_id__in=readable.order_by().values("pk"))

    def tells_of(self, kind: str, key: int) -> bool:
        """All page types are alike."""
        return kind in PAGES and key > 0

    def entries(self, row: Page) -> dict[str, Entry]:
        """One entry, in the page's language."""
        language = row.locale.language_code
        with translation.override(language):
            return {language: self.entry(row, language)}

    def entry(self, row: Page, language: str) -> Entry:
        """The page's own texts; beside them its issues, its place and its day in all their names."""
        area, day = getattr(row, "area", None), getattr(row, self.day) if self.day else None
        issues = row.issues.all() if isinstance(row, OpenHousePage) else ()
        return Entry(
            title=row.title,
            texts=(*chain.from_iterable(texts_of(row, name) for name in self.fields), *self.extra(row)),
            beside=(
                row.seo_title,
                # What the page is, where that is worth asking for: an open house, a letter, a story.
                str(row._meta.verbose_name) if day else "",
                # The number by which a letter is known.
                getattr(row, "number_text", ""),
                *chain.from_iterable(names_of(issue) for issue in issues),
                *place_names(area),
                *day_names(day),
            ),
            place=area.full_name if area else "",
            day=day,
        )

    def addresses(self, keys: Iterable[int]) -> dict[int, str]:
        """Addresses from the places in the tree; one query."""
        return page_addresses(keys)


class MaterialSource(RowSource):
    """Materials that can be taken along, found on the page where they stand."""

    def everything(self) -> models.QuerySet:
        """All materials, with their files."""
        return Material.objects.select_related("document")

    def visible(self) -> models.QuerySet:
        """Those that are out and stand on a page that everybody may read."""
        pages = PublicPageQuerySet(Page).readable().order_by()
        standing = Q(standing=True)
        for link in LINKS:
            standing |= Q(pk__in=link.objects.filter(page__in=pages.values("pk")).values("material"))
        in_a_body = Exists(_references(pages).filter(to_object_id=Cast(OuterRef("pk"), CharField())))
        return Material.objects.out().alias(standing=in_a_body).filter(standing)

    def entry(self, row: Material, language: str) -> Entry:
        """Title, what it is, and the note."""
        beside = (str(row.get_kind_display()), row.extension)
        return entry_of(row, "title", ("note",), language, beside)

    def addresses(self, keys: Iterable[int]) -> dict[int, str]:
        """The first readable page on which each stands; four queries at most."""
        keys, pages = set(keys), PublicPageQuerySet(Page).readable().order_by()
        found: dict[int, int] = {}
        for link in LINKS:
            rows = link.objects.filter(material__in=keys, page__in=pages.values("pk")).order_by("-page")
            found = dict(rows.values_list("material", "page")) | found
        wanted = [str(key) for key in keys - set(found)]
        body = _references(pages).filter(to_object_id__in=wanted).order_by("-pk")
        found |= {int(key): int(page) for key, page in body.values_list("to_object_id", "object_id")}
        addresses = page_addresses(set(found.values()))
        return {key: addresses[page] for key, page in found.items() if page in addresses}


def _references(pages: models.QuerySet) -> models.QuerySet:
    """What Wagtail noted of materials in the bodies of pages."""
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Material),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=pages.values(text_key=Cast("pk", CharField())),
    )


def page_addresses(keys: Iterable[int]) -> dict[int, str]:
    """Addresses of pages from their places in the tree; one query."""
    rows = Page.objects.filter(pk__in=keys).values_list("pk", "url_path")
    return {key: address(get_language(), url_path) for key, url_path in rows}


def directions_told(page: Page) -> list[str]:
    """Titles and sentences of the eight directions, which stand on the programme's page."""
    return [str(text) for text in chain.from_iterable(direction_texts())]
