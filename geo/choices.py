"""Closed vocabularies of the places app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Levels of an area, from the nation down to the subdistrict."""

    NATION = "nation", _("ประเทศ")
    REGION = "region", _("ภาค")
    PROVINCE = "province", _("จังหวัด")
    DISTRICT = "district", _("อำเภอ")
    SUBDISTRICT = "subdistrict", _("ตำบล")


class Certainty(models.TextChoices):
    """How sure we are of the region a province lies in (five regions of the institute)."""

    COUNT_MATCHED = "count-matched", _("จำนวนจังหวัดตรงกับที่ประกาศ")
    INFERRED = "inferred", _("อนุมานจากที่ตั้ง")
    UNCERTAIN = "uncertain", _("ยังไม่แน่ใจ")
    CONFIRMED = "confirmed", _("เจ้าหน้าที่ยืนยันแล้ว")


class Kept(models.TextChoices):
    """What of an area staff changed, so that the gazetteer no longer says it."""

    WORDS = "words", _("ชื่อและรหัสไปรษณีย์")
    END = "end", _("การยุบ")


class Role(models.TextChoices):
    """What somebody does in an area."""

    COORDINATOR = "coordinator", _("ผู้ประสานงานทีมตำบล")
    REVIEWER = "reviewer", _("ผู้ตรวจ")
    STAFF = "staff", _("เจ้าหน้าที่ พอช.")
    EDITOR = "editor", _("ผู้ดูแลเนื้อหา")


# Levels at which a role is held. Staff and editors work for the whole country.
ROLE_LEVELS = {
    Role.COORDINATOR: (Level.SUBDISTRICT, Level.DISTRICT),
    Role.REVIEWER: (Level.PROVINCE, Level.REGION),
    Role.STAFF: (Level.NATION,),
    Role.EDITOR: (Level.NATION,),
}


class SiteState(models.TextChoices):
    """Whether visitors can come to a learning site."""

    OPEN = "open", _("เปิดให้เข้าเยี่ยม")
    BY_APPOINTMENT = "by_appointment", _("นัดล่วงหน้า")
    CLOSED = "closed", _("ปิดปรับปรุง")


class SiteStatus(models.TextChoices):
    """How far a learning site is on its way to the public map."""

    DRAFT = "draft", _("ร่าง")
    PROPOSED = "proposed", _("เสนอแล้ว")
    PUBLISHED = "published", _("เผยแพร่แล้ว")


class BatchState(models.TextChoices):
    """Life of an uploaded sheet."""

    PREVIEWED = "previewed", _("ยังไม่ได้นำเข้า")
    WRITTEN = "written", _("นำเข้าแล้ว")
    CANCELLED = "cancelled", _("ยกเลิก")
    UNDONE = "undone", _("ย้อนแล้ว")
