"""Plain pages: how to form a team, privacy, accessibility, and whatever else has to be said."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from ..asking import province_asked
from ..blocks import BODY
from ..choices import Purpose
from .base import PublicPage
from .picture import Pictured


class ContentPage(Pictured, PublicPage):
    """A lead and a body. Its purpose tells other pages where to link."""

    lead = models.TextField(_("คำนำ"), blank=True)
    body = StreamField(BODY, blank=True, verbose_name=_("เนื้อหา"))
    purpose = models.CharField(_("ใช้เป็นหน้า"), max_length=16, choices=Purpose, default=Purpose.PLAIN)

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("lead"),
        *Pictured.picture_panels,
        FieldPanel("body"),
    ]
    settings_panels = [FieldPanel("purpose"), *PublicPage.settings_panels]
    template = "cms/content.html"
    parent_page_types = ["cms.HomePage", "cms.ContentPage"]
    subpage_types = ["cms.ContentPage"]
    override_translatable_fields = [*PublicPage.override_translatable_fields, *Pictured.synchronised]

    class Meta:
        verbose_name = _("หน้าเนื้อหา")
        verbose_name_plural = _("หน้าเนื้อหา")

    @property
    def summary(self) -> str:
        """The lead."""
        return self.search_description or self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Where the page says "ask your province", whom to ask in the one that was chosen."""
        context = super().get_context(request, *args, **kwargs)
        return context if self.purpose == Purpose.PLAIN else context | province_asked(request)
