"""What one thing says to the search, put together from its fields."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from geo.choices import Level
from geo.models import Area, IssueArea
from thai.dates import BE_OFFSET
from thai.dates.words import ENGLISH_MONTHS, THAI_MONTHS

THAI = settings.LANGUAGE_CODE


@dataclass(frozen=True, slots=True)
class Entry:
    """What one thing says in one language. ``beside`` is looked through but not shown."""

    title: str
    texts: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    place: str = ""
    day: date | None = None


def entry_of(
    row: models.Model,
    title: str,
    texts: tuple[str, ...],
    language: str,
    beside: tuple[str, ...] = (),
    *,
    place: str = "",
) -> Entry:
    """An entry of fields that have an English sister (``…_en``).

    A Thai title stands in for an English one that there is not; what is not in the language is looked
    through but not shown.
    """
    own, other = ("_en", "") if language != THAI else ("", "_en")
    shown = field_in(row, title, own) or field_in(row, title, other)
    return Entry(
        title=shown,
        texts=tuple(line for name in texts for line in field_in(row, name, own).splitlines()),
        beside=(*(field_in(row, name, other) for name in (title, *texts)), *beside),
        place=place,
    )


def field_in(row: models.Model, name: str, ending: str) -> str:
    """A field with its ending; "" where the model has none such. Thai ones may end in ``_th``."""
    if ending:
        return getattr(row, name + ending, "")
    thai = f"{name}_th"
    return getattr(row, thai if hasattr(row, thai) else name)


def texts_of(page: Page, name: str) -> list[str]:
    """What a field of a page says, without markup; of a body all that its blocks tell a search."""
    value, column = getattr(page, name), page._meta.get_field(name)
    if isinstance(column, StreamField):
        return value.stream_block.get_searchable_content(value)
    return [get_text_for_indexing(value) if isinstance(column, RichTextField) else value]


def names_of(issue: IssueArea) -> tuple[str, ...]:
    """The official names of an issue; other names lead to them when something is asked."""
    return issue.name_th, issue.name_en


def place_names(area: Area | None) -> tuple[str, ...]:
    """Thai names with their level in full, and English names, from the area up to its region."""
    if area is None:
        return ()
    chain_up = [area, area.district, area.province, area.region]
    # An area repeats itself at its own level.
    places = {place.pk: place for place in chain_up if place}.values()
    thai = (level_word(place) + place.name_th for place in places)
    return (*thai, *(place.name_en for place in places))


def level_word(area: Area) -> str:
    """The word that stands before the name of an area."""
    if area.in_bangkok:
        return {Level.SUBDISTRICT: "แขวง", Level.DISTRICT: "เขต"}.get(area.level, "")
    return {Level.SUBDISTRICT: "ตำบล", Level.DISTRICT: "อำเภอ", Level.PROVINCE: "จังหวัด"}.get(area.level, "")


def day_names(day: date | None) -> tuple[str, ...]:
    """A day's month and year in words of both languages."""
    if day is None:
        return ()
    month = day.month - 1
    thai, english = THAI_MONTHS[month][0], ENGLISH_MONTHS[month]
    return f"{day.day} {thai} {day.year + BE_OFFSET}", f"{day.day} {english} {day.year}"
