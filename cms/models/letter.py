"""Letters of the director: numbered, dated twice, kept by year."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from thai.clock import today
from thai.dates import BE_OFFSET, shown_year
from thai.widgets import active_language

from ..blocks import BODY
from ..meta import OTHER
from ..navigation import pages_by_role
from ..querysets import LetterQuerySet
from .base import PublicPage
from .picture import Pictured

PER_PAGE = 12
# No letter is so old that its year could be a year of the other calendar.
FIRST_BE_YEAR = 2400

LetterManager = PageManager.from_queryset(LetterQuerySet)


class LetterIndexPage(PublicPage):
    """All letters, the newest first; ``?year=`` (B.E. or C.E.) shows one year's, from its first number on."""

    lead = models.TextField(_("คำนำ"), blank=True)

    content_panels = [*PublicPage.content_panels, FieldPanel("lead")]
    template = "cms/letters.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.LetterPage"]
    nav_key = "stories"

    class Meta:
        verbose_name = _("หน้ารวมจดหมาย")

    @property
    def summary(self) -> str:
        """The lead."""
        return self.search_description or self.lead

    def crumbs(self) -> list[tuple[str, str]]:
        """Letters stand beside the stories, below what the menu calls both."""
        return below_stories(super().crumbs())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The years that have letters with their numbers of them, and a page of letters.

        Raises Http404 for a year without letters.
        """
        context = super().get_context(request, *args, **kwargs)
        letters = LetterPage.objects.child_of(self).readable()
        years = letters.years()
        asked = request.GET.get("year", "")
        if asked:
            year = read_year(asked)
            if year not in dict(years):
                raise Http404
            letters = letters.of_year(year)
            context |= self._of_year(year, context)
        page = Paginator(letters if asked else letters.latest(), PER_PAGE).get_page(request.GET.get("page"))
        return context | {"letters": page, "years": years}

    def _of_year(self, year: int, context: dict[str, Any]) -> dict[str, Any]:
        """A year has an address of its own, told in the years that its language counts."""
        meta, language = context["meta"], active_language()
        title = gettext("จดหมายปี %(year)s") % {"year": shown_year(year, language)}
        here = f"{meta.path}?year={shown_year(year, language)}"
        there = f"{meta.other_path}?year={shown_year(year, OTHER[language])}" if meta.other_path else ""
        crumbs = [*meta.crumbs[:-1], (meta.crumbs[-1][0], meta.path), (title, "")]
        told = replace(meta, title=title, path=here, other_path=there, crumbs=crumbs)
        return {"year": year, "meta": told, "other_language_url": there or context["other_language_url"]}


class LetterPage(Pictured, PublicPage):
    """One letter. The day on its head and the day it was signed are told apart, as on paper."""

    number = models.PositiveSmallIntegerField(_("ฉบับที่"))
    letter_date = models.DateField(_("วันที่บนหัวจดหมาย"), default=today)
    signed_on = models.DateField(_("วันที่ลงชื่อ"), default=today)
    lead = models.TextField(_("คำนำ"), help_text=_("1–2 ประโยค ใช้ในหน้ารวมและในอาร์เอสเอส"))
    body = StreamField(BODY, blank=True, verbose_name=_("เนื้อจดหมาย"))
    closing = models.CharField(_("คำลงท้าย"), max_length=200, blank=True)
    signer = models.CharField(_("ลงชื่อ"), max_length=120, help_text=_("เช่น ผอ.พอช."))

    objects = LetterManager()

    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("number"), FieldRowPanel([FieldPanel("letter_date"), FieldPanel("signed_on")])],
            heading=_("หัวจดหมาย"),
        ),
        FieldPanel("lead"),
        *Pictured.picture_panels,
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("closing"), FieldPanel("signer")], heading=_("ลงท้าย")),
    ]
    template = "cms/letter.html"
    parent_page_types = ["cms.LetterIndexPage"]
    subpage_types: list[str] = []
    nav_key = "stories"
    override_translatable_fields = [
        *PublicPage.override_translatable_fields,
        *Pictured.synchronised,
        *(SynchronizedField(name, overridable=False) for name in ("number", "letter_date", "signed_on")),
    ]

    class Meta:
        verbose_name = _("จดหมาย")
        verbose_name_plural = _("จดหมาย")

    @property
    def summary(self) -> str:
        """The lead."""
        return self.search_description or self.lead

    @property
    def number_text(self) -> str:
        """ "ฉบับที่ 5"."""
        return gettext("ฉบับที่ %(n)s") % {"n": self.number}

    @property
    def reads(self) -> int:
        """How often it was read so far, in whichever language."""
        # A preview may show a letter that was never kept.
        read = LetterReading.objects.filter(letter__translation_key=self.translation_key)
        return (read.aggregate(n=models.Sum("number"))["n"] or 0) if self.pk else 0

    def crumbs(self) -> list[tuple[str, str]]:
        """The letter is known by its number."""
        return below_stories([*super().crumbs()[:-1], (self.number_text, "")])

    def clean(self) -> None:
        """A number stands once in a year and language."""
        super().clean()
        if self.number is None or self.letter_date is None:
            return
        same = LetterPage.objects.filter(
            locale_id=self.locale_id, number=self.number, letter_date__year=self.letter_date.year
        ).exclude(pk=self.pk)
        if same.exists():
            year = shown_year(self.letter_date.year)
            wrong = _("ปี %(year)s มีจดหมายฉบับที่ %(n)s แล้ว ใช้เลขถัดไป") % {"year": year, "n": self.number}
            raise ValidationError({"number": wrong})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """How often it was read, and the letters before and after it."""
        context = super().get_context(request, *args, **kwargs)
        others = LetterPage.objects.sibling_of(self).readable()
        return context | {
            "reads_text": reads_text(self.reads),
            "before": others.before(self).first(),
            "after": others.after(self).first(),
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The letter. A browser that has it keeps it, although somebody else has read it since.

        The validator is weak: it stands for everything on the page but the number of readings.
        """
        response = super().serve(request, *args, **kwargs)
        if not isinstance(response, TemplateResponse):
            return response
        content = response.render().content
        if told := response.context_data["reads_text"].encode():
            content = content.replace(told, b"")
        response["ETag"] = f'W/"{sha256(content).hexdigest()[:32]}"'
        return response


