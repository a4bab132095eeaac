"""Collecting the interface's sentences. The Thai sentence is the message id; catalogues hold other languages.

Django's makemessages needs GNU gettext on the machine; this uses Babel and Django's own template scanner.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
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
# Who wrote a line, and when, is told by the repository.
HEADER = "# The interface in English. The Thai sentence is the message id; update_catalogue collects them."
DATED = re.compile(
    rb'"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|'
    rb'Language-Team|Generated-By):[^"]*"\n'
)
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
            yield path, _as_python(path.read_text(encoding="utf-8"), str(path)).encode()


def _as_python(template: str, origin: str) -> str:
    """The template's sentences as gettext calls. Indentation goes: it is the page's, not Python's."""
    return "\n".join(line.strip() for line in templatize(template, origin=origin).splitlines())


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


def not_collected(catalogue: Catalog, collected: Catalog) -> list[str]:
    """Sentences of the sources that the catalogue does not hold, in the same context and plural form."""
    held = {(message.context, message.id) for message in catalogue}
    return [_thai(message) for message in collected if (message.context, message.id) not in held]


def missing(catalogue: Catalog) -> list[str]:
    """Sentences without a translation; a plural needs all its forms."""
    return [_thai(message) for message in catalogue if message.id and not _translated(message)]


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as a PO file, sorted by sentence and without dates, so that changes are easy to read."""
    catalogue.fuzzy = False
    catalogue.header_comment = HEADER
    buffer = BytesIO()
    write_po(buffer, catalogue, sort_output=True, include_lineno=False, width=110)
    return DATED.sub(b"", buffer.getvalue())


def _thai(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)
