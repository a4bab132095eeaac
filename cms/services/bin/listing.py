"""Who sees what of the bin: whoever may change things of that kind."""

from datetime import timedelta

from django.db import models
from django.db.models import Q, QuerySet
from wagtail.documents.models import Document
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from accounts.models import User
from programmes.services.bin import DAYS
from thai.clock import now

from ...choices import Keepable
from ...models import Binned, Contact, Material, Picture, Term

# What the bin knows. A further noun is one line here and one in ``Keepable``.
NOUNS: dict[Keepable, type[models.Model]] = {
    Keepable.PAGE: Page,
    Keepable.PICTURE: Picture,
    Keepable.DOCUMENT: Document,
    Keepable.MATERIAL: Material,
    Keepable.CONTACT: Contact,
    Keepable.TERM: Term,
}
# Read only to bring something back.
HEAVY = ("rows", "files", "pointers", "referrers")


def noun_of(thing: models.Model | type[models.Model]) -> Keepable:
    """What the bin calls something. Raises LookupError for what it does not know."""
    model = thing if isinstance(thing, type) else type(thing)
    for noun, known in NOUNS.items():
        if issubclass(model, known):
            return noun
    raise LookupError(model._meta.label)


def is_known(model: type[models.Model]) -> bool:
    """Whether things of this kind go to the bin."""
    return issubclass(model, tuple(NOUNS.values()))


def may_use(user: User) -> bool:
    """Whether there is anything that this user may bring back."""
    return bool(_nouns(user))


def binned_for(user: User) -> QuerySet[Binned]:
    """What ``user`` may bring back, the latest first; a page, if pages may be added where it was."""
    since = now() - timedelta(days=DAYS)
    places = page_permission_policy.instances_user_has_permission_for(user, "add")
    here = ~Q(noun=Keepable.PAGE) | Q(parent=None) | Q(parent__in=places.order_by().values("pk"))
    rows = Binned.objects.filter(here, noun__in=_nouns(user), deleted_at__gte=since)
    return rows.select_related("deleted_by", "kind").order_by("-deleted_at", "-pk")


def days_left(item: Binned) -> int:
    """Days until it is removed."""
    return max(0, DAYS - (now() - item.deleted_at).days)


def old() -> QuerySet[Binned]:
    """What has been in the bin for so long that it goes."""
    return Binned.objects.filter(deleted_at__lt=now() - timedelta(days=DAYS))


def _nouns(user: User) -> list[Keepable]:
    return [noun for noun in NOUNS if _may_change(user, noun)]


def _may_change(user: User, noun: Keepable) -> bool:
    if noun == Keepable.PAGE:
        return page_permission_policy.user_has_permission(user, "add")
    if noun == Keepable.PICTURE:
        return picture_policy.user_has_permission(user, "change")
    if noun == Keepable.DOCUMENT:
        return document_policy.user_has_permission(user, "change")
    return ModelPermissionPolicy(NOUNS[noun]).user_has_permission(user, "delete")
