"""Draws the demo's handouts anew from ``sources/``, and the pictures that stand in for photos of activities.

`python cms/demo/materials/build.py`

Needs node_modules (the font) and Chromium; run it after changing a source, and look at what came out.
"""

import io
import os
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
PHOTOS = HERE.parent / "photos"
WOVEN = HERE.parents[2] / "static" / "img" / "woven"
POSTERS = {"forest-rules", "tree-stickers"}
COLOURS = 64
PHOTO_WIDTH = 960
QUALITY = 70
PHOTOGRAPHED = {
    *("canal", "council", "forest", "fund", "hall", "mangrove", "mapping", "market"),
    *("rain", "repair", "rice", "savings", "sea", "walk", "weaving", "welcome"),
}


def build() -> None:
    """One file per source: posters and stickers as PNG, everything else as PDF."""
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1240, "height": 1754})
        for source in sorted((HERE / "sources").glob("*.html")):
            page.goto(source.as_uri())
            page.evaluate("document.fonts.ready")
            target = _poster(page, source.stem) if source.stem in POSTERS else _paper(page, source.stem)
            print(f"{target.name}: {target.stat().st_size // 1000} kB")
        for picture in sorted(WOVEN.glob("*.svg")):
            if picture.stem in PHOTOGRAPHED:
                page.set_viewport_size({"width": PHOTO_WIDTH, "height": PHOTO_WIDTH * 5 // 8})
                page.goto(picture.as_uri())
                _photo(page, picture.stem)
        page.set_viewport_size({"width": 794, "height": 1123})
        page.goto((HERE / "sources" / "signed-sheet.svg").as_uri())
        _photo(page, "signed-sheet")
        browser.close()


def _photo(page: Page, name: str) -> None:
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.convert("RGB").save(PHOTOS / f"{name}.jpg", quality=QUALITY, optimize=True)


def _poster(page: Page, name: str) -> Path:
    target = HERE / f"{name}.png"
    shot = Image.open(io.BytesIO(page.screenshot(full_page=False)))
    shot.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT).save(target, optimize=True)
    return target


def _paper(page: Page, name: str) -> Path:
    target = HERE / f"{name}.pdf"
    width, height = page.locator(".page").first.evaluate("sheet => [sheet.offsetWidth, sheet.offsetHeight]")
    page.pdf(path=str(target), width=f"{width}px", height=f"{height}px", print_background=True)
    return target


if __name__ == "__main__":
    build()
