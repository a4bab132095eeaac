"""Photos, signed sheets and files of an activity, on private storage."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.models import Record
from geo.models.base import LiveManager
from geo.models.batch import private_storage

from ..choices import EvidenceKind
from ..querysets import EvidenceQuerySet
from .activity import Activity
from .submission import Submission


class EvidenceManager(LiveManager.from_queryset(EvidenceQuerySet)):
    """Files that were not taken out."""


def evidence_path(evidence: "Evidence", filename: str) -> str:
    """Where a file is kept: under its own uid, whatever the sender called it."""
    suffix = filename.rsplit(".", 1)[-1].lower()
    log_uid = evidence.activity.uid if evidence.activity else evidence.submission.log_uid
    return f"evidence/{log_uid}/{evidence.uid}.{suffix}"


class Evidence(Record):
    """One file. Pictures are kept without their metadata; ``size`` in bytes, width and height in pixels.

    It belongs to an activity; the one of a log that was kept aside (``submission``) comes to its activity
    when somebody decides to use that copy.
    """

    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="evidence", verbose_name=_("กิจกรรม")
    )
    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, blank=True, related_name="evidence", editable=False
    )
    kind = models.CharField(_("ชนิด"), max_length=8, choices=EvidenceKind, default=EvidenceKind.PHOTO)
    file = models.FileField(_("ไฟล์"), storage=private_storage, upload_to=evidence_path)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField(_("ขนาด"))
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64, db_index=True)
    caption = models.CharField(_("คำบรรยาย"), max_length=200, blank=True)

    objects = EvidenceManager()
    everything = models.Manager.from_queryset(EvidenceQuerySet)()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("หลักฐาน")
        verbose_name_plural = _("หลักฐาน")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_belongs",
                condition=models.Q(activity__isnull=False) | models.Q(submission__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id or self.submission}: {self.get_kind_display()}"
