"""What every noun that a phone or a sheet can make carries."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thai.clock import now

from ..querysets import RecordQuerySet

BIN_FIELDS = ["deleted_at", "version", "changed_by", "changed_at"]


class LiveManager(models.Manager.from_queryset(RecordQuerySet)):
    """Hides deleted rows; ``Model.everything`` sees them too."""

    def get_queryset(self) -> RecordQuerySet:
        """Rows that were not deleted."""
        return super().get_queryset().filter(deleted_at=None)


class Record(models.Model):
    """A row that may be made on a phone: own ``uid``, a version, who and when, and a bin.

    The client may choose ``uid``; ``version`` rises by one with every saved change.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("สร้างเมื่อ"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(_("แก้ไขเมื่อ"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    import_batch = models.ForeignKey(
        "geo.ImportBatch", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = LiveManager()
    everything = models.Manager.from_queryset(RecordQuerySet)()

    class Meta:
        abstract = True
        # Related rows and history must still find a deleted row.
        base_manager_name = "everything"
        default_manager_name = "objects"

    def stamp(self, by: models.Model | None) -> None:
        """Note who changes this row now; the caller saves it. A new row gets its maker.

        Now is the moment of the work, for the history too, so that steps and changes stand in one order;
        the history names ``by`` also where there is no request.
        """
        at = self._history_date = now()
        self._history_user = by
        self.changed_by, self.changed_at = by, at
        if self._state.adding:
            self.created_by, self.created_at = by, at
        else:
            self.version += 1

    def put_into_bin(self, by: models.Model | None) -> None:
        """Hide this row from everybody; it stays, and can come back."""
        self.stamp(by)
        self.deleted_at = self.changed_at
        self.save(update_fields=BIN_FIELDS)

    def take_out_of_bin(self, by: models.Model | None) -> None:
        """Show it again."""
        self.stamp(by)
        self.deleted_at = None
        self.save(update_fields=BIN_FIELDS)
