"""Closed vocabularies of the accounts app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeKind(models.TextChoices):
    """What a code that works once is for."""

    INVITATION = "invitation", _("คำเชิญ")
    RESET = "reset", _("ตั้งรหัสผ่านใหม่")
    RECOVERY = "recovery", _("รหัสสำรอง")


class DigestRate(models.TextChoices):
    """How often somebody is told by e-mail what waits."""

    OFF = "off", _("ไม่ส่ง")
    WEEKLY = "weekly", _("สัปดาห์ละครั้ง")
    DAILY = "daily", _("ทุกวัน")


class EventKind(models.TextChoices):
    """What happened to an account."""

    INVITED = "invited", _("เชิญเข้าระบบ")
    HANDED_ON = "handed_on", _("มอบงานต่อ")
    CODE_GIVEN = "code_given", _("ออกรหัสให้ตั้งรหัสผ่านใหม่")
    JOINED = "joined", _("ใช้รหัสเข้าระบบครั้งแรก")
    RESET = "reset", _("ใช้รหัสตั้งรหัสผ่านใหม่")
    PASSWORD = "password", _("เปลี่ยนรหัสผ่านเอง")
    SIGNED_OUT = "signed_out", _("ออกจากเครื่องอื่นทั้งหมด")
    RENAMED = "renamed", _("แก้ชื่อที่แสดง")
    PHONE = "phone", _("เปลี่ยนเบอร์มือถือ")
    MAIL_ASKED = "mail_asked", _("ขอใช้อีเมล")
    MAIL = "mail", _("เปลี่ยนอีเมล")
    DIGEST = "digest", _("เปลี่ยนรอบอีเมลสรุปงาน")
    AREA_GIVEN = "area_given", _("ให้ดูแลพื้นที่")
    AREA_ENDED = "area_ended", _("เลิกดูแลพื้นที่")
    CLOSED = "closed", _("ปิดบัญชี")
    REOPENED = "reopened", _("เปิดบัญชีอีกครั้ง")
    FACTOR_SET = "factor_set", _("เปิดการยืนยันสองขั้น")
    FACTOR_RESET = "factor_reset", _("ล้างการยืนยันสองขั้น")
    RECOVERY_MADE = "recovery_made", _("ทำรหัสสำรองชุดใหม่")
    RECOVERY_USED = "recovery_used", _("เข้าด้วยรหัสสำรอง")
