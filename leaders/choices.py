"""Closed vocabularies of the people app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class Verdict(models.TextChoices):
    """What two records say about being one person."""

    SAME = "same", _("แทบแน่ใจว่าคนเดียวกัน")
    ASK = "ask", _("ขอถาม")
    NO = "no", _("คนละคน")


class Reason(models.TextChoices):
    """Why two records are, or are not, taken for one person."""

    NAME = "name", _("ชื่อและนามสกุลตรงกัน")
    SOUND = "sound", _("ชื่อออกเสียงเหมือนกัน สะกดต่างกัน")
    SPELLING = "spelling", _("ชื่อสะกดใกล้กัน")
    GIVEN = "given", _("ชื่อตรงกัน แต่ไม่ได้ใส่นามสกุลไว้")
    NICKNAME = "nickname", _("ชื่อเล่นตรงกัน")
    PHONE = "phone", _("เบอร์โทรตรงกัน")
    YEAR = "year", _("ปีเกิดตรงกัน")
    NEAR_YEAR = "near_year", _("ปีเกิดต่างกัน 1 ปี")
    TEAM = "team", _("ทีมเดียวกัน")
    SUBDISTRICT = "subdistrict", _("ตำบลเดียวกัน")
    DISTRICT = "district", _("อำเภอเดียวกัน")
    ADDRESS = "address", _("บ้านเลขที่ตรงกัน")
    OTHER_YEAR = "other_year", _("แต่ปีเกิดต่างกัน")
    OTHER_SEX = "other_sex", _("แต่เพศไม่ตรงกัน")


class ConsentUse(models.TextChoices):
    """What somebody agreed to; each use is asked for by itself."""

    NAME = "name", _("แสดงชื่อ")
    PICTURE = "picture", _("เผยแพร่รูป")
    STORY = "story", _("เผยแพร่เรื่องเล่า")
    PASS_ON = "pass_on", _("ส่งชื่อและเบอร์ให้เจ้าบ้าน")
    CONTACT = "contact", _("ชวนไปงานครั้งต่อไป")


class ConsentWay(models.TextChoices):
    """How a consent was given, or taken back."""

    SIGNED = "signed", pgettext_lazy("consent", "ลงชื่อ")
    SPOKEN = "spoken", _("ด้วยวาจา")
    OWN = "own", _("กดเอง")


class ErasureReason(models.TextChoices):
    """Why somebody was erased."""

    ASKED = "asked", _("มีคนขอ")
    REPLAYED = "replayed", _("ลบซ้ำหลังกู้คืน")
    RETENTION = "retention", _("ครบเวลาเก็บ")
