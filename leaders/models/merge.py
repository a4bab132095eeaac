"""Persons put together because they are one, with all that is needed to take them apart again."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import MergeQuerySet
from .person import Person


class Merge(models.Model):
    """``gone`` was found to be ``kept``. Written once; undoing it is noted here and keeps the row.

    ``choices`` says field by field whose value was taken: "kept" or "gone".
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges", verbose_name=_("คนที่เก็บไว้"))
    gone = models.ForeignKey(
        Person, models.PROTECT, related_name="merged_away", verbose_name=_("คนที่รวมเข้ามา")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("โดย"))
    at = models.DateTimeField(_("เมื่อ"))
    choices = models.JSONField(default=dict)
    undone_at = models.DateTimeField(_("แยกคืนเมื่อ"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("การรวมคนซ้ำ")
        verbose_name_plural = _("การรวมคนซ้ำ")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="merge_once_at_a_time", fields=["gone"], condition=models.Q(undone_at__isnull=True)
            ),
            models.CheckConstraint(name="merge_of_two", condition=~models.Q(kept=models.F("gone"))),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"


class MergedRow(models.Model):
    """One row that a merge made or changed, in the order in which it was written.

    ``label`` names the model, ``before`` and ``after`` hold its columns; ``before`` is None for a row that
    the merge made, ``made_from`` then the row it was split from. ``histories`` are keys of the lines of
    history that the merge wrote about it.
    """

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows")
    label = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(default=dict)
    made_from = models.BigIntegerField(null=True, blank=True)
    histories = models.JSONField(default=list)

    class Meta:
        verbose_name = _("แถวที่รวม")
        verbose_name_plural = _("แถวที่รวม")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="merged_row_once", fields=["merge", "label", "object_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.object_id}"
