"""Persons: everyone who is named, whatever they do. Never a national ID."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from geo.models import Area, Record
from geo.models.base import LiveManager
from thai.names import name_key

from ..choices import Sex
from ..querysets import PersonQuerySet
from .team import Team

# What stands where the name of somebody was who was erased.
ERASED = _("(ลบข้อมูลแล้ว)")


class PersonManager(LiveManager.from_queryset(PersonQuerySet)):
    """Persons that were not deleted."""


class Person(Record):
    """Somebody with a name. The record lies where ``team`` lies, else in ``subdistrict``.

    ``birth_year`` is C.E.; ``phone`` holds digits only; ``name_key`` is the folded name that likely
    duplicates share and is kept in step by ``save``.
    """

    prefix = models.CharField(_("คำนำหน้า"), max_length=20, blank=True)
    title = models.CharField(_("ตำแหน่งนำหน้าชื่อ"), max_length=40, blank=True)
    given_name = models.CharField(_("ชื่อ"), max_length=80)
    family_name = models.CharField(_("นามสกุล"), max_length=80, blank=True)
    nickname = models.CharField(_("ชื่อเล่น"), max_length=40, blank=True)
    name_key = models.CharField(max_length=160, editable=False, db_index=True)
    position = models.CharField(_("องค์กรหรือตำแหน่ง"), max_length=160, blank=True)
    sex = models.CharField(_("เพศ"), max_length=8, choices=Sex, default=Sex.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField(
        _("ปีเกิด"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    phone = models.CharField(_("เบอร์โทร"), max_length=10, blank=True, db_index=True)
    subdistrict = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="residents", verbose_name=_("ตำบลที่อยู่")
    )
    address = models.CharField(_("บ้านเลขที่ หมู่"), max_length=120, blank=True)
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="persons", verbose_name=_("ทีมที่ดูแลข้อมูล")
    )
    erased_at = models.DateTimeField(_("ลบข้อมูลเมื่อ"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )
    history = HistoricalRecords(excluded_fields=["name_key"])

    objects = PersonManager()
    everything = models.Manager.from_queryset(PersonQuerySet)()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("คน")
        verbose_name_plural = _("คน")
        indexes = [models.Index(fields=["team", "name_key"])]
        constraints = [
            models.CheckConstraint(
                name="person_has_a_place",
                condition=models.Q(team__isnull=False) | models.Q(subdistrict__isnull=False),
            ),
            models.CheckConstraint(
                name="person_erased_is_blank",
                condition=models.Q(erased_at=None) | models.Q(given_name="", family_name="", phone=""),
            ),
            models.CheckConstraint(
                name="person_not_merged_into_self", condition=~models.Q(merged_into=models.F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name as people say it, without prefix: "สมหญิง รักบ้าน"; of one who was erased, that it was."""
        if self.erased_at:
            return str(ERASED)
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def formal_name(self) -> str:
        """The name as it is written: "นางสมหญิง รักบ้าน", "ผญ.บุญมี ดีพร้อม"."""
        return f"{self.title}{self.prefix}{self.full_name}"

    @property
    def now(self) -> "Person":
        """The person that this one was merged into, else this one."""
        found, met = self, set()
        while found.merged_into_id and found.pk not in met:
            met.add(found.pk)
            found = found.merged_into
        return found

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep ``name_key`` in step with the name."""
        self.set_name_key()
        fields = kwargs.get("update_fields")
        if fields is not None and {"given_name", "family_name"} & set(fields):
            kwargs["update_fields"] = {*fields, "name_key"}
        super().save(*args, **kwargs)

    def set_name_key(self) -> None:
        """Bring ``name_key`` in step with the name; ``save`` does, who writes many at once must."""
        self.name_key = name_key(self.given_name, self.family_name)
