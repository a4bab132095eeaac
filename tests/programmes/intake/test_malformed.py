"""Files that nobody can import: each gets a clear sentence, nothing is stored, and little is read."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from geo.models import ImportBatch
from programmes.intake.files import open_file
from programmes.intake.refusals import FileRefused
from programmes.intake.services import plan_of

from .making import bomb
from .malformed import FILES, Malformed

THAI = re.compile("[ก-๛]")
QUOTED = re.compile("“[^”]*”")
MORE_MEMORY = 100  # MB that reading all of them may take beyond what a good sheet does
# What a page keeps by itself: who is signed in, and what was said last.
OWN = {"django_session"}
# What a file that could be read is kept in.
KEPT = {ImportBatch._meta.db_table, ImportBatch.areas.through._meta.db_table}

refused = pytest.mark.parametrize("file", [one for one in FILES if not one.kept], ids=lambda one: one.name)
kept = pytest.mark.parametrize("file", [one for one in FILES if one.kept], ids=lambda one: one.name)

# Reads every file of a folder in a fresh process, and tells by how many MB its memory grew.
READING = """
import json, resource, sys
from pathlib import Path
import django
django.setup()
from programmes.intake.files import open_file
from programmes.intake.kinds import kind_of
from programmes.intake.refusals import FileRefused

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

good, *files = map(Path, sys.argv[1:])
kind_of(open_file(good.read_bytes(), good.name).sheets)
before, grown = peak(), {}
for file in files:
    try:
        kind_of(open_file(file.read_bytes(), file.name).sheets)
    except FileRefused:
        pass
    grown[file.name], before = peak() - before, peak()
print(json.dumps(grown))
"""


def rows_by_table() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - OWN)
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM \"{name}\"" for name in tables))
        return dict(cursor.fetchall())


def stored_files() -> set[Path]:
    """Everything that is kept beside the database."""
    return {path for path in Path(storages["private"].location).rglob("*") if path.is_file()}


def send(client: Client, file: Malformed, language: str) -> Any:
    """Upload a file as somebody who reads ``language``."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.post("/sheets/", {"file": SimpleUploadedFile(file.filename, file.make())})


def must_be_clear(sentence: str, language: str, content: bytes = b"") -> None:
    """A sentence in its language, besides what it repeats of the file."""
    assert len(sentence) > 10
    said = QUOTED.sub("", sentence)
    for label in re.split("[,\r\n]", content.decode(errors="ignore")):
        said = said.replace(label, "") if label else said
    assert bool(THAI.search(said)) == (language == "th"), sentence


def test_there_are_enough_of_them_and_no_two_are_called_alike() -> None:
    assert len({file.name for file in FILES}) == len(FILES) >= 60


@refused
def test_a_file_that_is_no_sheet_is_refused_and_leaves_nothing(
    file: Malformed, coordinator: Any, client_of: Any
) -> None:
    client = client_of(coordinator)
    rows, files = rows_by_table(), stored_files()
    for language in ("th", "en"):
        answer = send(client, file, language)
        assert answer.status_code == 200
        (sentence,) = answer.context["form"].errors["file"]
        must_be_clear(sentence, language)
    assert (rows_by_table(), stored_files()) == (rows, files)


@kept
def test_rows_that_cannot_be_are_told_and_never_written(
    file: Malformed, coordinator: Any, client_of: Any
) -> None:
    client = client_of(coordinator)
    rows = rows_by_table()
    for language in ("th", "en"):
        page = send(client, file, language)
        assert page.status_code == 302, page.context["form"].errors
        shown = client.get(page["Location"])
        assert shown.status_code == 200
        plan = shown.context["plan"]
        assert plan.rows
        assert not plan.to_write()
        for row in plan.rows:
            must_be_clear(row.reasons[0], language, file.make())
    assert client.post(f"{page['Location']}confirm/").status_code == 302
    batch = ImportBatch.objects.get()
    assert not plan_of(batch, by=coordinator).to_write()
    now = rows_by_table()
    assert {name for name in now if now[name] != rows[name]} <= KEPT


def test_a_bomb_is_refused_by_its_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    usual = zipfile.ZipFile.open
    monkeypatch.setattr(
        zipfile.ZipFile,
        "open",
        lambda self, name, *rest, **more: opened.append(str(name)) or usual(self, name, *rest, **more),
    )
    content = bomb()
    opened.clear()
    with pytest.raises(FileRefused) as refusal:
        open_file(content, "bomb.xlsx")
    assert (refusal.value.code, opened) == ("too_large_inside", [])


def test_none_of_them_takes_much_memory(tmp_path: Path) -> None:
    sample = settings.BASE_DIR / "tests" / "data" / "a_signin.xlsx"
    files = []
    for number, file in enumerate(FILES):
        files.append(tmp_path / f"{number} {file.name} {file.filename}")
        files[-1].write_bytes(file.make())
    done = subprocess.run(
        [sys.executable, "-c", READING, str(sample), *map(str, files)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PYTHONPATH": str(settings.BASE_DIR)},
        capture_output=True,
        text=True,
        check=True,
    )
    grown = json.loads(done.stdout)
    assert sum(grown.values()) < MORE_MEMORY, {name: more for name, more in grown.items() if more > 1}
