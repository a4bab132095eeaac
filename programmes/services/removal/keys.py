"""Keys of rows by model, in parts that a query can hold."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import models

CHUNK = 900
Keys = dict[type[models.Model], set[int]]


def chunks(keys: Iterable[int]) -> Iterator[Sequence[int]]:
    """Keys in parts that a query can hold."""
    listed = sorted(keys)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]
