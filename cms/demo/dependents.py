"""Which rows hang on which: what has to go with the demo's rows, and what only has to let go of them."""

from collections.abc import Iterable, Iterator, Sequence

from django.apps import apps
from django.db.models import CASCADE, PROTECT, RESTRICT, SET_NULL, ForeignKey, Model
from wagtail.models import Page

Keys = dict[type[Model], set[int]]

CHUNK = 900
# Who made a row, wrote or undid a sheet, and from which sheet a row came: the row lives on without them.
LET_GO = {"created_by", "changed_by", "import_batch", "written_by", "undone_by"}


def chunks(keys: Iterable[int]) -> Iterator[Sequence[int]]:
    """Keys in parts that a query can hold."""
    listed = sorted(keys)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def links_to() -> dict[type[Model], list[ForeignKey]]:
    """Foreign keys by the model they point to; what pages are made of is left to Wagtail."""
    found: dict[type[Model], list[ForeignKey]] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or issubclass(model, Page):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                found.setdefault(field.related_model._meta.concrete_model, []).append(field)
    return found


def all_that_hangs(roots: Keys) -> Keys:
    """Rows that cannot stay when ``roots`` go, these not included."""
    links = links_to()
    known: Keys = {model: set(keys) for model, keys in roots.items()}
    frontier: Keys = dict(roots)
    while frontier:
        found: Keys = {}
        for model, keys in frontier.items():
            for field in links.get(model, []):
                if _holds(field):
                    new = _pointing(field, keys) - known.get(field.model, set())
                    if new:
                        found.setdefault(field.model, set()).update(new)
                        known.setdefault(field.model, set()).update(new)
        frontier = found
    return {model: left for model, keys in known.items() if (left := keys - roots.get(model, set()))}


def let_go(gone: Keys) -> None:
    """What stayed no longer points to what is gone."""
    links = links_to()
    for model, keys in gone.items():
        for field in links.get(model, []):
            if field.null and (field.remote_field.on_delete is SET_NULL or field.name in LET_GO):
                for part in chunks(keys):
                    rows = field.model._base_manager.filter(**{f"{field.attname}__in": part})
                    rows.update(**{field.attname: None})


def _holds(field: ForeignKey) -> bool:
    if field.null and field.name in LET_GO:
        return False
    return field.remote_field.on_delete in {CASCADE, PROTECT, RESTRICT}


def _pointing(field: ForeignKey, keys: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for part in chunks(keys):
        rows = field.model._base_manager.filter(**{f"{field.attname}__in": part})
        found.update(rows.values_list("pk", flat=True))
    return found
