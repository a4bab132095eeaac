"""Whom to ask: the office of a province, of a region, of the nation."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from geo.choices import Level
from geo.models import Area
from thai.errors import ReadingError
from thai.phones import format_phone, parse_phone

from ..querysets import ContactQuerySet

LEVELS = [Level.PROVINCE, Level.REGION, Level.NATION]
_BETWEEN = re.compile(r"[,;/\n]| และ | หรือ ")


class Contact(models.Model):
    """An office of the movement: never a person, and never a person's own number."""

    area = models.OneToOneField(
        Area,
        models.CASCADE,
        related_name="+",
        limit_choices_to={"level__in": LEVELS, "abolished_on": None},
        verbose_name=_("จังหวัด ภาค หรือทั้งประเทศ"),
    )
    name_th = models.CharField(
        _("ชื่อสำนักงานหรือบทบาท"), max_length=160, help_text=_("เช่น สำนักงานขบวนจังหวัดน่าน ไม่ใช่ชื่อคน")
    )
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=160, blank=True)
    phones = models.CharField(
        _("เบอร์โทรสำนักงาน"),
        max_length=80,
        blank=True,
        help_text=_("หลายเบอร์คั่นด้วยจุลภาค ไม่ใช้เบอร์ส่วนตัวของใคร"),
    )
    hours_th = models.CharField(
        _("เวลาที่ติดต่อได้"), max_length=120, blank=True, help_text=_("เช่น จันทร์–ศุกร์ 09.00–16.00 น.")
    )
    hours_en = models.CharField(_("เวลาภาษาอังกฤษ"), max_length=120, blank=True)
    email = models.EmailField(_("อีเมล"), blank=True)
    line = models.CharField(_("ไลน์"), max_length=120, blank=True, help_text=_("ไอดีหรือลิงก์ของกลุ่ม"))

    objects = ContactQuerySet.as_manager()

    panels = [
        FieldPanel("area"),
        FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en")]),
        MultiFieldPanel(
            [FieldPanel("phones"), FieldRowPanel([FieldPanel("hours_th"), FieldPanel("hours_en")])],
            heading=_("โทร"),
        ),
        FieldRowPanel([FieldPanel("email"), FieldPanel("line")]),
    ]

    class Meta:
        verbose_name = _("ที่ติดต่อ")
        verbose_name_plural = _("ที่ติดต่อ")
        ordering = ["area__code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The office's name in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.name_en) or self.name_th

    @property
    def hours(self) -> str:
        """When somebody answers, in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.hours_en) or self.hours_th

    @property
    def calls(self) -> list[tuple[str, str]]:
        """Numbers as a phone dials them and as people read them: ("+6620000000", "02-000-0000")."""
        return [(f"+66{digits[1:]}", format_phone(digits)) for digits in self.phones.split(", ") if digits]

    def clean(self) -> None:
        """Phone numbers are Thai ones; there is at least one way to reach somebody."""
        super().clean()
        try:
            self.phones = ", ".join(read_phones(self.phones))
        except ReadingError as error:
            raise ValidationError({"phones": error.message}) from error
        if not (self.phones or self.email or self.line):
            raise ValidationError(_("ใส่เบอร์โทร อีเมล หรือไลน์ อย่างน้อยหนึ่งทาง"))


def read_phones(text: str) -> list[str]:
    """Numbers as digits, in the order written. Raises thai.phones.PhoneError for what is no number."""
    found = (parse_phone(part) for part in _BETWEEN.split(text))
    return list(dict.fromkeys(digits for digits in found if digits))


@dataclass(frozen=True)
class Reach:
    """Whom to ask about ``area``: its own contact, else its region's or the nation's, else nobody yet."""

    area: Area | None
    contact: Contact | None

    @property
    def note(self) -> str:
        """What has to be said with it; "" where the contact is the place's own."""
        if self.contact is None:
            return gettext("ยังไม่มีที่ติดต่อในเว็บนี้ ถามผู้นำหรือสภาองค์กรชุมชนใกล้บ้านว่าใครอยู่ในขบวนจังหวัด")
        if self.area is None or self.contact.area.level == self.area.level:
            return ""
        places: dict[str, Any] = {"place": self.area.short_name, "wider": self.contact.area.name}
        if self.contact.area.level == Level.REGION:
            return gettext("%(place)s ยังไม่มีที่ติดต่อของตัวเองในเว็บนี้ ระหว่างนี้ถาม%(wider)sได้") % places
        return gettext("%(place)s ยังไม่มีที่ติดต่อของตัวเองในเว็บนี้ ระหว่างนี้ถามส่วนกลางได้") % places


def whom_to_ask(area: Area | None) -> Reach:
    """Whom to ask about the province, region or nation that ``area`` is, or the province it lies in.

    One query; ``None`` asks for the nation. A subdistrict or district has its province at hand.
    """
    place = area
    if area is None:
        found = Contact.objects.filter(area__level=Level.NATION).with_place()
    else:
        place = area.province if area.level in {Level.DISTRICT, Level.SUBDISTRICT} else area
        found = Contact.objects.around(place)
    by_level = {contact.area.level: contact for contact in found}
    return Reach(place, next((by_level[level] for level in LEVELS if level in by_level), None))
