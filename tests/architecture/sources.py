"""The project's own files, as the architecture tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# From the highest to the lowest: an app may use those after it.
APPS = ("cms", "programmes", "leaders", "geo", "accounts", "thai")
GENERATED = {"node_modules", "var", "__pycache__"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: what git tracks or would, or the whole tree where there is no git."""
    if listed := _listed_by_git():
        found = (ROOT / name for name in listed)
    else:
        found = (path for path in ROOT.rglob("*") if not _is_generated(path.relative_to(ROOT).parts))
    return tuple(sorted(path for path in found if path.is_file()))


def _listed_by_git() -> list[str]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return []
    return [name for name in listing.stdout.split("\0") if name]


def _is_generated(parts: tuple[str, ...]) -> bool:
    hidden_folder = len(parts) > 1 and parts[0].startswith(".") and parts[0] != ".ci"
    return hidden_folder or bool(GENERATED & set(parts))


def named(path: Path) -> str:
    """``path`` as it reads from the project's folder."""
    return path.relative_to(ROOT).as_posix()


def texts() -> Iterator[tuple[str, str]]:
    """(name, content) of every file that is text."""
    for path in files():
        try:
            yield named(path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def modules(*folders: str) -> Iterator[tuple[str, str]]:
    """(name, source) of every Python file in ``folders``, migrations left out."""
    for name, source in texts():
        if name.endswith(".py") and name.split("/")[0] in folders and "/migrations/" not in name:
            yield name, source


def public_functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions of a module, and methods of its querysets and managers, whose names do not begin with "_"."""
    tree = ast.parse(source)
    bodies = [tree.body]
    bodies += [
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name.endswith(("QuerySet", "Manager"))
    ]
    for body in bodies:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                yield node
