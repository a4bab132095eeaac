"""What the search looks through: documents, the words that stand in them, and where each word stands.

An index of our own, in plain tables, so that SQLite and PostgreSQL find the same in the same order.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thai.words import LONGEST

from ..choices import Found


class SearchDocument(models.Model):
    """What one thing says in one language, and what a result shows of it; kept by ``cms.services.search``.

    Whether it may be seen is not kept here but asked of the thing itself with every search, so that what was
    withdrawn is gone at once. It holds no names of persons.
    """

    kind = models.CharField(_("ชนิด"), max_length=12, choices=Found)
    language = models.CharField(_("ภาษา"), max_length=8, choices=settings.LANGUAGES)
    # Routes that are no rows of a table count downwards from -1.
    object_id = models.BigIntegerField()
    # The rules of words by which this row was made (thai.words.VERSION); what other ones made is made anew.
    made_with = models.PositiveSmallIntegerField()
    day = models.DateField(_("วันที่"), null=True, blank=True)
    title = models.TextField(_("ชื่อ"))
    place = models.CharField(_("ที่ไหน"), max_length=400, blank=True)
    # The title, and everything, as search keys: what stands in quotes is looked for here.
    heading = models.TextField()
    text = models.TextField()
    # What is shown, in the language of the row.
    body = models.TextField(_("เนื้อหา"), blank=True)

    class Meta:
        verbose_name = _("สิ่งที่ค้นได้")
        verbose_name_plural = _("สิ่งที่ค้นได้")
        constraints = [
            models.UniqueConstraint(name="search_document_once", fields=["kind", "language", "object_id"])
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that stands somewhere, in the form under which it is looked for."""

    text = models.CharField(_("คำ"), max_length=LONGEST, unique=True)

    class Meta:
        verbose_name = _("คำที่ค้นได้")
        verbose_name_plural = _("คำที่ค้นได้")

    def __str__(self) -> str:
        return self.text


class SearchOccurrence(models.Model):
    """A word stands in a document."""

    word = models.ForeignKey(SearchWord, models.CASCADE, db_index=False, related_name="occurrences")
    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="occurrences")
    in_title = models.BooleanField()

    class Meta:
        verbose_name = _("ที่อยู่ของคำ")
        verbose_name_plural = _("ที่อยู่ของคำ")
        constraints = [
            # All that a search reads of a row stands in the index.
            models.UniqueConstraint(name="search_occurrence_once", fields=["word", "document", "in_title"]),
        ]

    def __str__(self) -> str:
        return f"{self.word_id} {self.document_id}"
