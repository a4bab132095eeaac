"""Closed vocabularies of the work app."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityStatus(models.TextChoices):
    """Life of an activity; only verified ones count in figures."""

    PLANNED = "planned", _("อยู่ในแผน")
    DRAFT = "draft", _("ร่าง")
    SUBMITTED = "submitted", _("รอตรวจ")
    VERIFIED = "verified", _("ยืนยันแล้ว")
    RETURNED = "returned", _("ส่งกลับให้แก้")
    POSTPONED = "postponed", _("เลื่อน")
    CANCELLED = "cancelled", _("ยกเลิก")


class MethodKind(models.TextChoices):
    """Whether hours of a method are training, practice or neither (directions 4 and 5)."""

    TRAINING = "training", _("อบรม")
    PRACTICE = "practice", _("ปฏิบัติการจริง")
    NEITHER = "neither", _("อื่น ๆ")


class Presence(models.TextChoices):
    """Three answers, never two: unknown is not absent."""

    PRESENT = "present", _("มา")
    ABSENT = "absent", _("ไม่มา")
    UNKNOWN = "unknown", _("ไม่ทราบ")


class PlanRule(models.TextChoices):
    """What a programme year asks of an activity outside its team's plan."""

    OFF = "off", _("ไม่บังคับ")
    WARN = "warn", _("เตือน")
    REQUIRE = "require", _("ต้องอยู่ในแผนหรือบอกเหตุผล")


class Repeats(models.TextChoices):
    """How often a planned activity is held again."""

    WEEKLY = "weekly", _("ทุกสัปดาห์")
    FORTNIGHTLY = "fortnightly", _("ทุก 2 สัปดาห์")
    MONTHLY = "monthly", _("ทุกเดือน")


class LedBy(models.TextChoices):
    """Who led an activity."""

    COORDINATOR = "coordinator", _("ผู้ประสานงาน")
    JOINTLY = "jointly", _("ทำร่วมกัน")
    COMMUNITY = "community", _("ชุมชน")


class PositionSource(models.TextChoices):
    """Where an activity's position comes from."""

    PHONE = "phone", _("จากมือถือ")
    MAP = "map", _("จากแผนที่")
    TYPED = "typed", _("ใส่เอง")


class HeadcountKind(models.TextChoices):
    """Who the people without names were; learners of a group carry the group besides."""

    GROUP = "group", _("กลุ่มผู้เรียนรู้")
    VISITOR = "visitor", _("ผู้มาเยือน")
    UNKNOWN = "unknown", _("ไม่ทราบกลุ่ม")


class HeadcountStage(models.TextChoices):
    """A number planned or a number that came."""

    PLANNED = "planned", _("เป้าหมาย")
    CAME = "came", _("มาจริง")


class EvidenceKind(models.TextChoices):
    """What a kept file shows."""

    PHOTO = "photo", _("รูป")
    SHEET = "sheet", _("ใบลงชื่อ")
    FILE = "file", _("ไฟล์")


class SubmissionOutcome(models.TextChoices):
    """What became of what a phone sent."""

    APPLIED = "applied", _("ถึงระบบแล้ว")
    CONFLICT = "conflict", _("มีสองฉบับ")
    HELD = "held", _("พักไว้ให้ผู้ตรวจดู")


class Deletable(models.TextChoices):
    """What people delete, and take back from the bin."""

    ACTIVITY = "activity", _("ร่างที่ทิ้งไป")
    SESSION = "session", _("ช่วงของกิจกรรม")
    EVIDENCE = "evidence", _("รูปและไฟล์")
    PERSON = "person", _("คน")
    SITE = "site", _("แหล่งเรียนรู้")


class Waits(StrEnum):
    """What can wait for somebody. What it is called, with its number, is told by ``services.inbox``."""

    COPIES = "copies"
    RETURNED = "returned"
    OVERDUE = "overdue"
    DRAFTS = "drafts"
    REVIEW = "review"
    HELD = "held"
    TEAMS = "teams"
    SITES = "sites"
    ALIKE = "alike"
    QUIET = "quiet"


class Shape(models.TextChoices):
    """Shape that marks a learner group besides its colour."""

    DIAMOND = "diamond", _("ข้าวหลามตัด")
    SQUARE = "square", _("สี่เหลี่ยม")
    CIRCLE = "circle", _("วงกลม")
