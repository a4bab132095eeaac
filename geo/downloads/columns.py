"""A list as columns: what a file of it says, the same whatever kind of file it is."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from import_export import fields, resources, widgets

from .cells import Row


class AsItIs(widgets.Widget):
    """Numbers stay numbers; what a file makes of a value is the file's business."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        """The value itself."""
        return value


class Column(fields.Field):
    """A heading, filled from an attribute ("subdistrict__district__name_th") or ``dehydrate_<name>``.

    ``width`` in letters, for workbooks.
    """

    def __init__(self, heading: str | Promise, attribute: str | None = None, *, width: int = 16) -> None:
        super().__init__(attribute=attribute, column_name=heading, widget=AsItIs(), readonly=True)
        self.width = width


class RowNumber(Column):
    """Counts the rows of the file from 1."""

    def export(self, instance: Any, number: int = 0, **kwargs: Any) -> int:
        """The row's own number."""
        return number


class ListResource(resources.Resource):
    """Columns in the order in which they are written down. Only for export.

    ``filename`` begins the file's name and ``title`` names its sheet. A ``public`` list may be kept
    by caches. ``noun`` is what the log of exports calls its rows.
    """

    filename = "rows"
    title: str | Promise = ""
    public = False
    noun = ""

    def dressed(self, rows: QuerySet) -> QuerySet:
        """Rows with everything at hand that the columns ask for; called for a part of them at a time."""
        return rows

    def people_in(self, rows: QuerySet) -> list[int] | None:
        """Keys of the persons that the file names, each once or more often; None when it names nobody.

        Somebody who is named without being on record as a person makes it a list, if an empty one.
        """
        return None

    def row_of(self, instance: Any, number: int) -> Row:
        """The cells of one row, which is the ``number``-th of the file."""
        return self.export_resource(instance, number=number)

    @property
    def widths(self) -> list[int]:
        """Widths of the columns in letters."""
        return [field.width for field in self.get_export_fields()]
