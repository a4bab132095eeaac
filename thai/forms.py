"""Form fields that take what a Thai keyboard types and answer with a sentence that says how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thai import clock
from thai.dates import DateError, day_of, format_date, format_time, parse_date, year_of
from thai.digits import parse_decimal, parse_int, to_arabic
from thai.errors import ReadingError
from thai.phones import format_phone, parse_phone
from thai.text import fold
from thai.times import parse_time
from thai.widgets import ThaiDateWidget, active_language

_Read = TypeVar("_Read")


def read_or_refuse(read: Callable[[object], _Read], value: object) -> _Read:
    """What `read` makes of the value; its ReadingError becomes the field's ValidationError."""
    try:
        return read(value)
    except ReadingError as error:
        raise ValidationError(error.message, code=error.code) from error


def not_future(day: date) -> None:
    """Validator: the day has come, by the clock of the work."""
    if day > clock.today():
        text = _("วันที่ %(day)s ยังมาไม่ถึง ตรวจปี พ.ศ. อีกครั้ง")
        raise ValidationError(text, code="future", params={"day": format_date(day, active_language(), "day")})


class ThaiIntegerField(forms.IntegerField):
    """A whole number, with Thai digits and commas too; cleans to int or None."""

    widget = forms.TextInput
    default_error_messages = {
        "required": _("ยังไม่ได้ใส่ตัวเลข"),
        "min_value": _("ใส่ตั้งแต่ %(limit_value)s ขึ้นไป"),
        "max_value": _("ใส่ได้ไม่เกิน %(limit_value)s"),
    }

    def to_python(self, value: object) -> int | None:
        return read_or_refuse(parse_int, value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        return super().widget_attrs(widget) | {"inputmode": "numeric", "autocomplete": "off"}


class ThaiDecimalField(forms.DecimalField):
    """A decimal number such as hours or baht, with Thai digits and commas too; cleans to Decimal or None."""

    widget = forms.TextInput
    default_error_messages = ThaiIntegerField.default_error_messages | {
        "max_digits": _("ตัวเลขยาวเกิน %(max)s หลัก ตรวจอีกครั้ง"),
        "max_decimal_places": _("ใส่ทศนิยมไม่เกิน %(max)s ตำแหน่ง"),
        "max_whole_digits": _("ตัวเลขหน้าจุดยาวเกิน %(max)s หลัก ตรวจอีกครั้ง"),
    }

    def to_python(self, value: object) -> Decimal | None:
        return read_or_refuse(parse_decimal, value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        return super().widget_attrs(widget) | {"inputmode": "decimal", "autocomplete": "off"}


class ThaiDateField(forms.MultiValueField):
    """Day, month and B.E. year in three boxes; cleans to a C.E. date or None."""

    widget = ThaiDateWidget
    default_error_messages = {"required": _("ยังไม่ได้ใส่วันที่")}
    _MISSING = (_("ยังไม่ได้ใส่วัน"), _("ยังไม่ได้เลือกเดือน"), _("ยังไม่ได้ใส่ปี พ.ศ."))

    def __init__(self, **kwargs: object) -> None:
        required = bool(kwargs.get("required", True))
        boxes = [
            forms.CharField(required=required, error_messages={"incomplete": missing})
            for missing in self._MISSING
        ]
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> date | None:
        """The day of three texts; a ValidationError says which box is wrong or still empty."""
        if not any(data_list):
            return None
        missing = [text for text, box in zip(self._MISSING, data_list, strict=True) if not box]
        if missing:
            raise ValidationError(missing, code="incomplete")
        return read_or_refuse(_day_of_boxes, data_list)


class ThaiDateTextField(forms.Field):
    """One box that takes a day in every way people write it; for filters. Cleans to a C.E. date or None."""

    widget = forms.TextInput
    default_error_messages = {"required": _("ยังไม่ได้ใส่วันที่")}

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        return read_or_refuse(parse_date, value)

    def prepare_value(self, value: object) -> object:
        return format_date(value, active_language(), "day") if isinstance(value, date) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        return super().widget_attrs(widget) | {"autocomplete": "off"}


class ThaiTimeField(forms.Field):
    """One box for a time of day, with a point or a colon and Thai digits too; cleans to a time or None.

    Not the browser's own: phones with English settings would ask for AM and PM.
    """

    widget = forms.TextInput
    default_error_messages = {"required": _("ยังไม่ได้ใส่เวลา")}

    def to_python(self, value: object) -> time | None:
        return read_or_refuse(parse_time, value)

    def prepare_value(self, value: object) -> object:
        return format_time(value, active_language()).removesuffix(" น.") if isinstance(value, time) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        return super().widget_attrs(widget) | {"inputmode": "decimal", "autocomplete": "off"}


class PhoneField(forms.CharField):
    """A Thai mobile or landline number; cleans to digits from 0 on, or `empty_value` when there is none."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"})
    default_error_messages = {"required": _("ยังไม่ได้ใส่เบอร์โทร")}

    def to_python(self, value: object) -> str:
        return read_or_refuse(parse_phone, value) or self.empty_value

    def prepare_value(self, value: object) -> object:
        return format_phone(value) if isinstance(value, str) and value.isdecimal() else value


def _day_of_boxes(boxes: list[str]) -> date:
    """Raises DateError, or NumberError for a day or month that is no number."""
    day, month = parse_int(boxes[0]), parse_int(boxes[1])
    year = to_arabic(fold(boxes[2]))
    if day is None or month is None or not (year.isascii() and year.isdecimal()):
        raise DateError("unreadable", _("อ่านวันที่ไม่ออก ใส่วันและปีเป็นตัวเลข เช่น 21 และ 2561"))
    return day_of(day, month, year_of(year))
