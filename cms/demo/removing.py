"""Takes the demo away again: exactly what it made, what its accounts did, and nothing else."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.db import router, transaction
from django.db.models import FileField, Model
from wagtail.documents.models import Document
from wagtail.models import ModelLogEntry, Page, PageLogEntry, ReferenceIndex

from accounts.models import User
from accounts.services import forget_demo_access

from ..models import Binned, Demo, Material
from ..services import bin as bin_of_admin
from ..services.search import bring_in_step
from ..services.translating import forget_unused_texts
from . import pin
from .accounts import password_file
from .dependents import Keys, all_that_hangs, chunks, let_go

# Deleted one by one, because Wagtail keeps search, references and files in step with them.
WITH_SIGNALS = (Page, Material, Document)
# Columns that say whose a row is.
AUTHOR = ("created_by_id", "by_id", "uploaded_by_id", "user_id")
# Columns that say whose a page, a picture or a document is.
MAKER = ("owner", "uploaded_by_user")


class WorkInTheWay(Exception):
    """Other accounts' rows hang on the demo; ``rows`` names some by noun, ``numbers`` counts them."""

    def __init__(self, rows: Keys) -> None:
        self.numbers = {str(model._meta.verbose_name_plural): len(keys) for model, keys in rows.items()}
        self.rows = {
            str(model._meta.verbose_name_plural): [
                str(row) for row in model._base_manager.filter(pk__in=sorted(keys)[:5])
            ]
            for model, keys in rows.items()
        }
        super().__init__(", ".join(f"{name}: {number}" for name, number in self.numbers.items()))


def remove_demo(*, with_work: bool = False) -> int:
    """Remove the demo; gives back how many rows went, 0 when there is none.

    What the demo's own accounts did since goes with it. Raises WorkInTheWay when rows of other accounts
    hang on the demo (a log of one of its teams, say), unless ``with_work``; then they go too.
    """
    with transaction.atomic():
        mark = Demo.objects.select_for_update().first()
        if mark is None:
            return 0
        forget_demo_access()
        made = _made(mark)
        hanging = all_that_hangs(made)
        if not with_work and (others := _of_others(hanging, made[User])):
            raise WorkInTheWay(others)
        going = {model: made.get(model, set()) | hanging.get(model, set()) for model in {*made, *hanging}}
        files = [tuple(entry) for entry in mark.files] + list(_files_of(going))
        number = _delete(going) + _empty_bin(mark, made[User])
        mark.delete()
        transaction.on_commit(lambda: _clean_up(files))
    bring_in_step()
    return number


def _made(mark: Demo) -> Keys:
    """What the demo made and what is still there."""
    made: Keys = {User: set()}
    for label, spans in mark.rows.items():
        model = apps.get_model(label)
        listed = [key for first, last in spans for key in range(first, last + 1)]
        there = made.setdefault(model, set())
        for part in chunks(listed):
            there.update(model._base_manager.filter(pk__in=part).values_list("pk", flat=True))
    # Accounts made in another way are the demo's too: nobody else is marked so.
    made[User].update(User.objects.filter(is_demo=True).values_list("pk", flat=True))
    return made


def _of_others(hanging: Keys, demo_users: set[int]) -> Keys:
    """Those rows whose author is no account of the demo; what has no author belongs to what it hangs on."""
    others: Keys = {}
    for model, keys in hanging.items():
        column = next(
            (field.attname for field in model._meta.concrete_fields if field.attname in AUTHOR), None
        )
        if column is None:
            continue
        for part in chunks(keys):
            rows = (
                model._base_manager.filter(pk__in=part)
                .exclude(**{column: None})
                .exclude(**{f"{column}__in": demo_users})
            )
            if found := set(rows.values_list("pk", flat=True)):
                others.setdefault(model, set()).update(found)
    return others


def _files_of(going: Keys) -> Iterator[tuple[str, str]]:
    """Files that rows keep in private storage; Wagtail removes its own."""
    for model, keys in going.items():
        if issubclass(model, WITH_SIGNALS):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                for part in chunks(keys):
                    names = model._base_manager.filter(pk__in=part).values_list(field.attname, flat=True)
                    yield from (("private", name) for name in names if name)


def _delete(going: Keys) -> int:
    number = sum(len(keys) for keys in going.values())
    for model, keys in going.items():
        if issubclass(model, WITH_SIGNALS):
            for row in model._base_manager.filter(pk__in=keys):
                row.delete()
    for model, keys in going.items():
        if not issubclass(model, WITH_SIGNALS):
            for part in chunks(keys):
                _raw_delete(model, pk__in=part)
                _forget_history(model, part)
    let_go(going)
    forget_unused_texts()
    for model, keys in going.items():
        _forget_traces(model, keys)
    return number


def _empty_bin(mark: Demo, demo_users: set[int]) -> int:
    """What the demo made, or one of its accounts, does not come back from the bin either."""
    spans = {apps.get_model(label)._meta.concrete_model: spans for label, spans in mark.rows.items()}
    items = []
    for item in Binned.objects.select_related("kind"):
        model = item.kind.model_class()
        made = any(first <= item.object_key <= last for first, last in spans.get(model, ()))
        if made or any(row["fields"].get(column) in demo_users for row in item.rows for column in MAKER):
            items.append(item)
    return bin_of_admin.remove(items)


def _raw_delete(model: type[Model], **condition: object) -> None:
    """Without cascades and signals: what hangs on these rows is known. Keys are checked at the end."""
    model._base_manager.filter(**condition)._raw_delete(router.db_for_write(model))


def _forget_history(model: type[Model], keys: list[int]) -> None:
    """What simple-history kept of these rows."""
    if not hasattr(model, "history"):
        return
    lines = model.history.model
    kept = list(
        lines._base_manager.filter(**{f"{model._meta.pk.attname}__in": keys}).values_list("pk", flat=True)
    )
    for part in chunks(kept):
        for link in lines._meta.related_objects:
            _raw_delete(link.related_model, **{f"{link.field.attname}__in": part})
        _raw_delete(lines, pk__in=part)


def _forget_traces(model: type[Model], keys: set[int]) -> None:
    """What Wagtail noted about these rows by type and number."""
    # Asked for in a way that makes no new one: nothing was ever noted about a type that has none.
    kind = ContentType.objects.filter(app_label=model._meta.app_label, model=model._meta.model_name).first()
    if kind is None:
        return
    for part in chunks(keys):
        numbers = [str(key) for key in part]
        ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=numbers).delete()
        ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=numbers).delete()
        ModelLogEntry.objects.filter(content_type=kind, object_id__in=numbers).delete()
        if issubclass(model, Page):
            PageLogEntry.objects.filter(page_id__in=part).delete()


def _clean_up(files: list[tuple[str, str]]) -> None:
    """After the rows are gone for good."""
    for storage, name in files:
        storages[storage].delete(name)
    password_file().unlink(missing_ok=True)
    pin.forget()
