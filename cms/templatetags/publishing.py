"""Filters of public pages."""

from django import template

from programmes.figures import Measure

from .. import directions

register = template.Library()


@register.filter
def base_text(measure: Measure) -> str:
    """Numerator, denominator and unit of a measure; "" for what cannot be measured."""
    return directions.base_text(measure)