class LetterReading(models.Model):
    """How often a letter was read on a day (Asia/Bangkok, by the real clock); nothing about who read it."""

    letter = models.ForeignKey(LetterPage, models.CASCADE, related_name="readings")
    day = models.DateField(_("วันที่"))
    number = models.PositiveIntegerField(_("ครั้ง"), default=0)

    class Meta:
        verbose_name = _("จำนวนครั้งที่อ่าน")
        verbose_name_plural = _("จำนวนครั้งที่อ่าน")
        constraints = [models.UniqueConstraint(name="letter_reading_once_a_day", fields=["letter", "day"])]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.day}: {self.number}"


def reads_text(number: int) -> str:
    """ "อ่าน 667 ครั้ง"; "" where nobody has read yet."""
    told = ngettext("อ่าน %(n)s ครั้ง", "อ่าน %(n)s ครั้ง", number)
    return told % {"n": f"{number:,}"} if number else ""


def read_year(text: str) -> int | None:
    """A C.E. year from what stands in an address, B.E. or C.E.; None for what is no year."""
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        return None
    year = int(text)
    return year - BE_OFFSET if year >= FIRST_BE_YEAR else year


def below_stories(crumbs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Crumbs with the menu's step "letters and stories" behind home, where that page is published."""
    stories = pages_by_role().get("stories")
    step = [(gettext("จดหมายและเรื่องเล่า"), stories)] if stories else []
    return [*crumbs[:1], *step, *crumbs[1:]]
