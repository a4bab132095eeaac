"""What on the public site rests on which consent."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from leaders.models import Consent


class ConsentTie(models.Model):
    """One thing, a page (its drafts too), picture or material, rests on one consent.

    Written anew whenever the thing is saved or published, from the codes that its editor gave. What was taken
    off the site because the consent ended is ``held``: whatever codes it is given later, it stays off until
    the same person agrees again. Without a consent the person was erased, and nobody can agree again.
    """

    consent = models.ForeignKey(
        Consent, models.SET_NULL, null=True, related_name="ties", verbose_name=_("ความยินยอม")
    )
    held = models.BooleanField(default=False)
    # Hashes of the words of quotations that fell silent with it: they stay so without the code beside them.
    silent = models.JSONField(default=list, blank=True, editable=False)
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="+")
    picture = models.ForeignKey("cms.Picture", models.CASCADE, null=True, blank=True, related_name="+")
    material = models.ForeignKey("cms.Material", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("สิ่งที่เผยแพร่ด้วยความยินยอม")
        verbose_name_plural = _("สิ่งที่เผยแพร่ด้วยความยินยอม")
        constraints = [
            models.CheckConstraint(
                name="consent_tie_of_one_thing",
                condition=models.Q(page__isnull=False, picture=None, material=None)
                | models.Q(page=None, picture__isnull=False, material=None)
                | models.Q(page=None, picture=None, material__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consent_id} → {self.page_id or self.picture_id or self.material_id}"


class FileTie(models.Model):
    """A file was given out in a material that rested on a consent.

    It goes by what is in the file, and outlives material and document: what was taken off the site is fetched
    from no address any more, whatever becomes of the material. Without a consent the person was erased.
    """

    digest = models.CharField(max_length=40, db_index=True)
    material_key = models.BigIntegerField()
    consent = models.ForeignKey(
        Consent, models.CASCADE, null=True, related_name="+", verbose_name=_("ความยินยอม")
    )

    class Meta:
        verbose_name = _("ไฟล์ที่เผยแพร่ด้วยความยินยอม")
        verbose_name_plural = _("ไฟล์ที่เผยแพร่ด้วยความยินยอม")
        constraints = [
            models.UniqueConstraint(fields=["digest", "material_key", "consent"], name="file_tie_once"),
        ]

    def __str__(self) -> str:
        return f"{self.consent_id} → {self.digest}"


def is_shut(digest: str) -> bool:
    """Whether a file with this SHA-1 rests on a consent that ended, and its person did not agree again."""
    ties = list(FileTie.objects.filter(digest=digest).select_related("consent")) if digest else []
    return not _answered(ties, [tie.consent for tie in ties if tie.consent])


def held_agree(thing: models.Model, consents: Iterable[Consent]) -> bool:
    """Whether ``consents`` hold, for each one that a page, picture or material was taken off for, one that
    stands, of the same person to the same use. Nobody agrees for who was erased.
    """
    kind = "page" if isinstance(thing, Page) else type(thing).__name__.lower()
    held = ConsentTie.objects.filter(held=True, **{f"{kind}_id": thing.pk}).select_related("consent")
    return _answered(held, consents)


def _answered(ties: Iterable[ConsentTie | FileTie], consents: Iterable[Consent]) -> bool:
    """Whether for each tie there is a consent that stands, of the same person to the same use."""
    given = {(consent.person_id, consent.use) for consent in consents if consent.stands}
    return all(tie.consent and (tie.consent.person_id, tie.consent.use) in given for tie in ties)


class Withheld(models.Model):
    """What may be taken off the public site because a consent that it rests on was taken back.

    ``withheld_hash`` is the SHA-1 of the file that was taken off: another file is another thing. These
    columns are written by ``services.withholding`` alone.
    """

    withheld_at = models.DateTimeField(_("ออกจากเว็บเมื่อ"), null=True, blank=True, editable=False)
    withheld_hash = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A form that was open while a consent ended does not overwrite that it ended."""
        own = [field.name for field in self._meta.concrete_fields if field.name.startswith("withheld_")]
        row = type(self)._base_manager.filter(pk=self.pk).values(*own).first() if self.pk else None
        for name, value in (row or {}).items():
            setattr(self, name, value)
        super().save(*args, **kwargs)

    @property
    def present_hash(self) -> str:
        """The SHA-1 of its file; "" without a file."""
        raise NotImplementedError

    @property
    def is_another(self) -> bool:
        """Whether its file is another one than the one that was taken off; no, where one is not known."""
        present = self.present_hash
        return bool(present and self.withheld_hash) and present != self.withheld_hash
