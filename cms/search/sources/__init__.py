"""What there is to find: for each kind of thing who may see it, its words, and its address.

A further type is one further line in ``SOURCES``; a page type names the fields that tell its texts.
"""

from django.db import models

from geo.models import Area, LearningSite
from leaders.models import Team

from ...choices import Found
from ...models import (
    ContentPage,
    HomePage,
    LetterIndexPage,
    LetterPage,
    Material,
    OpenHouseIndexPage,
    OpenHousePage,
    ProgrammePage,
    StoryIndexPage,
    StoryPage,
    Term,
)
from ..routes import Route
from .base import BATCH, Source
from .pages import MaterialSource, PageSource, directions_told
from .rows import AreaSource, RouteSource, SiteSource, TeamSource, TermSource

__all__ = ["BATCH", "DISTINCT", "SOURCES", "Source", "source_of"]

SOURCES: tuple[Source, ...] = (
    PageSource(Found.PAGE, HomePage, fields=("promise",)),
    PageSource(Found.PAGE, ProgrammePage, extra=directions_told),
    PageSource(Found.PAGE, OpenHouseIndexPage, fields=("lead",)),
    PageSource(Found.PAGE, StoryIndexPage, fields=("lead",)),
    PageSource(Found.PAGE, LetterIndexPage, fields=("lead",)),
    PageSource(Found.PAGE, ContentPage),
    PageSource(
        Found.OPEN_HOUSE,
        OpenHousePage,
        fields=("lead", "place_text", "timetable", "travel", "body"),
        day="starts_on",
    ),
    PageSource(Found.STORY, StoryPage, day="told_on"),
    PageSource(Found.STORY, LetterPage, fields=("lead", "body", "closing"), day="letter_date"),
    RouteSource(Found.PAGE, Route),
    AreaSource(Found.AREA, Area),
    TeamSource(Found.TEAM, Team),
    SiteSource(Found.SITE, LearningSite),
    MaterialSource(Found.MATERIAL, Material),
    TermSource(Found.TERM, Term),
)
# Sources that differ in who sees their rows and where these stand: all types of pages are one.
DISTINCT = (SOURCES[0], *(source for source in SOURCES if not isinstance(source, PageSource)))


def source_of(model: type[models.Model]) -> Source:
    """The source of a model's rows."""
    return next(source for source in SOURCES if source.model is model)
