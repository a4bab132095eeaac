"""Persons as rows of a file, for people who work on with a spreadsheet."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from import_export import fields, resources
from import_export.formats.base_formats import CSV, XLSX
from tablib import Dataset

from thai.clock import today
from thai.dates import shown_year
from thai.phones import format_phone
from thai.widgets import active_language

from .models import Person

FORMATS = {"csv": CSV, "xlsx": XLSX}
# A cell that begins so is a formula to a spreadsheet, whoever wrote it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = b"\xef\xbb\xbf"


def escaped(value: Any) -> Any:
    """``value`` with an apostrophe before it when a spreadsheet would take it for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


class SafeResource(resources.ModelResource):
    """Rows to be read by people: nothing in them is run by a spreadsheet. Only for export."""

    def export_field(self, field: fields.Field, instance: Any, **kwargs: Any) -> Any:
        """The value of one cell."""
        return escaped(super().export_field(field, instance, **kwargs))


def column(heading: str, attribute: str | None = None) -> fields.Field:
    """A column with a heading, filled from an attribute or from ``dehydrate_<name>``."""
    return fields.Field(column_name=heading, attribute=attribute, readonly=True)


class PersonResource(SafeResource):
    """Persons with phone and birth year: only for whoever sees them with these."""

    prefix = column(_("คำนำหน้า"), "prefix")
    title = column(_("ตำแหน่งนำหน้าชื่อ"), "title")
    given_name = column(_("ชื่อ"), "given_name")
    family_name = column(_("นามสกุล"), "family_name")
    sex = column(_("เพศ"), "get_sex_display")
    birth_year = column(_("ปีเกิด"))
    phone = column(_("เบอร์โทร"))
    position = column(_("องค์กรหรือตำแหน่ง"), "position")
    address = column(_("บ้านเลขที่ หมู่"), "address")
    home = column(_("ตำบลที่อยู่"), "subdistrict__full_name")
    team = column(_("ทีมตำบล"), "team__name")

    class Meta:
        model = Person
        fields = export_order = (
            "prefix",
            "title",
            "given_name",
            "family_name",
            "sex",
            "birth_year",
            "phone",
            "position",
            "address",
            "home",
            "team",
        )

    def dehydrate_birth_year(self, person: Person) -> int | str:
        """B.E. in Thai, C.E. in English."""
        return shown_year(person.birth_year, active_language()) if person.birth_year else ""

    def dehydrate_phone(self, person: Person) -> str:
        """With hyphens, so that a spreadsheet keeps the leading zero."""
        return format_phone(person.phone)


def file_of(dataset: Dataset, kind: str, name: str, day: date | None = None) -> HttpResponse:
    """The rows as a download, ``kind`` csv or xlsx; CSV with a byte order mark, for Thai in spreadsheets.

    Never kept by a cache: it holds personal data.
    """
    form = FORMATS[kind]()
    content = form.export_data(dataset)
    if isinstance(content, str):
        content = BOM + content.encode()
    answer = HttpResponse(content, content_type=form.get_content_type())
    stamp = (day or today()).isoformat()
    answer["Content-Disposition"] = f'attachment; filename="{name}-{stamp}.{form.get_extension()}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
