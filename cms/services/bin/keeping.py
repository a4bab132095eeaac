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
from .listing import noun_of


@transaction.atomic
def keep(thing: models.Model, *, by: User | None) -> Binned:
    """Keep ``thing`` whole; the caller deletes it in the same transaction.

    Raises ProtectedError where something else holds it, and LookupError for what the bin does not know.
    """
    thing = thing.specific if isinstance(thing, Page) else thing
    noun = noun_of(thing)
    found = gather(_going(thing))
    above = thing.get_parent() if noun == Keepable.PAGE else None
    return Binned.objects.create(
        noun=noun,
        kind=ContentType.objects.get_for_model(thing),
        object_key=thing.pk,
        title=_title(thing)[:255],
        where=above.title[:255] if above else "",
        parent=above,
        below=thing.get_descendant_count() if noun == Keepable.PAGE else 0,
        deleted_at=now(),
        deleted_by=by,
        rows=found.rows,
        files=copy_files(found.rows),
        pointers=found.pointers,
        referrers=found.referrers,
    )


def _going(thing: models.Model) -> models.QuerySet:
    """What is deleted with it in one step: below a page, all pages."""
    if isinstance(thing, Page):
        return Page.objects.filter(path__startswith=thing.path).order_by("path")
    return type(thing)._base_manager.filter(pk=thing.pk)


def _title(thing: models.Model) -> str:
    return thing.get_admin_display_title() if isinstance(thing, Page) else str(thing)
