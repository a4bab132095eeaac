"""Closed vocabularies of publishing."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MaterialKind(models.TextChoices):
    """What a material is, in the spellings of the programme."""

    DOCUMENT = "document", _("เอกสาร")
    POSTER = "poster", _("โปสเตอร์")
    STICKER = "sticker", _("สติกเกอร์")
    SLIDES = "slides", _("สไลด์")
    VIDEO = "video", _("วิดีโอ 2–3 นาที")


class StoryKind(models.TextChoices):
    """What is told."""

    STORY = "story", _("เรื่องเล่าจากตำบล")
    NEWS = "news", _("ข่าว")


class Purpose(models.TextChoices):
    """Content pages that other pages link to by what they are for."""

    PLAIN = "plain", _("หน้าทั่วไป")
    FORM_TEAM = "form_team", _("วิธีตั้งทีมตำบล")
    PRIVACY = "privacy", _("การคุ้มครองข้อมูลส่วนบุคคล")
    ACCESSIBILITY = "accessibility", _("การเข้าถึงสำหรับทุกคน")


class SeatState(models.TextChoices):
    """How far an open house is from its visitors."""

    OPEN = "open", _("เปิดรับ")
    FULL = "full", _("เต็มแล้ว รับรายชื่อสำรอง")
    CLOSED = "closed", _("ปิดรับแล้ว")
    PAST = "past", _("จัดไปแล้ว")


class Found(models.TextChoices):
    """What a search finds; of two kinds that are found equally well the first one stands first."""

    PAGE = "page", _("หน้าเว็บ")
    AREA = "area", _("จังหวัดและภาค")
    TEAM = "team", _("ทีมตำบล")
    SITE = "site", _("แหล่งเรียนรู้")
    OPEN_HOUSE = "open_house", pgettext_lazy("many", "งานเปิดบ้าน")
    STORY = "story", _("จดหมายและเรื่องเล่า")
    MATERIAL = "material", _("เอกสารและสื่อ")
    TERM = "term", _("คำที่ใช้ในขบวน")


class Keepable(models.TextChoices):
    """What is deleted in the editing admin, and brought back from the bin."""

    PAGE = "page", _("หน้าเว็บ")
    PICTURE = "picture", _("รูป")
    DOCUMENT = "document", _("ไฟล์")
    MATERIAL = "material", _("เอกสารและสื่อ")
    CONTACT = "contact", _("ที่ติดต่อ")
    TERM = "term", _("คำที่ใช้ในขบวน")
