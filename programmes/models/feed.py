"""Private addresses of calendars: whoever knows one reads the activities of one account's teams."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import CalendarFeedQuerySet


class CalendarFeed(models.Model):
    """One address, kept as the digest of its secret part; an account has at most one that works.

    ``language`` is the one it was asked for in: a calendar sends no cookie that could say so.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds", verbose_name=_("บัญชีผู้ใช้")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    language = models.CharField(_("ภาษา"), max_length=5, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(_("สร้างเมื่อ"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("เลิกใช้เมื่อ"), null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(_("ใช้ล่าสุดเมื่อ"), null=True, blank=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("ลิงก์ปฏิทินส่วนตัว")
        verbose_name_plural = _("ลิงก์ปฏิทินส่วนตัว")
        constraints = [
            models.UniqueConstraint(
                name="calendarfeed_one_works",
                fields=["user"],
                condition=models.Q(revoked_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.created_at:%Y-%m-%d}"
