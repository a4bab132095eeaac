"""The three boxes of a date: day, month, year B.E."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms
from django.template.loader import render_to_string
from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thai.dates import month_name, shown_year


def active_language() -> str:
    """Code of the language a page is written in; Thai when none is active."""
    return get_language() or "th"


_month_label = lazy(lambda month: month_name(month, active_language()), str)


class ThaiDateWidget(forms.MultiWidget):
    """Day and year are typed (Thai digits too), the month is chosen; names end in _0, _1 and _2.

    Years are shown B.E. in Thai and C.E. in English; either is read. The element around has the field's id,
    so that an error summary can lead to it, and every box has a label and the field's `aria-describedby`.
    """

    template_name = "thai/date_widget.html"

    def __init__(self, attrs: Mapping[str, object] | None = None) -> None:
        typed = {"inputmode": "numeric", "autocomplete": "off"}
        months = [("", _("เลือกเดือน")), *((str(month), _month_label(month)) for month in range(1, 13))]
        boxes = (
            forms.TextInput({**typed, "maxlength": 2}),
            forms.Select(choices=months),
            forms.TextInput({**typed, "maxlength": 4}),
        )
        super().__init__(boxes, attrs)

    def decompress(self, value: date | None) -> list[str]:
        """The texts of the three boxes for a day."""
        if not isinstance(value, date):
            return ["", "", ""]
        return [str(value.day), str(value.month), str(shown_year(value.year, active_language()))]

    def get_context(self, name: str, value: object, attrs: Mapping[str, object] | None) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        is_thai = not active_language().startswith("en")
        labels = (_("วัน"), _("เดือน"), _("พ.ศ.") if is_thai else _("ปี"))
        for box, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            box["label"] = label
        return context

    def _render(self, template_name: str, context: dict[str, object], renderer: object = None) -> SafeString:
        # The project's templates, whatever renderer forms are drawn with.
        return render_to_string(template_name, context)
