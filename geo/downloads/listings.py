"""Lists of the editing admin as files: columns named by a model's fields, sent like every other list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thai.dates import format_date
from thai.widgets import active_language

from .answers import list_as_file
from .columns import Column, ListResource


class FieldColumn(Column):
    """A field of a model, or of one that it points to ("user__display_name"), as people read it."""

    def __init__(self, model: type[Model], name: str) -> None:
        self.shown = model._meta.get_field(name.partition("__")[0])
        path, _separator, last = name.rpartition("__")
        owner = self.shown.related_model if path else model
        field = next((field for field in owner._meta.get_fields() if field.name == last), None)
        heading = capfirst(getattr(field or self.shown, "verbose_name", last))
        attribute = f"get_{name}_display" if getattr(field, "choices", None) and not path else name
        super().__init__(heading, attribute, width=24)

    def export(self, instance: Any, **kwargs: Any) -> Any:
        """Days and yes or no in words, word lists with commas; numbers stay numbers."""
        value = self.get_value(instance)
        if isinstance(value, bool):
            return _("ใช่") if value else _("ไม่ใช่")
        if isinstance(value, date):
            return format_date(value, active_language(), "day")
        if isinstance(value, list | tuple):
            return ", ".join(map(str, value))
        return value


class FieldsResource(ListResource):
    """The columns ``names`` of a model; ``filename`` begins the file's name."""

    def __init__(self, model: type[Model], names: Sequence[str], filename: str) -> None:
        super().__init__()
        self.filename, self.title = filename, model._meta.verbose_name_plural
        columns = [FieldColumn(model, name) for name in names]
        self.fields.update(zip(names, columns, strict=True))
        self.joined = [column.shown.name for column in columns if isinstance(column.shown, ForeignKey)]

    def dressed(self, rows: QuerySet) -> QuerySet:
        """With the rows that its columns name."""
        return rows.select_related(*self.joined) if self.joined else rows


class ListingAsFile:
    """For an index view of the admin: ``list_export`` names the columns, and the buttons lead here."""

    request: HttpRequest
    model: type[Model]
    list_export: Sequence[str]
    export_filename: str

    def as_spreadsheet(self, queryset: QuerySet, spreadsheet_format: str) -> HttpResponseBase:
        """The list as it is narrowed and ordered."""
        resource = FieldsResource(self.model, self.list_export, self.export_filename)
        return list_as_file(self.request, spreadsheet_format, resource, queryset)
