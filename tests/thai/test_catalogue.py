"""The English catalogue: collected in full, translated in full, and whole sentence by sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from babel.messages.catalog import Catalog, Message
from django.conf import settings
from django.core.management import CommandError, call_command

from thai import catalogue

ENGLISH = Path(settings.BASE_DIR) / "locale" / "en" / "LC_MESSAGES" / "django.po"
# What must come through a translation unharmed: %(name)s, %s, the sign %%, {n} of scripts, and tags.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w+[^>]*>")
THAI_LETTER = re.compile("[\u0e00-\u0e7f]")
# English sentences that quote Thai: none so far. A proper name without an English form would stand here.
QUOTES_THAI: set[str] = set()


def collected(root: Path, files: dict[str, str]) -> Catalog:
    """What is collected from a tree with these files."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    (root / "templates").mkdir(exist_ok=True)
    return catalogue.collect(root)


def ids(found: Catalog) -> set[object]:
    return {message.id for message in found if message.id}


def english() -> list[Message]:
    return [message for message in catalogue.read(ENGLISH, "en") if message.id]


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def thai_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def test_nothing_is_left_to_collect_or_translate():
    call_command("update_catalogue", check=True)


def test_english_keeps_the_placeholders_of_its_thai():
    for message in english():
        wanted = sorted(PLACEHOLDER.findall(thai_of(message)))
        for form in forms(message):
            assert sorted(PLACEHOLDER.findall(form)) == wanted, f"{thai_of(message)!r}: {form!r}"


def test_english_is_english():
    thai = [form for message in english() for form in forms(message) if THAI_LETTER.search(form)]
    assert set(thai) <= QUOTES_THAI


def test_english_says_one_and_many():
    kept = catalogue.read(ENGLISH, "en")
    assert kept.num_plurals == 2
    assert kept.plural_expr == "(n != 1)"
    plurals = [message for message in english() if not isinstance(message.id, str)]
    assert plurals
    assert all(len(forms(message)) == 2 and all(forms(message)) for message in plurals)


def test_english_is_sure_of_itself():
    kept = catalogue.read(ENGLISH, "en")
    assert not kept.fuzzy
    assert not [thai_of(message) for message in kept if message.fuzzy]
    assert not kept.obsolete


SOURCES = {
    "geo/models/site.py": """
        from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
        label = _("ชื่อ")
        help = _("ต่อ"
                 "กัน %(n)s")
        count = ngettext("%(n)s แถว", "%(n)s แถว", 3)
        unit = pgettext_lazy("unit", "ทีม")
    """,
    "geo/migrations/0001_initial.py": """_("เก่า")""",
    "tests/test_geo.py": """_("ทดสอบ")""",
}
PAGE = """
    {% load i18n %}
      <p title="{% translate "ดูทั้งหมด" %}">it's {{ title|default:_("ยังไม่มีชื่อ") }}
    {% translate "ยกเลิก" context "action" as words %}
  {% blocktranslate trimmed with n=total %}
        มา {{ n }}
        คน
  {% endblocktranslate %}
          {% blocktranslate trimmed count n=rows %}{{ n }} แถว{% plural %}{{ n }} แถว{% endblocktranslate %}
  {% blocktranslate trimmed context "sum" with n=a %}{{ n }} คน{% endblocktranslate %}
    {% include "x.html" with text=_("พิมพ์") %}
    <button data-words="{% translate "%1 จาก 50%" %}">(</button>
    {% comment %}{% translate "ไม่เอา" %}{% endcomment %}
"""
IN_PAGE = {"ดูทั้งหมด", "ยังไม่มีชื่อ", "ยกเลิก", "มา %(n)s คน", "%(n)s คน", "พิมพ์", "%%1 จาก 50%%"}
MANY_ROWS = ("%(n)s แถว", "%(n)s แถว")


def test_python_calls_are_collected(tmp_path):
    found = collected(tmp_path, SOURCES)
    assert ids(found) == {"ชื่อ", "ต่อกัน %(n)s", MANY_ROWS, "ทีม"}
    assert found.get("ทีม", context="unit") is not None
    assert found.get("ทีม") is None


def test_template_tags_are_collected(tmp_path):
    found = collected(
        tmp_path, {"templates/a/b/page.html": PAGE, "templates/c.txt": "{% translate 'สวัสดี' %}"}
    )
    assert ids(found) == IN_PAGE | {MANY_ROWS, "สวัสดี"}
    assert found.get("ยกเลิก", context="action") is not None
    assert found.get("%(n)s คน", context="sum") is not None
    assert found.get("ดูทั้งหมด").locations == [("templates/a/b/page.html", None)]


