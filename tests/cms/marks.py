"""Finds Thai on pages in another language that is not marked as Thai."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag

THAI = re.compile("[\u0e01-\u0e5b]")
# Addresses are not read out.
ADDRESSES = {"href", "src", "srcset", "action", "hx-get", "hx-post"}


def unmarked_thai(html: str) -> list[str]:
    """Texts and attributes with a Thai letter whose nearest ``lang`` is not Thai, each with its element."""
    soup = BeautifulSoup(html, "html.parser")
    found = []
    for data in soup.find_all("script", type="application/ld+json"):
        found += [
            f"json: {text[:60]}" for text in _texts(json.loads(data.extract().string)) if THAI.search(text)
        ]
    found += [
        f"{text.parent.name}: {text.strip()[:60]}"
        for text in soup.find_all(string=THAI)
        if not _is_thai(text.parent)
    ]
    for element in soup.find_all(True):
        for name, value in element.attrs.items():
            words = " ".join(value) if isinstance(value, list) else value
            if name not in ADDRESSES and THAI.search(words) and not _is_thai(element):
                found.append(f"{element.name}[{name}]: {words[:60]}")
    return found


def _texts(value: Any) -> Iterator[str]:
    """The texts of JSON-LD whose language is not said to be Thai."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict) and value.get("@language") != "th":
        for item in value.values():
            yield from _texts(item)


def _is_thai(element: Tag | None) -> bool:
    """Whether the nearest language said of an element is Thai."""
    while element is not None:
        if element.get("lang"):
            return element["lang"].startswith("th")
        element = element.parent
    return False
