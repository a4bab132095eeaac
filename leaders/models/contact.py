"""Who to call about a learning site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from geo.models import LearningSite, Record
from geo.models.base import LiveManager

from ..querysets import SiteContactQuerySet
from .person import Person


class SiteContactManager(LiveManager.from_queryset(SiteContactQuerySet)):
    """Contacts that were not deleted."""


class SiteContact(Record):
    """Ties a person to a learning site: whom visitors call.

    A list may say no more than a number, or the name of an office. Then ``person`` is None, and ``name`` and
    ``phone`` (digits) hold what is known; a person's own name and phone stay with the person.
    """

    site = models.ForeignKey(
        LearningSite, models.PROTECT, related_name="contacts", verbose_name=_("แหล่งเรียนรู้")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="site_contacts", verbose_name=_("คน")
    )
    name = models.CharField(_("ชื่อผู้ประสาน"), max_length=120, blank=True)
    phone = models.CharField(_("เบอร์โทร"), max_length=10, blank=True)
    role = models.CharField(_("หน้าที่"), max_length=120, blank=True)
    history = HistoricalRecords()

    objects = SiteContactManager()
    everything = models.Manager.from_queryset(SiteContactQuerySet)()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("ผู้ประสานของแหล่งเรียนรู้")
        verbose_name_plural = _("ผู้ประสานของแหล่งเรียนรู้")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="site_contact_is_somebody",
                condition=models.Q(person__isnull=False, name="", phone="")
                | models.Q(person__isnull=True) & ~models.Q(name="", phone=""),
            ),
            models.UniqueConstraint(
                name="site_contact_once",
                fields=["site", "person"],
                condition=models.Q(deleted_at__isnull=True, person__isnull=False),
                violation_error_message=_("คนนี้เป็นผู้ประสานของที่นี่อยู่แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return self.called or self.phone

    @property
    def called(self) -> str:
        """The name to ask for: "นางสมใจ", "กลุ่มออมทรัพย์"; "" for a bare number."""
        return self.person.formal_name if self.person_id else self.name

    @property
    def number(self) -> str:
        """The phone as digits; "" for none."""
        return self.person.phone if self.person_id else self.phone
