"""Blocks of pages that a program writes: words for a body, and ids that stay the same."""

import json
from collections.abc import Iterable
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import models
from wagtail.fields import StreamField

Block = tuple[str, Any]


def heading(text: str) -> Block:
    """A heading."""
    return ("heading", text)


def paragraph(*sentences: str) -> Block:
    """A paragraph of some sentences; they may hold HTML."""
    return ("paragraph", f"<p>{' '.join(sentences)}</p>")


def bullets(*lines: str, ordered: bool = False) -> Block:
    """A list, with numbers if ``ordered``."""
    tag = "ol" if ordered else "ul"
    return ("paragraph", f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>")


def fixed_id(section: str, number: int) -> UUID:
    """The same for the same thing at each run."""
    return uuid5(NAMESPACE_URL, f"https://khabuan.invalid/demo/{section}/{number}")


def stream(section: str, blocks: Iterable[Block]) -> str:
    """Blocks as a page keeps them, with ids that are the same at each run."""
    numbers = count()

    def numbered(kind: str, value: Any) -> dict[str, Any]:
        number = next(numbers)
        return {"type": kind, "value": with_items(value), "id": str(fixed_id(section, number))}

    def with_items(value: Any) -> Any:
        if isinstance(value, list):
            return [numbered("item", item) for item in value]
        if isinstance(value, dict):
            return {name: with_items(part) for name, part in value.items()}
        return value

    return json.dumps([numbered(kind, value) for kind, value in blocks], ensure_ascii=False)


def take_ids(original: models.Model, told: models.Model) -> None:
    """Gives the blocks of ``told`` the ids of those that stand in the same places of ``original``."""
    for field in original._meta.get_fields():
        if isinstance(field, StreamField):
            ours, theirs = (field.value_from_object(page).get_prep_value() for page in (original, told))
            setattr(told, field.name, json.dumps(_with_ids(ours, theirs)))


def _with_ids(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, list) and isinstance(theirs, list):
        return [_with_ids(*pair) for pair in zip(ours, theirs, strict=False)] + theirs[len(ours) :]
    if isinstance(ours, dict) and isinstance(theirs, dict):
        kept = {name: _with_ids(ours.get(name), value) for name, value in theirs.items()}
        return kept | ({"id": ours["id"]} if "id" in ours and "type" in ours else {})
    return theirs
