"""Who signs in, and who looked at or took out personal data."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account. What it may do comes from its area roles, not from here; no e-mail is needed."""

    display_name = models.CharField(_("ชื่อที่แสดง"), max_length=120, blank=True)
    # Accounts of the demo: a production server refuses to start while one exists.
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("บัญชีผู้ใช้")
        verbose_name_plural = _("บัญชีผู้ใช้")

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name to show to colleagues."""
        return self.display_name or super().get_full_name() or self.username


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are written once: neither changed nor deleted in bulk."""

    def update(self, **values: object) -> int:
        """Append only."""
        raise TypeError(f"{self.model.__name__} entries are append-only.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Append only."""
        raise TypeError(f"{self.model.__name__} entries are append-only.")


class AccessLog(models.Model):
    """One look at, or one export of, personal data. Written once, never changed or deleted."""

    class Action(models.TextChoices):
        SEEN = "seen", _("เปิดดู")
        EXPORTED = "exported", _("ส่งออก")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("บัญชีผู้ใช้")
    )
    at = models.DateTimeField(_("เมื่อ"), auto_now_add=True)
    action = models.CharField(_("การกระทำ"), max_length=10, choices=Action)
    noun = models.CharField(_("ข้อมูล"), max_length=60)
    object_ids = models.JSONField(_("รายการ"), default=list)
    number = models.PositiveIntegerField(_("จำนวนคน"))
    address = models.CharField(_("หน้า"), max_length=300)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("บันทึกการเข้าถึงข้อมูลส่วนบุคคล")
        verbose_name_plural = _("บันทึกการเข้าถึงข้อมูลส่วนบุคคล")
        ordering = ["-at"]
        indexes = [models.Index(fields=["user", "at"])]

    def __str__(self) -> str:
        return f"{self.user} {self.action} {self.noun} ×{self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Append only: an entry once written cannot be saved again."""
        if self.pk:
            raise TypeError("AccessLog entries are append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Append only: entries are never deleted through the model."""
        raise TypeError("AccessLog entries are append-only.")
