"""Filters and tags of public pages."""

import json
import unicodedata

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from programmes.figures import Measure
from programmes.services.bin import DAYS
from thai.foreign import has_thai
from thai.linebreaks import keep_whole
from thai.templatetags.thai import thai_text

from .. import directions
from ..search.marking import Piece

register = template.Library()

# What stands in a title must not end the script it is told in.
_ENDS_NO_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
# Letters that still fit into one line of a heading on a phone; longer phrases may break.
PHRASE = 18


@register.filter
def base_text(measure: Measure) -> str:
    """Numerator, denominator and unit of a measure; "" for what cannot be measured."""
    return directions.base_text(measure)


@register.simple_tag(takes_context=True)
def crumbs_json(context: template.Context, crumbs: list[tuple[str, str]]) -> SafeString:
    """Breadcrumbs as search engines read them (schema.org, JSON-LD), with whole addresses.

    A Thai name on an English page says that it is Thai, as it does in the page itself.
    """
    request = context["request"]
    steps = [
        {
            "@type": "ListItem",
            "position": number,
            "name": _in_its_language(str(words)),
            "item": request.build_absolute_uri(address or context["meta"].path),
        }
        for number, (words, address) in enumerate(crumbs, start=1)
    ]
    told = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(_ENDS_NO_SCRIPT))


def _in_its_language(words: str) -> str | dict[str, str]:
    return {"@value": words, "@language": "th"} if get_language() != "th" and has_thai(words) else words


@register.filter
def with_marks(pieces: list[Piece]) -> SafeString:
    """Pieces of a text, those that were found inside `<mark>`; Thai is marked as Thai on other pages."""
    return format_html_join("", "{}", ((_marked(piece),) for piece in pieces))


def _marked(piece: Piece) -> object:
    return format_html("<mark>{}</mark>", thai_text(piece.text)) if piece.found else thai_text(piece.text)


@register.filter
def phrases(title: str) -> SafeString:
    """A title that breaks between its phrases: Thai writes a space only where a phrase ends."""
    return format_html_join(" ", "{}", ((_whole(phrase),) for phrase in title.split()))


def _whole(phrase: str) -> SafeString:
    if (
        sum(not unicodedata.combining(char) and unicodedata.category(char) != "Mn" for char in phrase)
        > PHRASE
    ):
        return keep_whole(phrase)
    return format_html('<span class="nb">{}</span>', phrase)


@register.simple_tag
def bin_days() -> int:
    """For how many days what was deleted can be brought back."""
    return DAYS
