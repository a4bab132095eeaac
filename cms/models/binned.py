"""What somebody deleted in the editing admin, kept whole so that it can be brought back."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page

from ..choices import Keepable


class Exact(DjangoJSONEncoder):
    """Times to the microsecond: Django's own cuts them short."""

    def default(self, o: Any) -> Any:
        """As ISO."""
        return o.isoformat() if isinstance(o, datetime | time) else super().default(o)


class Binned(models.Model):
    """One thing that was deleted: its rows as they were, its files in private storage, what pointed to it.

    Written and read by ``services.bin`` alone, which tells the shapes of ``rows``, ``files``, ``pointers``
    and ``referrers``. ``parent`` is the page above a page, ``collection`` where a picture
    or a document lay; without one it is gone, too.
    """

    noun = models.CharField(_("ชนิด"), max_length=10, choices=Keepable)
    kind = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_key = models.BigIntegerField()
    title = models.CharField(_("ชื่อ"), max_length=255)
    where = models.CharField(_("อยู่ที่ไหน"), max_length=255, blank=True)
    parent = models.ForeignKey(Page, models.SET_NULL, null=True, blank=True, related_name="+")
    collection = models.ForeignKey(Collection, models.SET_NULL, null=True, blank=True, related_name="+")
    below = models.PositiveIntegerField(default=0)
    deleted_at = models.DateTimeField(_("ลบเมื่อ"), db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("ลบโดย")
    )
    rows = models.JSONField(default=list, encoder=Exact)
    files = models.JSONField(default=list, encoder=Exact)
    pointers = models.JSONField(default=list, encoder=Exact)
    referrers = models.JSONField(default=list, encoder=Exact)

    class Meta:
        verbose_name = _("รายการที่ลบไป")
        verbose_name_plural = _("รายการที่ลบไป")
        ordering = ["-deleted_at", "-pk"]

    def __str__(self) -> str:
        return self.title
