"""What search engines and chat groups are told of a page, and how a reader finds the way back."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, gettext

OTHER = {"th": "en", "en": "th"}
# Pixels of a picture beside a link that is passed on.
SHARE_WIDTH, SHARE_HEIGHT = 1200, 630


@dataclass(frozen=True)
class Meta:
    """Title (without the site's name), description, the path that counts, a picture, and crumbs.

    ``crumbs`` are pairs of words and an address, the last one, the page itself, without an address.
    ``other_path`` is the same page in the other language, "" where there is none. ``picture`` has the size of
    ``SHARE_WIDTH`` and ``SHARE_HEIGHT``; without one the site's own stands for the page.
    """

    title: str
    description: str = ""
    path: str = ""
    picture: str = ""
    other_path: str = ""
    kind: str = "website"
    crumbs: list[tuple[str, str]] = field(default_factory=list)


def home_path() -> str:
    """The address of the home page in the reader's language."""
    return f"/{get_language()}/"


def page_context(
    request: HttpRequest, title: str, *, crumbs: list[tuple[str, str]], description: str = ""
) -> dict[str, object]:
    """Context of a page that renders a model; it stands in both languages at the same address."""
    other = translate_url(request.path, OTHER.get(get_language(), "th"))
    meta = Meta(
        title=title,
        description=description,
        path=request.path,
        other_path=other,
        crumbs=[(gettext("หน้าแรก"), home_path()), *crumbs, (title, "")],
    )
    return {"meta": meta, "other_language_url": other}
