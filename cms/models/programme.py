"""The programme's page: eight directions, and how far each has come."""

from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from programmes.figures import programme_so_far, public_directions
from programmes.models import Programme, ProgrammeYear
from thai import clock

from ..blocks import BODY
from ..directions import cards
from .base import PublicPage
from .material import Material, materials_of


class ProgrammePage(PublicPage):
    """What the programme wants, what can be measured of it already, and its documents."""

    lead = models.TextField(_("คำนำ"), blank=True)
    body = StreamField(BODY, blank=True, verbose_name=_("เนื้อหาใต้ 8 ทิศทาง"))

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        InlinePanel("documents", heading=_("เอกสารของโครงการ"), label=_("เอกสาร")),
    ]
    template = "cms/programme.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ContentPage"]
    nav_key = "programme"

    class Meta:
        verbose_name = _("หน้าโครงการ")

    @property
    def summary(self) -> str:
        """The lead."""
        return self.search_description or self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The directions as cards and table rows, how many can be measured, and which year it is."""
        context = super().get_context(request, *args, **kwargs)
        context |= {"as_of": clock.now(), "materials": materials_of(self.documents)}
        programme = Programme.objects.prefetch_related("years").current()
        if programme is None:
            return context
        directions = public_directions(None, programme_so_far(programme, clock.today()), programme)
        measured = sum(direction.measurable for direction in directions)
        years = list(programme.years.all())
        return context | {
            "programme": programme,
            "directions": directions,
            "cards": cards(directions),
            "measured": measured,
            "unmeasured": len(directions) - measured,
            "year_number": year_number(years, clock.today()),
            "years": len(years),
        }


def year_number(years: list[ProgrammeYear], day: date) -> int:
    """Which year of the programme ``day`` lies in: 1 for the first, and the last one after its end."""
    begun = sum(1 for year in years if year.starts_on <= day)
    return max(1, begun)


class ProgrammeDocument(Orderable):
    """A document of the programme, in the editors' order."""

    page = ParentalKey(ProgrammePage, related_name="documents")
    material = models.ForeignKey(Material, models.CASCADE, related_name="+", verbose_name=_("เอกสาร"))

    panels = [FieldPanel("material")]
