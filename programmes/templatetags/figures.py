"""Filters for figures in templates."""

from decimal import Decimal

from django import template

from ..figures.public import Hidden

register = template.Library()
NO_BASE = "—"


@register.filter
def figure(value: int | Decimal | Hidden | None) -> str:
    """A number with thousands separated, "—" where there is none, words where it is hidden."""
    if value is None:
        return NO_BASE
    if isinstance(value, Hidden):
        return str(value)
    if isinstance(value, Decimal):
        value = value.quantize(Decimal(1))
    return f"{value:,}"


@register.filter
def percent(value: int | None) -> str:
    """A whole percentage, "—" where there is no base."""
    return NO_BASE if value is None else f"{value}%"
