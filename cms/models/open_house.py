"""Open houses: when and where neighbours open their doors, and what one takes home."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, PageManager
from wagtail_localize.fields import SynchronizedField

from geo.models import Area, IssueArea, LearningSite
from programmes.models import LearnerGroup
from thai.clock import today
from thai.dates import format_time, format_time_range
from thai.widgets import active_language

from ..blocks import BODY, TimetableRowBlock
from ..blocks.text import FEATURES
from ..choices import SeatState
from ..choosers import area_chooser, site_chooser
from ..querysets import OpenHouseQuerySet
from .base import PublicPage
from .material import Material, materials_of
from .picture import Pictured

PER_PAGE = 12
SAME_IN_ALL_LANGUAGES = (
    "starts_on", "ends_on", "starts_at", "ends_at", "area", "issues", "seats", "seats_taken", "register_by",
)  # fmt: skip

OpenHouseManager = PageManager.from_queryset(OpenHouseQuerySet)


class OpenHouseIndexPage(PublicPage):
    """The calendar: what comes, and what was held with its materials."""

    lead = models.TextField(_("คำนำ"), blank=True)

    content_panels = [*PublicPage.content_panels, FieldPanel("lead")]
    template = "cms/open_houses.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.OpenHousePage"]
    nav_key = "open_houses"

    class Meta:
        verbose_name = _("ปฏิทินเปิดบ้าน")

    @property
    def summary(self) -> str:
        """The lead."""
        return self.search_description or self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What comes, soonest first, and a page of what was held, latest first."""
        context = super().get_context(request, *args, **kwargs)
        pages = OpenHousePage.objects.child_of(self).readable().with_place()
        past = Paginator(pages.past(), PER_PAGE).get_page(request.GET.get("page"))
        return context | {"upcoming": list(pages.upcoming()), "past": past}


