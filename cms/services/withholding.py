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
    rows.update(withheld_at=now(), **values)
    index.insert_or_update_object(rows.get())


def withhold_picture(picture: Picture) -> None:
    """A blank lies where the public read it, and no other size of it; the original waits in private."""
    if picture.withheld_at:
        return
    name, storage = picture.file.name, picture.file.storage
    with storage.open(name) as original:
        kept = storages["private"].save(f"{FOLDER}/{uuid4().hex}/{PurePosixPath(name).name}", original)
    for rendition in picture.renditions.all():
        rendition.delete()
    withhold(picture, withheld_file=kept)

    def replace() -> None:
        # Something must lie there: whoever edits the picture reads its measures.
        storage.delete(name)
        storage.save(name, blank(picture.width, picture.height, name))

    transaction.on_commit(replace)


def put_back(thing: Picture | Material) -> None:
    """All that it rests on stands again, or it is another file now: the public sees it once more."""
    rows = type(thing)._base_manager.filter(pk=thing.pk)
    rows.update(withheld_at=None)
    thing.withheld_at = None
    if not isinstance(thing, Picture):
        return
    private, kept = storages["private"], thing.withheld_file
    storage, name = thing.file.storage, thing.file.name
    rows.update(withheld_file="")
    thing.withheld_file = ""
    for rendition in thing.renditions.all():
        rendition.delete()

    def restore() -> None:
        if not kept or not private.exists(kept):
            return
        if PurePosixPath(name).name == PurePosixPath(kept).name:
            with private.open(kept) as original:
                storage.delete(name)
                storage.save(name, original)
        private.delete(kept)

    transaction.on_commit(restore)