def test_an_update_keeps_what_is_translated_and_drops_what_nobody_says(tmp_path):
    kept = Catalog(locale="en", fuzzy=False)
    kept.add("ชื่อ", "Name")
    kept.add("ชื่อเล่น", "Nickname")
    now = catalogue.updated(kept, collected(tmp_path, {"geo/a.py": """_("ชื่อ"), _("ชื่อเล่นๆ")"""}))
    assert {message.id: message.string for message in now if message.id} == {"ชื่อ": "Name", "ชื่อเล่นๆ": None}
    assert catalogue.missing(now) == ["ชื่อเล่นๆ"]


def test_a_sentence_in_another_context_or_number_is_not_collected_yet(tmp_path):
    kept = Catalog(locale="en", fuzzy=False)
    kept.add("ทีม", "Team")
    kept.add("แถว", "row")
    source = """_("ทีม"), pgettext("unit", "ทีม"), ngettext("แถว", "แถว", n)"""
    assert catalogue.not_collected(kept, collected(tmp_path, {"geo/a.py": source})) == ["ทีม", "แถว"]


def test_a_plural_with_one_form_is_missing():
    kept = Catalog(locale="en", fuzzy=False)
    kept.add(("%(n)s แถว", "%(n)s แถว"), ("%(n)s row", ""))
    assert catalogue.missing(kept) == ["%(n)s แถว"]


def test_a_catalogue_is_written_the_same_each_time(tmp_path):
    kept = Catalog(locale="en")
    kept.add(("%(n)s แถว", "%(n)s แถว"), ("%(n)s row", "%(n)s rows"))
    kept.add("ทีม", "teams", context="unit")
    path = tmp_path / "django.po"
    path.write_bytes(catalogue.as_po(kept))
    written = path.read_bytes()
    assert b"fuzzy" not in written
    assert b"Date" not in written
    assert catalogue.as_po(catalogue.read(path, "en")) == written


@pytest.fixture
def locale(settings, tmp_path):
    """Catalogues of the test in a folder of its own, sources of the test below it."""
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.BASE_DIR = tmp_path
    collected(tmp_path, {"geo/a.py": """_("ชื่อ")"""})
    return tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"


def test_check_fails_with_what_is_not_collected_and_writes_nothing(locale):
    with pytest.raises(CommandError, match="1 sentences not collected, 0 not in English:\n  ชื่อ"):
        call_command("update_catalogue", check=True)
    assert not locale.exists()


def test_check_fails_with_what_is_not_in_english(locale, capsys):
    call_command("update_catalogue")
    assert "1 sentences, 1 without English" in capsys.readouterr().out
    with pytest.raises(CommandError, match="0 sentences not collected, 1 not in English:\n  ชื่อ"):
        call_command("update_catalogue", check=True)


EAGER = {"gettext", "ngettext", "pgettext", "npgettext"}


def spoken_at_import(tree: ast.AST, eager: set[str]) -> Iterator[int]:
    """Lines that ask for a translation while the module is read, when nobody's language is known yet."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waits = [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
            yield from spoken_at_import(ast.Tuple(waits, ast.Load()), eager)
        elif not isinstance(node, ast.Lambda):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in eager:
                yield node.lineno
            yield from spoken_at_import(node, eager)


def eager_names(tree: ast.Module) -> set[str]:
    """Names under which a module knows the translators that answer at once."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    told = [name for node in imports if node.module == "django.utils.translation" for name in node.names]
    return {name.asname or name.name for name in told if name.name in EAGER}


def test_nothing_is_translated_while_a_module_is_read():
    found = []
    for app in catalogue.PYTHON:
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [f"{path.name}:{line}" for line in spoken_at_import(tree, eager_names(tree))]
    assert found == []


def test_a_word_spoken_at_import_is_seen():
    source = """
        from django.utils.translation import gettext as _, gettext_lazy
        A = _("1")
        class B:
            label = _("2")
            words = gettext_lazy("no")
            def method(self, text=_("3")):
                return _("no")
        later = lambda: _("no")
    """
    tree = ast.parse(dedent(source))
    assert list(spoken_at_import(tree, eager_names(tree))) == [3, 5, 7]
