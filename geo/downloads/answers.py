"""A list as a download: the rows of the page, all of them, in its order, a part at a time."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from accounts.models import AccessLog
from accounts.services import log_access
from thai.clock import today
from thai.widgets import active_language

from .cells import Row
from .columns import ListResource
from .writing import csv_lines, write_xlsx

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# Rows fetched and written at once.
AT_ONCE = 500


def list_as_file(
    request: HttpRequest, kind: str, resource: ListResource, rows: QuerySet | Sequence[Any]
) -> HttpResponseBase:
    """The rows as a download, ``kind`` csv or xlsx; Http404 for another. HEAD reads no row.

    Whoever is named in it is noted as exported before the first byte leaves.
    """
    if kind not in CONTENT_TYPES:
        raise Http404
    if request.method == "HEAD":
        answer: HttpResponseBase = HttpResponse()
    else:
        people = resource.people_in(rows)
        if people is not None:
            log_access(request, AccessLog.Action.EXPORTED, resource.noun, people)
        answer = _csv(resource, rows) if kind == "csv" else _xlsx(resource, rows)
    name = f"{resource.filename}-{today().isoformat()}.{kind}"
    return as_download(answer, name, CONTENT_TYPES[kind], public=resource.public)


def as_download(
    answer: HttpResponseBase, name: str, content_type: str, *, public: bool = False
) -> HttpResponseBase:
    """The answer as a file that is kept under ``name``; no cache keeps what is not ``public``."""
    answer["Content-Type"] = content_type
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    if not public:
        answer["Cache-Control"] = "private, no-store"
    return answer


def _csv(resource: ListResource, rows: QuerySet | Sequence[Any]) -> StreamingHttpResponse:
    language = active_language()
    head = resource.get_export_headers()

    def parts() -> Iterator[bytes]:
        lines: list[str] = []
        for line in csv_lines(head, _rows(resource, rows, language)):
            lines.append(line)
            if len(lines) == AT_ONCE:
                yield "".join(lines).encode()
                lines = []
        yield "".join(lines).encode()

    return StreamingHttpResponse(parts())


def _xlsx(resource: ListResource, rows: QuerySet | Sequence[Any]) -> FileResponse:
    """A workbook is a zip whose directory stands at its end: it is written to the disk, then sent."""
    file = tempfile.TemporaryFile()  # noqa: SIM115, the answer closes it
    made = _rows(resource, rows, active_language())
    try:
        write_xlsx(
            file, resource.get_export_headers(), made, title=str(resource.title), widths=resource.widths
        )
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file)


def _rows(resource: ListResource, rows: QuerySet | Sequence[Any], language: str) -> Iterator[Row]:
    """Cells of every row, in ``language``: by the time a stream is read, its request is over."""
    number = 0
    for part in _parts(resource, rows):
        with translation.override(language):
            cells = [resource.row_of(row, number + place) for place, row in enumerate(part, start=1)]
        number += len(cells)
        yield from cells


def _parts(resource: ListResource, rows: QuerySet | Sequence[Any]) -> Iterator[list[Any]]:
    """Rows in their order, some at a time, each part fetched when it is its turn.

    Only the keys are asked for at once: a database holds no cursor open for as long as somebody's line is
    slow, and what the columns need is worked out for the rows of a part only.
    """
    if not isinstance(rows, QuerySet):
        yield list(rows)
        return
    keys = list(rows.values_list("pk", flat=True))
    for first in range(0, len(keys), AT_ONCE):
        part = keys[first : first + AT_ONCE]
        # The conditions are asked again: what has just left somebody's areas is not handed out.
        found = resource.dressed(rows.filter(pk__in=part).order_by()).in_bulk()
        yield [found[key] for key in part if key in found]
