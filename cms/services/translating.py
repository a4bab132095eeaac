"""Translations that come with the site: recorded segment by segment, as if an editor had written them."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments

from accounts.models import User

from ..models.base import PublicPage
from .streams import take_ids

_WORDS = (StringSegmentValue, TemplateSegmentValue)


class NotTheSame(ValueError):
    """A page and its translation do not have the same texts in the same places."""


@transaction.atomic
def add_translation(
    page: PublicPage, told: PublicPage, locale: Locale, *, by: User | None = None
) -> PublicPage:
    """Puts ``told`` into the tree as the translation of ``page``, and its texts beside the original's.

    ``told`` is an unsaved page of the same type that holds the texts of ``locale``, block for block. What is
    the same in all languages is copied from ``page``. Raises NotTheSame when a text is missing or one too
    many, and the page's DoesNotExist where the page above has no translation.
    """
    take_ids(page, told)
    pairs = list(_pairs(page, told))
    texts = [part for part in extract_segments(told) if isinstance(part, _WORDS)]
    copy_synchronised_fields(page, told)
    # Words are put into blocks of the original, so that all else in them stays equal; what is read anew is
    # the original's own copy, which this fills.
    ingest_segments(type(page).objects.get(pk=page.pk), told, page.locale, locale, texts)
    told.locale, told.translation_key = locale, page.translation_key
    told.live, told.owner = page.live, page.owner
    told.first_published_at, told.last_published_at = page.first_published_at, page.last_published_at
    above = page.get_parent()
    # Home pages of all languages stand side by side.
    parent = above if above.is_root() else above.get_translation(locale)
    parent.add_child(instance=told)
    _record(page, pairs, locale, by)
    return told


def says_the_same(page: PublicPage, told: PublicPage) -> bool:
    """Whether a page still has the texts of ``told``, an unsaved page of the same type."""
    take_ids(page, told)
    return _texts(page) == _texts(told)


def _pairs(page: PublicPage, told: PublicPage) -> Iterator[tuple[str, str, str]]:
    """Path, original and translation of every text, as HTML without attributes."""
    ours, theirs = _texts(page), _texts(told)
    if [path for path, _text in ours] != [path for path, _text in theirs]:
        different = {path for path, _text in ours} ^ {path for path, _text in theirs}
        raise NotTheSame(f"{page.slug}: {', '.join(sorted(different)) or 'texts in another order'}")
    for (path, original), (_path, translation) in zip(ours, theirs, strict=True):
        yield path, original, translation


def _texts(page: PublicPage) -> list[tuple[str, str]]:
    return [
        (part.path, part.string.data)
        for part in extract_segments(page)
        if isinstance(part, StringSegmentValue)
    ]


def _record(
    page: PublicPage, pairs: list[tuple[str, str, str]], locale: Locale, by: User | None
) -> Translation:
    """What the admin knows of the translation: its source as it is now, and each text in both languages."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    written = {(path, original): text for path, original, text in pairs}
    now = timezone.now()
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            data=written[segment.context.path, segment.string.data],
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            last_translated_by=by,
            created_at=now,
            updated_at=now,
        )
        for segment in _first_of_each(source)
    )
    return translation


def _first_of_each(source: TranslationSource) -> list[StringSegment]:
    """Segments of a source; a text that stands twice in one place is translated once."""
    segments = (
        StringSegment.objects.filter(source=source).select_related("context", "string").order_by("order")
    )
    return list({(segment.string_id, segment.context_id): segment for segment in segments}.values())


def forget_unused_texts() -> None:
    """Texts that stand in no page and were never translated: they are left over when a page goes."""
    String.objects.exclude(pk__in=StringSegment.objects.values("string")).exclude(
        pk__in=StringTranslation.objects.values("translation_of")
    ).delete()
    Template.objects.exclude(pk__in=TemplateSegment.objects.values("template")).delete()
