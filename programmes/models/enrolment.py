"""Who learns in which team and group, from when to when."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from geo.models import IssueArea, Record
from geo.models.base import LiveManager
from leaders.models import Person, Team

from ..querysets import EnrolmentQuerySet
from .programme import LearnerGroup, Programme


class EnrolmentManager(LiveManager.from_queryset(EnrolmentQuerySet)):
    """Enrolments that were not deleted."""


class Enrolment(Record):
    """A person in a team's group of a programme. A change of group or team ends one and begins the next.

    No two enrolments of a person in a programme overlap: ``services.enrolments`` sees to it, and the
    database lets only one be open. Both days are included.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments", verbose_name=_("คน"))
    team = models.ForeignKey(Team, models.PROTECT, related_name="enrolments", verbose_name=_("ทีมตำบล"))
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="enrolments", verbose_name=_("โครงการ")
    )
    group = models.ForeignKey(LearnerGroup, models.PROTECT, related_name="enrolments", verbose_name=_("กลุ่ม"))
    issues = models.ManyToManyField(IssueArea, blank=True, related_name="+", verbose_name=_("ประเด็นงาน"))
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True, blank=True)
    history = HistoricalRecords(m2m_fields=[issues])

    objects = EnrolmentManager()
    everything = models.Manager.from_queryset(EnrolmentQuerySet)()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("รายชื่อทีม")
        verbose_name_plural = _("รายชื่อทีม")
        indexes = [models.Index(fields=["team", "starts_on"])]
        constraints = [
            models.CheckConstraint(
                name="enrolment_ends_after_start",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"),
            ),
            models.UniqueConstraint(
                name="enrolment_one_open_per_programme",
                fields=["person", "programme"],
                condition=models.Q(ends_on__isnull=True, deleted_at__isnull=True),
                violation_error_message=_("คนนี้อยู่ในรายชื่อของโครงการนี้อยู่แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.group}"

    def covers(self, day: date) -> bool:
        """Whether the person is on the roster on ``day``."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)

    @property
    def detail(self) -> str:
        """What tells two people of one name apart: issues of an issue specialist, else where or what."""
        if self.group.with_issues and (issues := [issue.name for issue in self.issues.all()]):
            return " · ".join(issues)
        return self.person.address or self.person.position
