"""Sign-in sheets as they were handed out: whose name stands in which row."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from .activity import Activity

if TYPE_CHECKING:
    from accounts.models import User

# Consonants alone make no words, and without digits a spreadsheet or a reader of days takes it for no number.
CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
CODE_LENGTH = 12


def new_code() -> str:
    """A code that no other sheet has: twelve letters. It opens nothing; who may see the activity is asked."""
    return get_random_string(CODE_LENGTH, CODE_LETTERS)


class PrintedSheetQuerySet(models.QuerySet):
    """Sign-in sheets that were handed out."""

    def latest_of(self, activity: Activity) -> "PrintedSheet | None":
        """The one that is in use: of an activity's sheets the last."""
        return self.filter(activity=activity).order_by("-printed_at", "-pk").first()

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Sheets of activities that the user sees."""
        return self.filter(activity__in=Activity.objects.visible_to(user))


class PrintedSheet(models.Model):
    """A sign-in sheet of an activity, written once.

    ``rows`` are ids of enrolments in their order: the first stands in row 1. ``empty_rows`` more, numbered
    on, wait for people who are on no roster yet.
    """

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="printed_sheets", verbose_name=_("กิจกรรม")
    )
    code = models.CharField(_("รหัสใบลงชื่อ"), max_length=CODE_LENGTH, unique=True, default=new_code)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("โดย")
    )
    printed_at = models.DateTimeField(_("เมื่อ"))
    rows = models.JSONField(default=list)
    empty_rows = models.PositiveSmallIntegerField(_("แถวว่าง"))

    objects = PrintedSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("ใบลงชื่อ")
        verbose_name_plural = _("ใบลงชื่อ")
        ordering = ["-printed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.shown_code}"

    @property
    def shown_code(self) -> str:
        """The code as it is printed, in fours: "BCDF-GHJK-LMNP"."""
        return "-".join(self.code[start : start + 4] for start in range(0, CODE_LENGTH, 4))

    @property
    def numbers(self) -> dict[int, int]:
        """Number of the row by enrolment's id, from 1."""
        return {enrolment: number for number, enrolment in enumerate(self.rows, start=1)}

    @property
    def empty_numbers(self) -> range:
        """Numbers of the empty rows, after those of the people."""
        return range(len(self.rows) + 1, len(self.rows) + self.empty_rows + 1)
