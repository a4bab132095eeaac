"""House rules that can be read off the files: sizes, docstrings, templates, nothing of anybody's machine."""

import ast
import re
from pathlib import PurePosixPath

import pytest
from django.contrib.staticfiles import finders

from tests.architecture.sources import APPS, ROOT, modules, public_functions, texts

LONGEST_MODULE = 320
# Where a reader looks for what a thing does: these say it, with types.
SPOKEN = re.compile(
    r"^thai/|/(services|rules|querysets|reports|maps|intake|figures|choices|matching|backends)(/|\.py$)"
)
TEMPLATES = {
    name: text for name, text in texts() if name.endswith((".html", ".svg", ".txt")) and "templates/" in name
}
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")", re.I),
    "a style sheet": re.compile(r"<style\b", re.I),
    "a style": re.compile(r"\sstyle\s*=", re.I),
    "an event handler": re.compile(r"<[^>{%]*\son[a-z]+\s*=\s*[\"']", re.I),
    "a script address": re.compile(r"(?:href|src|action)\s*=\s*[\"']javascript:", re.I),
}
# Folders that only a particular machine has, and addresses a package came from.
MACHINE = re.compile(
    r"(?<![\w.:-])/(?:home|Users|root|work|tmp)/[\w.-]+|registry\.npmjs|files\.pythonhosted|pypi\.org/simple"
)
UPWARD = re.compile(r"(?<![\w./])(?:\.\./)+[A-Za-z][\w.-]*")


def test_no_module_is_too_long_to_know():
    long = {
        name: lines
        for name, source in modules("config", "bin", *APPS)
        if (lines := source.count("\n")) > LONGEST_MODULE
    }
    assert not long


def test_public_functions_say_what_they_do_with_types():
    silent = []
    for name, source in modules(*APPS):
        if not SPOKEN.search(name):
            continue
        for function in public_functions(source):
            arguments = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
            bare = [arg.arg for arg in arguments if arg.annotation is None and arg.arg not in {"self", "cls"}]
            if bare or function.returns is None or not ast.get_docstring(function):
                silent.append(f"{name}:{function.lineno} {function.name} {bare or ''}".rstrip())
    assert not silent, "\n".join(silent)


@pytest.mark.parametrize("what", INLINE)
def test_templates_hold_nothing_inline(what):
    found = [name for name, text in TEMPLATES.items() if INLINE[what].search(text)]
    assert not found


def test_inline_is_recognised():
    samples = {
        "a script": '<script type="module">go()</script>',
        "a style sheet": "<style>p {}</style>",
        "a style": '<p style="color: red">',
        "an event handler": '<button type=button onclick="go()">',
        "a script address": '<a href="javascript:go()">',
    }
    assert all(INLINE[what].search(sample) for what, sample in samples.items())


def test_files_name_no_particular_machine():
    own = "tests/architecture/test_sources.py"
    found = [
        f"{name}: {match[0]}" for name, text in texts() if name != own for match in MACHINE.finditer(text)
    ]
    assert not found, "\n".join(found)


def test_files_point_at_nothing_outside_the_project():
    found = [
        f"{name}: {match[0]}"
        for name, text in texts()
        for match in UPWARD.finditer(text)
        if match[0].count("../") > len(PurePosixPath(name).parts) - 1
    ]
    assert not found, "\n".join(found)


def test_packages_are_pinned():
    loose = [
        line
        for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt")
        for line in (ROOT / name).read_text().splitlines()
        if line
        and not line.startswith(("#", "-r "))
        and not re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+", line)
    ]
    assert not loose


def test_templates_name_static_files_that_exist():
    named = re.compile(r"{%\s*static\s+[\"']([^\"']+)[\"']")
    missing = [
        f"{template}: {path}"
        for template, text in TEMPLATES.items()
        for path in named.findall(text)
        if not finders.find(path)
    ]
    assert not missing, "\n".join(missing)
