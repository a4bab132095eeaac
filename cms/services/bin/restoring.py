"""Bringing back what was deleted, exactly as it was, as far as what it rests on still stands."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, router, transaction
from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Site

from accounts.models import User

from ...choices import Keepable
from ...consents import all_stand
from ...models import Binned
from ...navigation import forget
from .files import forget_files, put_back
from .gathering import Row
from .links import hand_over, insert, point_again, with_good_links
from .listing import binned_for
from .places import PAGE, take_place

BACK = "cms.bring_back"


@dataclass(frozen=True)
class Back:
    """What came back, and whether the public sees it no more because a consent ended meanwhile."""

    thing: models.Model
    withheld: bool


def bring_back(item: Binned, *, by: User) -> Back:
    """Take something out of the bin. Raises PermissionDenied, and ValidationError that says why not; then it
    stays in the bin, whole.
    """
    try:
        try:
            return _at_once(item.pk, by)
        except IntegrityError:
            # Somebody added a page at that place in the tree just now; there is a next one.
            if item.noun != Keepable.PAGE:
                raise
            return _at_once(item.pk, by)
    except IntegrityError as error:
        raise ValidationError(
            _("กู้คืนไม่ได้ มีรายการใหม่ที่ซ้ำกันแล้ว ใช้รายการใหม่ หรือลบรายการใหม่ก่อน"), code="taken"
        ) from error


def _at_once(key: int, by: User) -> Back:
    """All of it or nothing: files that were laid are taken away again when the rows do not follow."""
    with ExitStack() as laid:
        with transaction.atomic():
            done = _back(key, by, laid)
        laid.pop_all()
    return done


def _back(key: int, by: User, laid: ExitStack) -> Back:
    item = Binned.objects.select_for_update().filter(pk=key).first()
    root = _root(item) if item else None
    if item is None or root is None:
        raise ValidationError(_("มีคนกู้คืนไปแล้ว หรือลบถาวรไปแล้ว"), code="gone")
    if not binned_for(by).filter(pk=key).exists():
        raise PermissionDenied
    rows = list(item.rows)
    if item.noun == Keepable.PAGE:
        take_place(rows, root, item, by=by)
    rows, waiting = with_good_links(rows, item)
    ended = _original_of_ended(root, item)
    put_back(rows, item.files, laid, hidden=bool(ended))
    insert(rows, item)
    hand_over([*waiting, *point_again(item.pointers)], item)
    for thing in _things(item):
        if ended:
            thing.kept_in_bin = ended
        _tell(thing)
    for thing in _referrers(item.referrers):
        _tell(thing)
    for follow in (forget, Site.clear_site_root_paths_cache):
        transaction.on_commit(follow)
    item.delete()
    forget_files(item.files)
    thing = _thing(item)
    log(instance=thing, action=BACK, user=by)
    return Back(thing, _is_withheld(rows, thing))


def _root(item: Binned) -> Row | None:
    """The row of what was deleted itself."""
    label = PAGE if item.noun == Keepable.PAGE else item.kind.model_class()._meta.label_lower
    mine = (row for row in item.rows if (row["model"], str(row["pk"])) == (label, str(item.object_key)))
    return next(mine, None)


def _original_of_ended(root: Row, item: Binned) -> str:
    """Where the original is kept of a picture whose consent ended meanwhile; "" for everything else."""
    if item.noun != Keepable.PICTURE:
        return ""
    told = root["fields"]
    if told["withheld_at"] or all_stand(told["consent_codes"]):
        return ""
    return next((str(file["kept"]) for file in item.files if file["field"] == "file"), "")


def _thing(item: Binned) -> models.Model:
    return item.kind.model_class()._base_manager.get(pk=item.object_key)


def _things(item: Binned) -> Iterator[models.Model]:
    """The thing and all pages below it, as they are now."""
    thing = _thing(item)
    yield thing
    if isinstance(thing, Page):
        yield from Page.objects.descendant_of(thing).order_by("path").specific()


def _referrers(noted: Iterable[list[Any]]) -> Iterator[models.Model]:
    """What named it, and is still there."""
    for label, key in noted:
        thing = apps.get_model(label)._base_manager.filter(pk=key).first()
        if thing is not None:
            yield thing.specific if isinstance(thing, Page) else thing


def _tell(thing: models.Model) -> None:
    """Whatever follows what is saved (searches, references, consents, marks of translation) hears of it."""
    using = router.db_for_write(type(thing))
    told = {"created": False, "raw": False, "using": using, "update_fields": None}
    post_save.send(sender=type(thing), instance=thing, **told)


def _is_withheld(rows: Iterable[Row], thing: models.Model) -> bool:
    """Whether a consent took something off the site that was on it when it was deleted."""
    told = [row for row in rows if row["model"] in {PAGE, thing._meta.label_lower}]
    if isinstance(thing, Page):
        live = [row["pk"] for row in told if row["fields"].get("live")]
        return Page.objects.filter(pk__in=live, live=False).exists()
    before = any(row["fields"].get("withheld_at") for row in told)
    return bool(getattr(thing, "withheld_at", None)) and not before
