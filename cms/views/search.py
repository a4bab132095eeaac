"""Searching the whole site."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ..choices import Found
from ..meta import page_context
from ..search.lookup import ON_A_PAGE, Hits, Result, results, search
from ..search.query import Query, read_query
from ..search.suggesting import suggestion
from ..search.synonyms import synonyms
from .caching import public_page

# Whatever page somebody types, no database counts further.
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how many, those that are shown, and where all of them are."""

    kind: Found
    number: int
    shown: list[Result]
    address: str

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.shown)


@public_page
def find_all(request: HttpRequest) -> HttpResponse:
    """The best results of every kind for ``?q=``; with ``?kind=`` a page of that kind.

    An unknown kind is none. Nothing found: what may have been meant, and other ways.
    """
    query = read_query(request.GET.get("q", ""), synonyms())
    kind = request.GET.get("kind", "")
    kind = kind if kind in Found.values else ""
    found, page = found_on_page(query, kind, request.GET.get("page", ""))
    context = page_context(request, _("ค้นหา"), crumbs=[], description=_("ค้นหาในทุกหน้าของเว็บนี้"))
    if query.asked:
        context["other_language_url"] = f"{context['other_language_url']}?{urlencode({'q': query.asked})}"
    return render(
        request,
        "public/search.html",
        context
        | {
            "nav_current": "search",
            "q": query.asked,
            "nothing_asked": not query.terms,
            "kind": kind,
            "found": found,
            "loosely": found.query is not query,
            "groups": groups(found, query.asked),
            "page": page,
            "meant": suggestion(query) if query.terms and not found.number else "",
        },
    )


def found_on_page(query: Query, kind: str, asked: str) -> tuple[Hits, Page | None]:
    """What was found, and with a kind which of its pages this is; a page behind the last one is the last."""
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < len(str(LAST_PAGE)) else 1
    found = search(query, kind=kind, page=max(1, number))
    if not kind:
        return found, None
    page = Paginator(range(found.numbers.get(Found(kind), 0)), ON_A_PAGE).get_page(number)
    if page.number != number:
        found = search(query, kind=kind, page=page.number)
    return found, page


def groups(found: Hits, asked: str) -> list[Group]:
    """Kinds that were found, the one with the best result first."""
    by_kind: dict[Found, list[Result]] = {}
    for result in results(found):
        by_kind.setdefault(result.kind, []).append(result)
    here = reverse("public:search")
    return [
        Group(kind, number, by_kind.get(kind, []), f"{here}?{urlencode({'q': asked, 'kind': kind.value})}")
        for kind, number in found.numbers.items()
    ]
