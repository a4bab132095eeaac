"""Activities that were planned together: every second Wednesday, say."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.models import Record

from ..choices import Repeats


class Series(Record):
    """What activities planned in one go have in common; each is an activity of its own.

    A row instead of a bare mark on each activity, so that the database itself lets one form make one series
    (``uid`` is the form's), and so that it can be told how often the activity is held.
    """

    repeats = models.CharField(_("ทำซ้ำไหม"), max_length=12, choices=Repeats)

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("ชุดกิจกรรม")
        verbose_name_plural = _("ชุดกิจกรรม")

    def __str__(self) -> str:
        return f"{self.uid} {self.repeats}"
