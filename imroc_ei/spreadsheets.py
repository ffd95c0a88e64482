"""Rows to take away, as CSV and XLSX, in which no cell can run as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse
from openpyxl import Workbook

Cell = str | int | None
Row = Sequence[Cell]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a cell of a workbook cannot hold, and how much of a text it can.
NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_000


def harmless(value: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.lstrip(" \n").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def as_typed(text: str) -> str:
    """Take away the apostrophe that `harmless` put in front, so that a table can come back."""
    bare = text.removeprefix("'")
    return bare if bare != text and harmless(bare) == text else text


def csv_response(name: str, head: Row, rows: Iterable[Row]) -> HttpResponse:
    """Return a CSV that spreadsheets open with its accents right."""
    response = _download(f"{name}.csv", "text/csv; charset=utf-8")
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return response


def xlsx_response(name: str, head: Row, rows: Iterable[Row]) -> HttpResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.append(list(head))
    for row in rows:
        sheet.append([_for_a_cell(harmless(cell)) for cell in row])
    content = BytesIO()
    book.save(content)
    response = _download(f"{name}.xlsx", XLSX_TYPE)
    response.write(content.getvalue())
    return response


def _for_a_cell(value: Cell) -> Cell:
    return NOT_IN_A_CELL.sub("", value)[:LONGEST_CELL] if isinstance(value, str) else value


def _download(name: str, content_type: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(content_type=content_type, headers=headers)
