"""Closed vocabularies of the people app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """Sex as told; unknown is the default and is not asked again."""

    FEMALE = "female", _("หญิง")
    MALE = "male", _("ชาย")
    OTHER = "other", _("อื่น ๆ")
    UNKNOWN = "unknown", _("ไม่ระบุ")


class TeamStatus(models.TextChoices):
    """A team is proposed by its coordinator and approved by a reviewer."""

    PROPOSED = "proposed", _("เสนอแล้ว")
    APPROVED = "approved", _("เห็นชอบแล้ว")


class PartnerKind(models.TextChoices):
    """What kind of agency a partner is (direction 7 counts kinds)."""

    CENTRAL = "central", _("ส่วนกลาง")
    PROVINCE = "province", _("จังหวัด/อำเภอ")
    LOCAL = "local", _("ท้องถิ่น (อปท.)")
    VILLAGE = "village", _("ท้องที่ (กำนัน ผู้ใหญ่บ้าน)")
    ACADEMIA = "academia", _("สถาบันวิชาการ")
    CIVIL = "civil", _("ประชาสังคม")
    PRIVATE = "private", _("เอกชน")
    RELIGIOUS = "religious", _("องค์กรศาสนา")
