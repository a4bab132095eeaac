"""A download read as its reader would."""

import csv
import io
from typing import Any

from django.http.response import HttpResponseBase
from openpyxl import load_workbook


def content_of(answer: HttpResponseBase) -> bytes:
    """All of a stream; it must be one."""
    assert answer.status_code == 200
    assert answer.streaming
    return b"".join(answer.streaming_content)


def table_of(answer: HttpResponseBase) -> list[list[Any]]:
    """Head and rows of a CSV or a workbook, "" for an empty cell."""
    content = content_of(answer)
    if answer["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    sheet = load_workbook(io.BytesIO(content)).active
    return [[("" if cell is None else cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def rows_of(answer: HttpResponseBase) -> list[dict[str, Any]]:
    """Rows by the headings of their columns."""
    head, *rows = table_of(answer)
    return [dict(zip(head, row, strict=True)) for row in rows]


def column(answer: HttpResponseBase, heading: str) -> list[Any]:
    """One column of all rows."""
    return [row[heading] for row in rows_of(answer)]
