"""Writing down what somebody is about to delete."""

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import Page

from accounts.models import User
from thai.clock import now

from ...choices import Keepable
from ...models import Binned
from .files import copy_files
from .gathering import gather
from .listing import COLLECTED, noun_of


@transaction.atomic
def keep(thing: models.Model, *, by: User | None) -> Binned | None:
    """Keep ``thing`` whole; the caller deletes it in the same transaction. None where it is gone already:
    whoever deletes it a second time waits here for the first.

    Raises ProtectedError where something else holds it, and LookupError for what the bin does not know.
    """
    noun = noun_of(thing)
    thing = _locked(thing)
    if thing is None:
        return None
    found = gather(_going(thing))
    above = thing.get_parent() if noun == Keepable.PAGE else None
    return Binned.objects.create(
        noun=noun,
        kind=ContentType.objects.get_for_model(thing),
        object_key=thing.pk,
        title=_title(thing)[:255],
        where=above.title[:255] if above else "",
        parent=above,
        collection_id=thing.collection_id if noun in COLLECTED else None,
        below=thing.get_descendant_count() if noun == Keepable.PAGE else 0,
        deleted_at=now(),
        deleted_by=by,
        rows=found.rows,
        files=copy_files(found.rows),
        pointers=found.pointers,
        referrers=found.referrers,
    )


def _locked(thing: models.Model) -> models.Model | None:
    """As it is now, and nobody else changes it before it is deleted."""
    model = Page if isinstance(thing, Page) else type(thing)
    there = model._base_manager.select_for_update().filter(pk=thing.pk).first()
    return there.specific if isinstance(there, Page) else there


def _going(thing: models.Model) -> models.QuerySet:
    """What is deleted with it in one step: below a page, all pages."""
    if isinstance(thing, Page):
        return Page.objects.filter(path__startswith=thing.path).order_by("path")
    return type(thing)._base_manager.filter(pk=thing.pk)


def _title(thing: models.Model) -> str:
    return thing.get_admin_display_title() if isinstance(thing, Page) else str(thing)
