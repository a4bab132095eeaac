"""What every source of things to be found can say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import translation

from ...choices import Found
from ..entries import Entry

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
BATCH = 200


@dataclass(frozen=True)
class Source:
    """A type of things that can be found."""

    kind: Found
    model: type[Any]

    def everything(self) -> models.QuerySet:
        """All rows that may be public one day, with what ``entry`` needs at hand."""
        raise NotImplementedError

    def rows(self) -> Iterator[Any]:
        """All rows, read in parts."""
        return self.everything().iterator(BATCH)

    def keys(self) -> models.QuerySet | list[int]:
        """Keys of all rows."""
        return self.everything().order_by().values("pk")

    def is_visible(self) -> Q:
        """Which documents tell of what everybody may see now, in the reader's language."""
        raise NotImplementedError

    def tells_of(self, kind: str, key: int) -> bool:
        """Whether a document of that kind and key is of such a row."""
        return kind == self.kind

    def entries(self, row: Any) -> dict[str, Entry]:
        """What a row says, by language."""
        found = {}
        for language in LANGUAGES:
            with translation.override(language):
                found[language] = self.entry(row, language)
        return found

    def entry(self, row: Any, language: str) -> Entry:
        """What a row says in a language, which is the active one."""
        raise NotImplementedError

    def addresses(self, keys: Iterable[int]) -> dict[int, str]:
        """Where rows stand in the reader's language, by key; nothing for a row that is gone."""
        raise NotImplementedError


class RowSource(Source):
    """A type whose rows stand in every language."""

    def visible(self) -> models.QuerySet:
        """Rows that everybody may see now: all of them, unless told."""
        return self.everything()

    def is_visible(self) -> Q:
        """Documents of those rows."""
        return Q(kind=self.kind, object_id__in=self.visible().order_by().values("pk"))
