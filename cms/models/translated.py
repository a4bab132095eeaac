"""Which pages in another language than Thai have been translated, so that Thai is never shown as English."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from thai.foreign import reads_thai

from ..navigation import locale_id
from .base import PublicPage


class Translated(models.Model):
    """A mark beside a page whose every text is in the page's own language.

    Thai pages need none. A page without its mark (a copy that waits for its translation, an alias, a page
    published too early) is told of in no list, and its address says that it is not translated yet.
    """

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="translated")

    class Meta:
        verbose_name = _("หน้าที่แปลครบแล้ว")
        verbose_name_plural = _("หน้าที่แปลครบแล้ว")

    def __str__(self) -> str:
        return str(self.page)


def untranslated_texts(page: PublicPage) -> list[str]:
    """Those texts of a page, as HTML, that are still Thai; which texts count, translating itself decides."""
    texts = [part.string.data for part in extract_segments(page) if isinstance(part, StringSegmentValue)]
    return [text for text in texts if reads_thai(text)]


def mark(page: PublicPage) -> None:
    """Set or take away a page's mark, by what is in it now."""
    if untranslated_texts(page):
        Translated.objects.filter(page=page.pk).delete()
    else:
        Translated.objects.get_or_create(page_id=page.pk)


def mark_saved(instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Every save of a page decides anew: publishing, an alias that follows its original, a script.

    By what is kept, not by what is at hand: a draft that is saved changes nothing of the page that stands.
    """
    if (
        isinstance(instance, PublicPage)
        and not raw
        and instance.locale_id != locale_id(settings.LANGUAGE_CODE)
    ):
        mark(type(instance).objects.get(pk=instance.pk))


post_save.connect(mark_saved, dispatch_uid="cms.translated.mark_saved")
