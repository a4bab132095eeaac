"""Letters and stories: what tambons tell, and news."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from geo.models import Area
from leaders.choices import ConsentUse
from thai.clock import today

from ..blocks import BODY
from ..choices import StoryKind
from ..choosers import area_chooser
from ..consents import check_codes, codes_field, consents_of
from ..querysets import StoryQuerySet
from .base import PublicPage
from .consented import held_agree
from .picture import Pictured
from .quoted import PublicForm

PER_PAGE = 12

StoryManager = PageManager.from_queryset(StoryQuerySet)


class StoryIndexPage(PublicPage):
    """All stories and news, the newest first; ``?kind=`` narrows them."""

    lead = models.TextField(_("คำนำ"), blank=True)

    content_panels = [*PublicPage.content_panels, FieldPanel("lead")]
    template = "cms/stories.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.StoryPage"]
    nav_key = "stories"

    class Meta:
        verbose_name = _("หน้ารวมจดหมายและเรื่องเล่า")

    @property
    def summary(self) -> str:
        """The lead."""
        return self.search_description or self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """A page of stories, and which kind was asked for."""
        context = super().get_context(request, *args, **kwargs)
        stories = StoryPage.objects.child_of(self).readable().latest().with_place()
        kind = request.GET.get("kind", "")
        if kind in StoryKind.values:
            stories = stories.filter(kind=kind)
        page = Paginator(stories, PER_PAGE).get_page(request.GET.get("page"))
        return context | {"stories": page, "kind": kind, "kinds": StoryKind.choices}


class StoryForm(PublicForm):
    """Asks for consents only where somebody types: an unpublished page can still be saved as a draft."""

    def clean(self) -> dict[str, Any]:
        """What went off the site with a consent is published only when its person agrees again."""
        cleaned = super().clean()
        publishing = "action-publish" in self.data
        if publishing and not held_agree(self.instance, consents_of(cleaned.get("consent_codes") or "")):
            told = _("เจ้าของเรื่องไม่ยินยอมแล้ว จะเผยแพร่อีก ต้องใส่รหัสใหม่ของคนเดียวกัน ระหว่างนี้เก็บเป็นฉบับร่างได้")
            self.add_error("consent_codes", told)
        return cleaned

    def clean_consent_codes(self) -> str:
        """The consents of whose story it is stand, and are for stories."""
        written = self.cleaned_data["consent_codes"]
        check_codes(written, [ConsentUse.STORY])
        return written


class StoryPage(Pictured, PublicPage):
    """One story or piece of news. It names nobody who has not consented."""

    kind = models.CharField(_("ชนิด"), max_length=8, choices=StoryKind, default=StoryKind.STORY)
    told_on = models.DateField(_("วันที่"), default=today)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("เรื่องจากที่ไหน")
    )
    lead = models.TextField(_("คำนำ"), help_text=_("1–2 ประโยค ใช้ในหน้ารวมด้วย"))
    body = StreamField(BODY, blank=True, verbose_name=_("เนื้อเรื่อง"))
    consent_codes = codes_field(_("รหัสความยินยอมของเจ้าของเรื่อง"))

    objects = StoryManager()

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("kind"),
        FieldPanel("told_on"),
        FieldPanel("area", widget=area_chooser.widget_class),
        FieldPanel("lead"),
        *Pictured.picture_panels,
        FieldPanel("body"),
        FieldPanel("consent_codes"),
    ]
    base_form_class = StoryForm
    template = "cms/story.html"
    parent_page_types = ["cms.StoryIndexPage"]
    subpage_types: list[str] = []
    nav_key = "stories"
    override_translatable_fields = [
        *PublicPage.override_translatable_fields,
        *Pictured.synchronised,
        SynchronizedField("told_on", overridable=False),
        SynchronizedField("area", overridable=False),
        SynchronizedField("consent_codes", overridable=False),
    ]

    class Meta:
        verbose_name = _("เรื่องเล่าหรือข่าว")
        verbose_name_plural = _("เรื่องเล่าและข่าว")

    @property
    def summary(self) -> str:
        """The lead."""
        return self.search_description or self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Two more stories to read on."""
        context = super().get_context(request, *args, **kwargs)
        if self.area_id:
            # The names of the place in one query.
            self.area = Area.objects.with_ancestors().get(pk=self.area_id)
        others = StoryPage.objects.sibling_of(self, inclusive=False).readable().latest().with_place()
        return context | {"others": list(others[:2])}
