"""Partners: agencies that work along with the movement. CODI and the teams' own organisations are none."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from geo.models import Area, Record
from geo.models.base import LiveManager
from thai.text import search_key

from ..choices import PartnerKind
from ..querysets import PartnerQuerySet


class PartnerManager(LiveManager.from_queryset(PartnerQuerySet)):
    """Partners that were not deleted."""


class Partner(Record):
    """An agency by its name within the area it belongs to; no area: the whole nation.

    ``kind`` is blank while nobody has told it. ``name_key`` is the folded name and is kept in step by
    ``save``; within an area it stands once.
    """

    name = models.CharField(_("ชื่อหน่วยงาน"), max_length=160)
    name_key = models.CharField(max_length=160, editable=False)
    kind = models.CharField(_("ประเภทภาคี"), max_length=10, choices=PartnerKind, blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="partners", verbose_name=_("พื้นที่")
    )
    history = HistoricalRecords(excluded_fields=["name_key"])

    objects = PartnerManager()
    everything = models.Manager.from_queryset(PartnerQuerySet)()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("ภาคี")
        verbose_name_plural = _("ภาคี")
        constraints = [
            models.UniqueConstraint(
                name="partner_once_per_area",
                fields=["area", "name_key"],
                condition=models.Q(deleted_at__isnull=True, area__isnull=False),
                violation_error_message=_("มีภาคีชื่อนี้แล้ว"),
            ),
            models.UniqueConstraint(
                name="partner_once_in_the_nation",
                fields=["name_key"],
                condition=models.Q(deleted_at__isnull=True, area__isnull=True),
                violation_error_message=_("มีภาคีชื่อนี้แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep ``name_key`` in step with the name."""
        self.name_key = search_key(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "name_key"}
        super().save(*args, **kwargs)
