"""What an erasure does with what lies in the bin: pictures and materials of the person go with their files,
pages stay without their words, as those do that were never deleted.

Names and numbers in kept rows are taken out by the sweep, as in every other table.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core import serializers
from wagtail.documents.models import Document
from wagtail.models import Page, Revision
from wagtail_localize.models import TranslationSource

from leaders.models import Consent
from leaders.services.erasing import Traces
from leaders.services.erasing.filenames import nameless, tells_of

from ...choices import Keepable
from ...models import Binned, ConsentTie, FileTie, Material, StoryPage
from .emptying import remove
from .files import files_of
from .gathering import Row
from .places import PAGE

_REVISION, _SOURCE = Revision._meta.label_lower, TranslationSource._meta.label_lower
_TIE, _MATERIAL, _STORY = (model._meta.label_lower for model in (ConsentTie, Material, StoryPage))
_DOCUMENT = Document._meta.label_lower


def forget_resting_on(consents: Sequence[Consent]) -> Counter[str]:
    """Remove pictures, materials and files that rest on one of ``consents``; counts them by table."""
    keys = {consent.pk for consent in consents}
    materials = set(ConsentTie.objects.filter(consent__in=keys).values_list("material", flat=True)) - {None}
    items = list(Binned.objects.all())
    for item in items:
        if item.noun == Keepable.PAGE:
            _hold(item, keys)
    items = [item for item in items if item.noun != Keepable.PAGE]
    ours = [item for item in items if any(row["fields"]["consent"] in keys for row in _rows(item, _TIE))]
    materials |= {item.object_key for item in ours if item.noun == Keepable.MATERIAL}
    digests = set(FileTie.objects.filter(consent__in=keys).values_list("digest", flat=True))
    ours += [item for item in items if item not in ours and _is_file_of(item, materials, digests)]
    return +Counter({Binned._meta.label: remove(ours)})


def _hold(item: Binned, consents: set[int]) -> None:
    """A story comes back off the site, and nobody can agree again."""
    ties = [row["fields"] for row in _rows(item, _TIE) if row["fields"]["consent"] in consents]
    stories = {row["pk"] for row in _rows(item, _STORY)}
    for tie in ties:
        tie |= {"consent": None, "held": tie["held"] or tie["page"] in stories}
    if ties:
        item.save(update_fields=["rows"])


def _is_file_of(item: Binned, materials: set[int], digests: set[str]) -> bool:
    if item.noun != Keepable.DOCUMENT:
        return False
    pointed = any(label == _MATERIAL and key in materials for label, _column, key, _value in item.pointers)
    return pointed or any(row["fields"]["file_hash"] in digests for row in _rows(item, _DOCUMENT))


def kept_pages() -> Iterator[Page]:
    """All pages in the bin, as they were; not to be saved."""
    for item in Binned.objects.filter(noun=Keepable.PAGE):
        for row in item.rows:
            model = apps.get_model(row["model"])
            if issubclass(model, Page) and model is not Page:
                (made,) = serializers.deserialize("python", [row], ignorenonexistent=True)
                yield made.object


def named_in(slug: str, address: str) -> bool:
    """Whether an address is made of a name, written in Latin letters."""
    return bool(re.search(rf"(?:^|-){re.escape(slug)}(?:-|$)", address))


def readdressed(content: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """A page as a revision or a translation keeps it, at another address: "/old/", "/new/"."""
    changed = {"url_path": str(content.get("url_path", "")).replace(old, new)}
    if content.get("slug") == old.strip("/"):
        changed["slug"] = new.strip("/")
    return content | changed


def rename_kept(traces: Traces) -> None:
    """Files that are named after the person come back under another name."""
    tells = tells_of(traces)
    for item in Binned.objects.exclude(files=[]):
        told = [(row, column, name) for row, column, _storage, name in files_of(item.rows) if tells(name)]
        for row, column, name in told:
            row["fields"][column] = nameless(name, row["pk"])
        if told:
            item.save(update_fields=["rows"])


def readdress_kept(slugs: Iterable[str]) -> None:
    """Pages in the bin whose addresses are made of a name come back at another one."""
    for item in Binned.objects.filter(noun=Keepable.PAGE):
        named = [
            row for row in _rows(item, PAGE) if any(named_in(slug, row["fields"]["slug"]) for slug in slugs)
        ]
        for row in named:
            _readdress(item, f"/{row['fields']['slug']}/", f"/page-{row['pk']}/")
        if named:
            item.save(update_fields=["rows"])


def _readdress(item: Binned, old: str, new: str) -> None:
    for row in item.rows:
        told = row["fields"]
        if row["model"] == PAGE:
            row["fields"] = readdressed(told, old, new)
        elif row["model"] == _REVISION:
            told["content"] = readdressed(told["content"], old, new)
        elif row["model"] == _SOURCE:
            told["content_json"] = json.dumps(readdressed(json.loads(told["content_json"]), old, new))


def _rows(item: Binned, label: str) -> list[Row]:
    return [row for row in item.rows if row["model"] == label]
