"""Letters for feed readers."""

from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thai.clock import BANGKOK

from ..models import LetterIndexPage, LetterPage
from .caching import public_page

NEWEST = 20


class LetterFeed(Feed):
    """The newest letters in the language of the address, as RSS 2.0."""

    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest) -> LetterIndexPage:
        """The index of letters in this language; without one there is no feed."""
        index = LetterIndexPage.objects.readable().first()
        if index is None:
            raise Http404
        return index

    def title(self, index: LetterIndexPage) -> str:
        """The index's name and the site's."""
        return f"{index.title} · {_('ขบวน')}"

    def link(self, index: LetterIndexPage) -> str:
        """The index itself."""
        return index.address

    def description(self, index: LetterIndexPage) -> str:
        """The index's lead."""
        return index.summary

    def items(self, index: LetterIndexPage) -> Any:
        """Letters that everybody may read, the newest first."""
        return LetterPage.objects.child_of(index).readable().latest()[:NEWEST]

    def item_title(self, letter: LetterPage) -> str:
        """Number and title."""
        return f"{letter.number_text} {letter.title}"

    def item_description(self, letter: LetterPage) -> str:
        """The lead."""
        return letter.summary

    def item_link(self, letter: LetterPage) -> str:
        """The letter itself."""
        return letter.address

    def item_guid(self, letter: LetterPage) -> str:
        """The same when the letter gets another address."""
        return f"{letter.translation_key}.{get_language()}"

    def item_author_name(self, letter: LetterPage) -> str:
        """Who signed."""
        return letter.signer

    def item_pubdate(self, letter: LetterPage) -> datetime:
        """The beginning of the day on the letter's head, in Thailand."""
        return datetime.combine(letter.letter_date, time.min, tzinfo=BANGKOK)

    def item_updateddate(self, letter: LetterPage) -> datetime | None:
        """When it was last published."""
        return letter.last_published_at.astimezone(BANGKOK) if letter.last_published_at else None


@public_page
def feed(request: HttpRequest) -> HttpResponse:
    """The feed; 404 in a language that has no letters' page."""
    return LetterFeed()(request)
