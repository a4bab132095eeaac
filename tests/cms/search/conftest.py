"""Searching as a reader does, and changes that are committed."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.utils import translation

from cms.search.lookup import Hits, Result, results, search
from cms.search.query import read_query
from cms.search.synonyms import synonyms


def ask(asked: str, language: str = "th", **options: object) -> Hits:
    """What a question finds."""
    with translation.override(language):
        return search(read_query(asked, synonyms()), **options)


def shown(asked: str, language: str = "th") -> list[Result]:
    """The same as it is shown."""
    with translation.override(language):
        return results(ask(asked, language))


def titles(asked: str, language: str = "th") -> list[str]:
    """Titles of what is found, in order."""
    return ["".join(piece.text for piece in result.title) for result in shown(asked, language)]


@pytest.fixture
def committing(django_capture_on_commit_callbacks) -> Callable[[], AbstractContextManager[object]]:
    """``with committing(): …``: what is changed inside is committed at its end, for the search."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
