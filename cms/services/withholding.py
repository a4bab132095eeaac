"""Pictures and materials that the public may not see any more, and their way back."""

from pathlib import PurePosixPath
from uuid import uuid4

from django.core.files.storage import storages
from django.db import transaction
from wagtail.search import index

from thai.clock import now

from ..models import Material, Picture
from ..pictures import blank

# Where the original of a withheld picture waits, below private storage.
FOLDER = "withheld"


def withhold(thing: Picture | Material, **values: object) -> None:
    """The public sees it no more; ``values`` are further columns of it."""
    rows = type(thing)._base_manager.filter(pk=thing.pk)
    values |= {"withheld_at": now(), "withheld_hash": thing.present_hash}
    rows.update(**values)
    for name, value in values.items():
        setattr(thing, name, value)
    index.insert_or_update_object(rows.get())


def withhold_picture(picture: Picture) -> None:
    """A blank lies where the public read it, and no other size of it; the original waits in private.

    A file that is gone from the disk is taken off all the same.
    """
    if picture.withheld_at and not picture.is_another:
        return
    forget_original(picture)
    name, storage = picture.file.name, picture.file.storage
    withhold(picture, withheld_file=_kept(picture))
    _drop_sizes(picture)

    def replace() -> None:
        # Something must lie there: whoever edits the picture reads its measures.
        storage.delete(name)
        storage.save(name, blank(picture.width, picture.height, name))
        # Who looked at it in the admin meanwhile may have had new ones made.
        _drop_sizes(picture)

    transaction.on_commit(replace)


def _kept(picture: Picture) -> str:
    """The name of a copy of the original in private storage; "" where there is no original."""
    name = picture.file.name
    lies, where = (
        (storages["private"], picture.kept_in_bin) if picture.kept_in_bin else (picture.file.storage, name)
    )
    try:
        with lies.open(where) as original:
            return storages["private"].save(f"{FOLDER}/{uuid4().hex}/{PurePosixPath(name).name}", original)
    except FileNotFoundError:
        return ""


def _drop_sizes(picture: Picture) -> None:
    for rendition in picture.renditions.all():
        rendition.delete()


def forget_original(picture: Picture) -> None:
    """What waits in private of a picture goes, once that is sure."""
    if kept := picture.withheld_file:
        transaction.on_commit(lambda: storages["private"].delete(kept))


def put_back(thing: Picture | Material) -> None:
    """All that it rests on stands again, or it is another file now: the public sees it once more."""
    values = {"withheld_at": None}
    if isinstance(thing, Picture):
        _put_back_file(thing)
        values["withheld_file"] = ""
    type(thing)._base_manager.filter(pk=thing.pk).update(**values)
    for name, value in values.items():
        setattr(thing, name, value)


def _put_back_file(picture: Picture) -> None:
    private, kept = storages["private"], picture.withheld_file
    storage, name = picture.file.storage, picture.file.name
    _drop_sizes(picture)

    def restore() -> None:
        with private.open(kept) as original:
            storage.delete(name)
            storage.save(name, original)

    if not picture.is_another and private.exists(kept):
        transaction.on_commit(restore)
    forget_original(picture)
