"""What publishing does when a person is erased: pictures go with their files, quoted words everywhere."""

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Replace
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.models import String

from leaders.models import Consent
from leaders.services.erasing import Erasing, register, register_afterwards
from leaders.services.erasing.sweeping import register_refit

from ..consents import codes_in
from ..models import ConsentTie, Picture
from .consents import take_off
from .search import bring_in_step
from .streams import quotes_of


def connect() -> None:
    """From now on erasing a person reaches what is published."""
    register(_forget_published)
    register_afterwards(_found_no_more)
    register_refit(String._meta.label, _rehash)


def _forget_published(erasing: Erasing) -> None:
    """Before the consents go, by which it is found."""
    _rename(erasing)
    consents = list(Consent.everything.filter(person__in=erasing.keys).select_related("person"))
    ties = list(ConsentTie.objects.filter(consent__in=consents).select_related("material"))
    take_off(consents)
    for picture in Picture.objects.filter(pk__in={tie.picture_id for tie in ties} - {None}):
        _delete(picture)
        erasing.counts[Picture._meta.label] += 1
    codes = {consent.code for consent in consents}
    for page in Page.objects.filter(pk__in={tie.page_id for tie in ties} - {None}).specific():
        told = [quote for quote in quotes_of(page) if codes & set(codes_in(quote.get("consent") or ""))]
        erasing.words |= {quote["text"] for quote in told if quote["text"].strip()}
        if codes & set(codes_in(getattr(page, "consent_codes", ""))):
            erasing.left.append(_("เรื่อง “%s” ออกจากเว็บแล้ว อ่านแล้วลบ หรือเขียนใหม่โดยไม่มีคนนี้") % page.title)
    for material in {tie.material for tie in ties if tie.material_id}:
        erasing.left.append(_("สื่อ “%s” ออกจากเว็บแล้ว ดูแล้วลบ หรือทำใหม่โดยไม่มีคนนี้") % material.title)


def _rename(erasing: Erasing) -> None:
    """A page's address may be made of a name; no redirect from there is made, for it would tell the name."""
    for slug in erasing.traces.slugs:
        for page in Page.objects.filter(slug__contains=slug):
            new = f"page-{page.pk}"
            below = Page.objects.descendant_of(page, inclusive=True)
            below.update(url_path=Replace("url_path", Value(f"/{page.slug}/"), Value(f"/{new}/")))
            Page.objects.filter(pk=page.pk).update(slug=new)
            erasing.counts[Page._meta.label] += 1
        erasing.words.add(slug)


def _delete(picture: Picture) -> None:
    """The row, every size, and the original that waited in private."""
    kept = picture.withheld_file
    picture.delete()
    if kept:
        transaction.on_commit(lambda: storages["private"].delete(kept))


def _found_no_more(erasing: Erasing) -> None:
    """The words of what was changed are found by no search any more, Wagtail's own included."""
    for model in index.get_indexed_models():
        if erasing.counts[model._meta.label] or erasing.counts["wagtailcore.Page"]:
            for row in model._default_manager.all().iterator(chunk_size=200):
                index.insert_or_update_object(row)
    if erasing.counts:
        bring_in_step()


def _rehash(key: int) -> None:
    """A translated sentence is known by a hash of its words."""
    row = String.objects.get(pk=key)
    hashed = String._get_data_hash(row.data)
    taken = String.objects.filter(locale=row.locale_id, data_hash=hashed).exclude(pk=key).exists()
    if not taken:
        String.objects.filter(pk=key).update(data_hash=hashed)