class OpenHousePage(Pictured, PublicPage):
    """One open house. For now one registers by phone or through the province; hosts tell the seats."""

    lead = models.TextField(_("คำนำ"), help_text=_("1–2 ประโยค ไปดูอะไร ได้อะไรกลับบ้าน"))
    starts_on = models.DateField(_("วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True, blank=True, help_text=_("ถ้าจัดหลายวัน"))
    starts_at = models.TimeField(_("เริ่มเวลา"), null=True, blank=True)
    ends_at = models.TimeField(_("เลิกเวลา"), null=True, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("ตำบลที่จัด"))
    place_text = models.CharField(_("สถานที่"), max_length=200, blank=True)
    issues = ParentalManyToManyField(IssueArea, blank=True, related_name="+", verbose_name=_("ประเด็นงาน"))
    seats = models.PositiveSmallIntegerField(_("รับได้กี่คน"), null=True, blank=True)
    seats_taken = models.PositiveSmallIntegerField(_("ลงทะเบียนแล้วกี่คน"), null=True, blank=True)
    register_by = models.DateField(_("ปิดรับลงทะเบียน"), null=True, blank=True)
    contact = models.TextField(
        _("ลงทะเบียนและสอบถาม"), help_text=_("เช่น ขบวนจังหวัดน่าน โทร … จันทร์–ศุกร์ 09.00–16.00 น.")
    )
    timetable = StreamField([("row", TimetableRowBlock())], blank=True, verbose_name=_("กำหนดการ"))
    materials_note = models.CharField(_("คำแนะนำเรื่องเอกสาร"), max_length=200, blank=True)
    travel = RichTextField(_("การเดินทาง"), blank=True, features=FEATURES)
    body = StreamField(BODY, blank=True, verbose_name=_("เล่าเพิ่ม"))

    objects = OpenHouseManager()

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("area", widget=area_chooser.widget_class),
                FieldPanel("place_text"),
            ],
            heading=_("เมื่อไร ที่ไหน"),
        ),
        InlinePanel("hosts", heading=_("เจ้าบ้าน"), label=_("แหล่งเรียนรู้")),
        FieldPanel("issues", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("seats"), FieldPanel("seats_taken")]),
                FieldPanel("register_by"),
                FieldPanel("contact"),
            ],
            heading=_("ลงทะเบียน"),
        ),
        *Pictured.picture_panels,
        FieldPanel("timetable"),
        FieldPanel("materials_note"),
        InlinePanel("materials", heading=_("เอกสารและสื่อ"), label=_("เอกสารหรือสื่อ")),
        FieldPanel("travel"),
        FieldPanel("body"),
    ]
    template = "cms/open_house.html"
    parent_page_types = ["cms.OpenHouseIndexPage"]
    subpage_types: list[str] = []
    nav_key = "open_houses"
    # When, where, and how many seats are one thing in all languages.
    override_translatable_fields = [
        *PublicPage.override_translatable_fields,
        *Pictured.synchronised,
        *(SynchronizedField(name, overridable=False) for name in SAME_IN_ALL_LANGUAGES),
    ]

    class Meta:
        verbose_name = _("งานเปิดบ้าน")
        verbose_name_plural = _("งานเปิดบ้าน")

    @property
    def summary(self) -> str:
        """The lead."""
        return self.search_description or self.lead

    def clean(self) -> None:
        """The end is not before the start, on the day and by the clock."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("วันสุดท้ายต้องไม่ก่อนวันแรก")})
        one_day = self.ends_on is None or self.ends_on == self.starts_on
        if one_day and self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("เวลาเลิกต้องไม่ก่อนเวลาเริ่ม")})
        if self.ends_at and not self.starts_at:
            raise ValidationError({"starts_at": _("บอกเวลาเริ่มด้วย")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Hosts, issues, timetable with its groups, materials."""
        context = super().get_context(request, *args, **kwargs)
        # The names of the place in one query, for every part of the page.
        self.area = Area.objects.with_ancestors().get(pk=self.area_id)
        hosts = LearningSite.objects.published().with_place().filter(pk__in=self.hosts.values_list("site"))
        return context | {
            "hosts": list(hosts),
            "issues": list(self.issues.all()),
            "schedule": self.schedule(),
            "materials": materials_of(self.materials),
        }

    @property
    def last_on(self) -> date:
        """The last day."""
        return self.ends_on or self.starts_on

    @property
    def is_past(self) -> bool:
        """Whether it is over."""
        return self.last_on < today()

    @property
    def time_text(self) -> str:
        """ "09.00–15.30 น."; "" where no time was given."""
        return format_time_range(self.starts_at, self.ends_at, active_language()) if self.starts_at else ""

    @property
    def seats_left(self) -> int | None:
        """Free seats; None while the hosts have not told."""
        if self.seats is None or self.seats_taken is None:
            return None
        return max(0, self.seats - self.seats_taken)

    @property
    def seats_shown(self) -> int:
        """Taken seats as a part of all: a waiting list does not run over the end of the bar."""
        return min(self.seats_taken or 0, self.seats or 0)

    @property
    def state(self) -> SeatState:
        """Past, closed, full or open, by today."""
        if self.is_past:
            return SeatState.PAST
        if self.register_by and self.register_by < today():
            return SeatState.CLOSED
        return SeatState.FULL if self.seats_left == 0 else SeatState.OPEN

    @property
    def state_text(self) -> str:
        """What the pill says: "เหลือ 14 ที่", "เต็มแล้ว รับรายชื่อสำรอง", "รับ 40 ที่"; "" when nothing is known."""
        if self.state != SeatState.OPEN:
            return str(self.state.label)
        if self.seats_left is not None:
            return gettext("เหลือ %(n)s ที่") % {"n": self.seats_left}
        return gettext("รับ %(n)s ที่") % {"n": self.seats} if self.seats else ""

    @property
    def state_kind(self) -> str:
        """The pill's look."""
        return "up" if self.state == SeatState.OPEN else "off"

    def schedule(self) -> list[dict[str, Any]]:
        """Lines as ``components/schedule.html`` takes them; a learner group that is gone is left out."""
        groups = {group.key: group for group in LearnerGroup.objects.all()} if self.timetable else {}
        return [
            {
                "time": format_time(row.value["time"], active_language()),
                "what": row.value["what"],
                "parts": [
                    {"group": groups[part["group"]], "what": part["what"]}
                    for part in row.value["parts"]
                    if part["group"] in groups
                ],
            }
            for row in self.timetable
        ]


class OpenHouseHost(Orderable):
    """A learning site that opens its doors."""

    page = ParentalKey(OpenHousePage, related_name="hosts")
    site = models.ForeignKey(LearningSite, models.CASCADE, related_name="+", verbose_name=_("แหล่งเรียนรู้"))

    panels = [FieldPanel("site", widget=site_chooser.widget_class)]


class OpenHouseMaterial(Orderable):
    """A material of an open house, in the editors' order."""

    page = ParentalKey(OpenHousePage, related_name="materials")
    material = models.ForeignKey(Material, models.CASCADE, related_name="+", verbose_name=_("เอกสารหรือสื่อ"))

    panels = [FieldPanel("material")]
