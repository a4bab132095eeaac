"""Uploaded sheets, kept with their questions and answers."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import BatchState
from ..querysets import ImportBatchQuerySet


def private_storage() -> object:
    """Storage for what must never stand below a public address."""
    return storages["private"]


def batch_path(batch: "ImportBatch", filename: str) -> str:
    """Where an uploaded sheet is kept: its own name stays in the row, never in the path."""
    suffix = filename.rsplit(".", 1)[-1].lower()
    return f"sheets/{batch.uid}.{suffix}"


class ImportBatch(models.Model):
    """One uploaded sheet: the file, who and when, the answers given, and what was written.

    ``answers`` maps a question's key to the answer, ``open_questions`` counts what still holds rows up;
    ``result`` counts rows by verdict once written, and what undoing did. ``file`` is empty once it was
    removed for its age; what was written stays and can be undone.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("ชนิด"), max_length=20)
    file = models.FileField(_("ไฟล์"), storage=private_storage, upload_to=batch_path, blank=True)
    filename = models.CharField(_("ชื่อไฟล์"), max_length=200)
    digest = models.CharField(max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="import_batches")
    uploaded_at = models.DateTimeField(_("ส่งมาเมื่อ"))
    # When the file came by the real clock, whatever day the work is on: its age counts from here.
    stored_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(_("สถานะ"), max_length=10, choices=BatchState, default=BatchState.PREVIEWED)
    answers = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)
    open_questions = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField(_("นำเข้าเมื่อ"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("ย้อนเมื่อ"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The areas the file speaks of; empty until they are known. They decide who else sees the batch.
    areas = models.ManyToManyField("geo.Area", blank=True, related_name="+")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("ไฟล์นำเข้า")
        verbose_name_plural = _("ไฟล์นำเข้า")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.filename

    @property
    def asks(self) -> bool:
        """Questions are open and can still be answered."""
        going_on = self.state in {BatchState.PREVIEWED, BatchState.WRITTEN}
        return bool(self.open_questions and self.file and going_on)


class ImportedRow(models.Model):
    """One row that an import made or changed: what its batch's undoing goes by.

    ``label`` names the model ("leaders.person"), ``object_id`` the row and ``version`` the one the import
    left it in: another one now means that somebody changed it since. ``before`` holds the fields of a changed
    row as they were, and its "version" then; None says that the import made the row.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="imported_rows")
    label = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    before = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("แถวที่นำเข้า")
        verbose_name_plural = _("แถวที่นำเข้า")
        constraints = [
            models.UniqueConstraint(name="imported_row_once", fields=["batch", "label", "object_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.object_id}"
