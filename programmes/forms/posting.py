"""What a browser would post of a field as it stands in the page."""

from collections.abc import Mapping
from typing import Any

from django.forms import BoundField


def entries_of(bound: BoundField) -> list[list[str]]:
    """[name, value] for each box of the field that is filled in or chosen, an empty text included."""
    widget = bound.field.widget.get_context(bound.html_name, bound.value(), {})["widget"]
    return _of_widget(widget)


def _of_widget(widget: Mapping[str, Any]) -> list[list[str]]:
    if "subwidgets" in widget:
        return [pair for part in widget["subwidgets"] for pair in _of_widget(part)]
    if "optgroups" in widget:
        options = [option for _, group, _ in widget["optgroups"] for option in group]
        return [[widget["name"], str(option["value"])] for option in options if option["selected"]]
    return [[widget["name"], "" if widget["value"] is None else str(widget["value"])]]
