"""What publishing does when a person is erased: pictures go with their files, quotations lose their words."""

import json
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Replace
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import Page, Revision
from wagtail.search import index
from wagtail_localize.models import String, TranslationSource

from leaders.choices import ConsentUse
from leaders.models import Consent
from leaders.services.erasing import Erasing, register, register_afterwards
from leaders.services.erasing.filenames import register_kept, register_renamed
from leaders.services.erasing.sweeping import register_refit

from ..consents import codes_in
from ..models import ConsentTie, FileTie, Picture, Rendition, SearchDocument, SearchWord
from ..models.quoted import quotes_of
from ..search.sources import SOURCES
from .bin.erasing import forget_resting_on, kept_pages, named_in, readdress_kept, readdressed, rename_kept
from .consents import take_off
from .search import bring_in_step


def connect() -> None:
    """From now on erasing a person reaches what is published."""
    register(_forget_published)
    register_afterwards(_found_no_more)
    register_refit(String._meta.label, _rehash)
    register_kept(Picture._meta.label, "withheld_file", "private")
    register_renamed(Picture._meta.label, _drop_sizes)


def _forget_published(erasing: Erasing) -> None:
    """Before the consents go, by which it is found."""
    consents = list(Consent.everything.filter(person__in=erasing.keys).select_related("person"))
    ties = list(ConsentTie.objects.filter(consent__in=consents).select_related("material"))
    take_off(consents)
    for picture in Picture.objects.filter(pk__in={tie.picture_id for tie in ties} - {None}):
        _delete(picture)
        erasing.counts[Picture._meta.label] += 1
    erasing.counts.update(forget_resting_on(consents))
    files = FileTie.objects.filter(consent__in=consents)
    shut = Document.objects.filter(file_hash__in=files.values("digest")).exists()
    files.update(consent=None)
    codes = frozenset(consent.code for consent in consents)
    stories = frozenset(consent.code for consent in consents if consent.use == ConsentUse.STORY)
    pages = Page.objects.filter(pk__in={tie.page_id for tie in ties} - {None}).specific()
    exact = frozenset(_words_of([*pages, *kept_pages()], stories))
    erasing.traces = replace(erasing.traces, codes=codes, stories=stories, exact=exact)
    if any(codes & set(codes_in(getattr(page, "consent_codes", ""))) for page in pages):
        erasing.left.append(_("เรื่องเล่าที่ใช้ความยินยอมของคนนี้ออกจากเว็บแล้ว อ่านแล้วลบ หรือเขียนใหม่โดยไม่มีคนนี้"))
    if shut or any(tie.material_id for tie in ties):
        erasing.left.append(_("เอกสารหรือสื่อที่ใช้ความยินยอมของคนนี้ออกจากเว็บแล้ว ดูแล้วลบ หรือทำใหม่โดยไม่มีคนนี้"))
    for slug in erasing.traces.slugs:
        _rename(slug, erasing)
    readdress_kept(erasing.traces.slugs)
    rename_kept(erasing.all_traces)


def _words_of(pages: Iterable[Page], stories: frozenset[str]) -> Iterable[str]:
    """What was quoted on a story's consent: side-by-side translating keeps it in a table of its own."""
    for page in pages:
        for told in quotes_of(page):
            if stories & set(codes_in(told.get("consent") or "")) and len(told["text"].split()) > 1:
                yield told["text"].strip()


def _rename(slug: str, erasing: Erasing) -> None:
    """A page's address may be made of a name; no redirect from there is made, for it would tell the name."""
    for page in Page.objects.filter(slug__contains=slug):
        if not named_in(slug, page.slug):
            continue
        old, new = f"/{page.slug}/", f"/page-{page.pk}/"
        below = Page.objects.descendant_of(page, inclusive=True)
        below.update(url_path=Replace("url_path", Value(old), Value(new)))
        Page.objects.filter(pk=page.pk).update(slug=new.strip("/"))
        for revision in Revision.objects.for_instance(page.specific):
            Revision.objects.filter(pk=revision.pk).update(content=readdressed(revision.content, old, new))
        for source in TranslationSource.objects.filter(object_id=page.translation_key):
            content = json.dumps(readdressed(json.loads(source.content_json), old, new))
            TranslationSource.objects.filter(pk=source.pk).update(content_json=content)
        erasing.counts[Page._meta.label] += 1
    written = Q(old_path__contains=slug) | Q(old_path__contains=quote(slug))
    Redirect.objects.filter(written | Q(redirect_link__contains=quote(slug))).delete()


def _delete(picture: Picture) -> None:
    """The row, every size, and the original that waited in private."""
    kept = picture.withheld_file
    picture.delete()
    if kept:
        transaction.on_commit(lambda: storages["private"].delete(kept))


def _drop_sizes(key: int) -> None:
    """Their names begin as the original's does; they are made anew when somebody asks."""
    for rendition in Rendition.objects.filter(image=key):
        rendition.delete()


def _found_no_more(erasing: Erasing) -> None:
    """The words of what was changed are found by no search any more, Wagtail's own included."""
    for tag in Tag.objects.filter(name__contains=erasing.traces.gone):
        tag.delete()
    for model in index.get_indexed_models():
        if erasing.counts[model._meta.label] or erasing.counts[Page._meta.label]:
            for row in model._default_manager.all().iterator(chunk_size=200):
                index.insert_or_update_object(row)
    if _told() & set(+erasing.counts):
        bring_in_step()


def _told() -> set[str]:
    """Tables of which the search tells, and its own: reading all of them again takes a while."""
    own = {model._meta.label for model in (SearchDocument, SearchWord)}
    return own | {source.model._meta.label for source in SOURCES if hasattr(source.model, "_meta")}


def _rehash(key: int) -> None:
    """A translated sentence is known by a hash of its words."""
    row = String.objects.get(pk=key)
    hashed = String._get_data_hash(row.data)
    taken = String.objects.filter(locale=row.locale_id, data_hash=hashed).exclude(pk=key).exists()
    if not taken:
        String.objects.filter(pk=key).update(data_hash=hashed)
