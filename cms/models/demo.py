"""The mark that the demo is loaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Demo(models.Model):
    """There is one row while the demo is here: the day it lives on, and what it made.

    ``rows``: by model label the spans of primary keys, first and last included. ``files``: storage alias
    and name.
    """

    day = models.DateField(_("วันนี้ในเว็บ"))
    rows = models.JSONField(default=dict)
    files = models.JSONField(default=list)

    class Meta:
        verbose_name = _("ข้อมูลสาธิต")
        verbose_name_plural = _("ข้อมูลสาธิต")

    def __str__(self) -> str:
        return f"{self.day}"
