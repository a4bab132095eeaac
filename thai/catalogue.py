"""Collecting the interface's sentences. The Thai sentence is the message id; catalogues hold other languages.

Django's makemessages needs GNU gettext on the machine; this uses Babel and Django's own template scanner.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PYTHON = ("config", "cms", "programmes", "leaders", "geo", "accounts", "thai")


def collect(root: Path) -> Catalog:
    """Every sentence of the apps' code and templates below ``root``, without line numbers."""
    catalogue = Catalog(charset="utf-8")
    for path, source in _sources(root):
        found = extract("python", BytesIO(source), keywords=KEYWORDS, options={"encoding": "utf-8"})
        for _line, message, _comments, context in found:
            if message and not (isinstance(message, tuple) and not message[0]):
                catalogue.add(message, locations=[(str(path.relative_to(root)), None)], context=context)
    return catalogue


def _sources(root: Path) -> Iterator[tuple[Path, bytes]]:
    """Python sources as they are, templates as the calls their tags stand for."""
    for app in PYTHON:
        for path in sorted((root / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_bytes()
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".svg", ".xml"}:
            yield path, templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()


def read(path: Path, language: str) -> Catalog:
    """The catalogue kept in ``path``; an empty one of that language when there is none."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(kept: Catalog, collected: Catalog) -> Catalog:
    """``kept`` with new sentences added and those nobody says any more left out; nothing is guessed."""
    kept.update(collected, no_fuzzy_matching=True)
    kept.obsolete.clear()
    return kept


def missing(catalogue: Catalog) -> list[str]:
    """Message ids without a translation."""
    entries = (message for message in catalogue if message.id)
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in entries
        if not (all(message.string) if isinstance(message.string, (tuple, list)) else message.string)
    ]


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as a PO file, sorted by sentence, so that changes are easy to read."""
    catalogue.revision_date = catalogue.creation_date
    buffer = BytesIO()
    write_po(buffer, catalogue, sort_output=True, omit_header=False, include_lineno=False, width=110)
    return buffer.getvalue()
