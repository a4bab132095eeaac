"""Rows that are written once, and the log of who looked at or took out personal data."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import connections, models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are written once: neither changed nor deleted in bulk."""

    def update(self, **values: object) -> int:
        """Append only."""
        raise TypeError(f"{self.model.__name__} entries are append-only.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Append only."""
        raise TypeError(f"{self.model.__name__} entries are append-only.")


class AppendOnly(models.Model):
    """What is written once, never changed or deleted."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Append only: an entry once written cannot be saved again."""
        if self.pk:
            raise TypeError(f"{type(self).__name__} entries are append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Append only: entries are never deleted through the model."""
        raise TypeError(f"{type(self).__name__} entries are append-only.")


class AccessLogQuerySet(AppendOnlyQuerySet):
    """Looks at persons."""

    def showing(self, keys: Iterable[int]) -> Self:
        """Those that showed one of the persons with these keys."""
        wanted = sorted(set(keys))
        if connections[self.db].vendor == "postgresql":
            one_of = Q()
            for key in wanted:
                one_of |= Q(object_ids__contains=[key])
            return self.filter(one_of) if wanted else self.none()
        listed = RawSQL(
            f"EXISTS (SELECT 1 FROM json_each({self.model._meta.db_table}.object_ids) "
            f"WHERE value IN ({', '.join(['%s'] * len(wanted))}))",
            wanted,
            output_field=models.BooleanField(),
        )
        return self.filter(listed) if wanted else self.none()


class AccessLog(AppendOnly):
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

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("บันทึกการเข้าถึงข้อมูลส่วนบุคคล")
        verbose_name_plural = _("บันทึกการเข้าถึงข้อมูลส่วนบุคคล")
        ordering = ["-at"]
        indexes = [models.Index(fields=["user", "at"])]

    def __str__(self) -> str:
        return f"{self.user} {self.action} {self.noun} ×{self.number}"
