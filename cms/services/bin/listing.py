"""Who sees what of the bin: whoever may change things of that kind where it was."""

from datetime import timedelta

from django.db import models
from django.db.models import Q, QuerySet
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionPermissionPolicy
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
# What lies in collections, with who may do what there: Wagtail's own rules take whoever may add for somebody
# who may change, and ask later whose it is.
COLLECTED: dict[Keepable, CollectionPermissionPolicy] = {
    Keepable.PICTURE: CollectionPermissionPolicy(Picture, auth_model=Image),
    Keepable.DOCUMENT: CollectionPermissionPolicy(Document),
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
    """What ``user`` may bring back, the latest first: pages, if pages may be added where they were; pictures
    and documents, if those of their collection may be changed; the rest, by its kind.
    """
    since = now() - timedelta(days=DAYS)
    here = ~Q(noun__in=[Keepable.PAGE, *COLLECTED]) | _pages(user)
    for noun, policy in COLLECTED.items():
        here |= _collected(user, noun, policy)
    rows = Binned.objects.filter(here, noun__in=_nouns(user), deleted_at__gte=since)
    return rows.select_related("deleted_by", "kind").order_by("-deleted_at", "-pk")


def days_left(item: Binned) -> int:
    """Days until it is removed."""
    return max(0, DAYS - (now() - item.deleted_at).days)


def old() -> QuerySet[Binned]:
    """What has been in the bin for so long that it goes."""
    return Binned.objects.filter(deleted_at__lt=now() - timedelta(days=DAYS))


def _pages(user: User) -> Q:
    """Where the page above is gone nobody can tell whose place it was: then those over the whole tree see it,
    and whoever deleted it, and are told to bring back the one above first.
    """
    places = page_permission_policy.instances_user_has_permission_for(user, "add").order_by()
    there = Q(parent__in=places.values("pk")) | Q(parent=None, deleted_by=user)
    if places.filter(depth=1).exists():
        there |= Q(parent=None)
    return Q(there, noun=Keepable.PAGE)


def _collected(user: User, noun: Keepable, policy: CollectionPermissionPolicy) -> Q:
    """Without its collection it comes back in the first. Whoever may only add deletes what is their own, and
    so brings back what they deleted.
    """
    may = policy.collections_user_has_permission_for(user, "change").order_by()
    own = policy.collections_user_has_permission_for(user, "add").order_by()
    there = Q(collection__in=may.values("pk")) | Q(collection__in=own.values("pk"), deleted_by=user)
    if may.filter(depth=1).exists():
        there |= Q(collection=None)
    return Q(there, noun=noun)


def _nouns(user: User) -> list[Keepable]:
    return [noun for noun in NOUNS if _may_change(user, noun)]


def _may_change(user: User, noun: Keepable) -> bool:
    if noun == Keepable.PAGE:
        return page_permission_policy.user_has_permission(user, "add")
    if noun in COLLECTED:
        return COLLECTED[noun].user_has_any_permission(user, ["add", "change"])
    return ModelPermissionPolicy(NOUNS[noun]).user_has_permission(user, "delete")
