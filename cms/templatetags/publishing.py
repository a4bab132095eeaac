"""Filters of public pages."""

import unicodedata

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from programmes.figures import Measure
from thai.linebreaks import keep_whole

from .. import directions

register = template.Library()

# Letters that still fit into one line of a heading on a phone; longer phrases may break.
PHRASE = 18


@register.filter
def base_text(measure: Measure) -> str:
    """Numerator, denominator and unit of a measure; "" for what cannot be measured."""
    return directions.base_text(measure)


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
