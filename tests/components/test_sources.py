"""What can be read off the style sheets, pictures and component files themselves."""

import re
from pathlib import Path

import pytest
import wagtail.admin
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
COMPONENTS = ROOT / "templates" / "components"
STATIC = ROOT / "static"
WAGTAIL = Path(wagtail.admin.__file__).parent / "static" / "wagtailadmin" / "css" / "core.css"
SHEETS = sorted(path for path in STATIC.rglob("*.css"))
TOKENS = (STATIC / "base" / "tokens.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"--([\w-]+): (#[0-9A-Fa-f]{3,6})\b")

# (text, ground): at least 4.5 to 1.
TEXT = [
    *[("ink", ground) for ground in ("paper", "rice", "husk", "hom-1", "gold-1", "leaf-1", "clay-1")],
    *[("bark", ground) for ground in ("paper", "rice", "husk", "hom-1", "gold-1", "leaf-1")],
    *[("hom-7", ground) for ground in ("paper", "rice", "husk", "hom-1", "gold-1", "leaf-1", "clay-1")],
    *[("on-main", ground) for ground in ("hom-7", "main-hover", "leaf-7", "bark", "ink")],
    *[("on-indigo", ground) for ground in ("hom-8", "hom-9")],
    *[("on-indigo-2", ground) for ground in ("hom-8", "hom-9")],
    *[("leaf-7", ground) for ground in ("leaf-1", "rice")],
    *[("clay-7", ground) for ground in ("clay-1", "rice", "paper")],
    *[("on-gold", ground) for ground in ("gold", "gold-3")],
    ("gold-7", "gold-1"),
    ("gold-3", "hom-9"),
    ("hom-3", "hom-8"),
]
# (shape or border, ground): at least 3 to 1.
SHAPES = [
    (shape, ground)
    for shape in ("edge", "g-lead", "g-spec", "g-mem", "g-many", "g-other")
    for ground in ("paper", "rice", "husk")
]


def tokens(scheme: str) -> dict[str, str]:
    light, dark = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
    return dict(TOKEN.findall(light)) | (dict(TOKEN.findall(dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_guideline_does():
    assert contrast("#000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#E3A92B", "#F8F6EE") == pytest.approx(1.95, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3)], ids=["text", "shapes"])
def test_colours_are_far_enough_apart(scheme, pairs, least):
    colours = tokens(scheme)
    faint = {
        f"{above} on {ground}": round(contrast(colours[above], colours[ground]), 2)
        for above, ground in pairs
        if contrast(colours[above], colours[ground]) < least
    }
    assert not faint


def test_every_component_is_in_the_list():
    listed = set(re.findall(r"`(\w+)`", (COMPONENTS / "README.md").read_text(encoding="utf-8")))
    # Parts of other components, never included by a page.
    inner = {"field_error", "field_help", "rail_item", "plan_tick"}
    framed = {"brand", "demo", "footer", "masthead", "rail", "share", "sign_out", "tabbar"}
    assert {path.stem for path in COMPONENTS.glob("*.html")} - listed - inner - framed == set()


def test_every_icon_that_a_template_asks_for_is_drawn():
    drawn = set(re.findall(r'id="i-(\w+)"', (STATIC / "img" / "icons.svg").read_text(encoding="utf-8")))
    asked = {}
    for path in (ROOT / "templates").rglob("*.html"):
        for name in re.findall(r'(?:icon\.html" with name|\bicon)="(\w+)"', path.read_text(encoding="utf-8")):
            asked[name] = path.relative_to(ROOT).as_posix()
    assert {name: path for name, path in asked.items() if name not in drawn} == {}


def test_classes_in_templates_are_styled():
    styled = set()
    for path in SHEETS:
        styled.update(re.findall(r"\.([a-zA-Z][\w-]*)", path.read_text(encoding="utf-8")))
    # What stands in a page of the editing admin is dressed by Wagtail.
    named = re.findall(r"\.([a-zA-Z](?:[\w-]|\\.)*)", WAGTAIL.read_text(encoding="utf-8"))
    theirs = {name.replace("\\", "") for name in named}
    plain = {"u"}  # the third answer of a roll call looks as all answers do
    strangers = {}
    for path in (ROOT / "templates").rglob("*.html"):
        source = re.sub(r"{%.*?%}", " ", path.read_text(encoding="utf-8"))
        for value in re.findall(r'class="([^"]*)"', source):
            # A class made with a variable ("m{{ step }}") is known only to the one who sets it.
            known = re.sub(r"\S*{{.*?}}\S*", " ", value)
            in_admin = {"admin", "wagtailadmin", "wagtailimages"}.intersection(path.relative_to(ROOT).parts)
            dressed = theirs if in_admin else styled
            for name in set(known.split()) - dressed - plain:
                strangers[name] = path.relative_to(ROOT).as_posix()
    assert strangers == {}


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_is_short_and_asks_nothing_of_others(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < 300
    # Phones without cascade layers skip a layer and all that is in it.
    assert not re.search(r"@layer|@import|https?:|data:", re.sub(r"/\*.*?\*/", "", text, flags=re.S))


def test_woven_pictures_are_light():
    heavy = {
        path.name: path.stat().st_size
        for path in (STATIC / "img" / "woven").glob("*.svg")
        if path.stat().st_size > 16_000
    }
    assert heavy == {}
