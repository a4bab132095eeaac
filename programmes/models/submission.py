"""What a phone sent, kept as it came: so that nothing counts twice, and nothing is overwritten unseen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from leaders.models import Team

from ..choices import SubmissionOutcome
from ..querysets import SubmissionQuerySet
from .activity import Activity


class Submission(models.Model):
    """One sending of a log by a phone, and what became of it; the receipt is made of it.

    ``uid`` is made on the phone and names the sending; the same uid with another body is a conflict, kept in
    a row of its own. ``digest`` is the SHA-256 of the body. ``base`` is the version of the log that the phone
    knew (0: none yet), ``version`` the one this sending led to. The body of a draft that was taken in is not
    kept: it stands in the log.
    """

    uid = models.UUIDField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    log_uid = models.UUIDField(db_index=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions", verbose_name=_("โดย")
    )
    phone = models.UUIDField(editable=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="submissions", verbose_name=_("กิจกรรม")
    )
    final = models.BooleanField(_("ส่งให้ผู้ตรวจ"), default=False)
    base = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(null=True, blank=True)
    body = models.JSONField(default=dict)
    received_at = models.DateTimeField(_("ถึงระบบเมื่อ"))
    outcome = models.CharField(_("ผล"), max_length=10, choices=SubmissionOutcome)
    settled_at = models.DateTimeField(_("ตัดสินเมื่อ"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    used = models.BooleanField(_("ใช้ฉบับนี้"), null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ฉบับที่ส่งจากเครื่อง")
        verbose_name_plural = _("ฉบับที่ส่งจากเครื่อง")
        ordering = ["-received_at", "-pk"]
        constraints = [models.UniqueConstraint(name="submission_once", fields=["uid", "digest"])]
        indexes = [models.Index(fields=["outcome", "settled_at"])]

    def __str__(self) -> str:
        return f"{self.log_uid} {self.outcome}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide about it."""
        return self.outcome != SubmissionOutcome.APPLIED and self.settled_at is None
