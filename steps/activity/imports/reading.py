"""Reads a table of past entries, however the spreadsheet wrote it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steps.activity.imports.columns import COLUMNS, Column

MOST_ROWS = 2_000
LARGEST_FILE = 2 * 1024 * 1024
SEPARATORS = (",", ";", "\t")
LONGEST_FIELD = LARGEST_FILE
TOO_LARGE = gettext_lazy("This file has more than 2 MB. Split it into smaller ones.")

RawRow = dict[str, str]


def rows_of(content: bytes, known: Sequence[Column] = COLUMNS) -> list[tuple[int, RawRow]]:
    """Return each row with its number in the file, by column. Raise ValidationError in words.

    `known` are the columns that are understood; what stands in others is left out.
    """
    if len(content) > LARGEST_FILE:
        raise ValidationError(TOO_LARGE)
    lines = list(_lines(_text(content)))
    if not lines:
        raise ValidationError(_("This file is empty. Fill in the template and send that."))
    columns = _columns(lines[0][1], known)
    rows = [
        (number, {column.slug: "" for column in known} | _by_column(columns, cells))
        for number, cells in lines[1:]
        if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise ValidationError(_("There are no entries under the column names."))
    if len(rows) > MOST_ROWS:
        words = {"rows": f"{len(rows):,}"}
        raise ValidationError(_("This file has %(rows)s rows. Send up to 2,000 at once.") % words)
    return rows


def columns_left_out(content: bytes, known: Sequence[Column]) -> list[str]:
    """Return the names of the columns that nobody reads, so that it can be said."""
    names = {_plain(name) for column in known for name in column.names}
    head = next(iter(_lines(_text(content))), (0, []))[1]
    return [name.strip() for name in head if _plain(name) and _plain(name) not in names]


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content or content.startswith((b"PK", b"%PDF")):
        raise ValidationError(
            _("This is not a CSV file. In your spreadsheet, choose “Save as” and then CSV.")
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Each row with the number of its first line, as a spreadsheet counts rows."""
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [(number, row) for number, row in enumerate(reader, start=1) if any(row)]
    except csv.Error as error:
        words = {"line": reader.line_num}
        raise ValidationError(
            _("Line %(line)s cannot be read. Look for a quotation mark that is not closed.") % words
        ) from error


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]+", " ", name.casefold()).strip()


def _columns(head: list[str], known: Sequence[Column]) -> list[Column | None]:
    by_name = {_plain(name): column for column in known for name in column.names}
    found = [by_name.get(_plain(name)) for name in head]
    missing = [str(column.label) for column in known if column.needed and column not in found]
    if missing:
        words = {"missing": ", ".join(missing)}
        raise ValidationError(
            _("These columns are missing from the first row: %(missing)s.") % words
        )
    named = [column for column in found if column]
    twice = {str(column.label) for column in named if named.count(column) > 1}
    if twice:
        words = {"twice": ", ".join(sorted(twice))}
        raise ValidationError(_("These columns are there twice: %(twice)s.") % words)
    return found


def _by_column(columns: list[Column | None], cells: list[str]) -> RawRow:
    return {
        column.slug: cell.strip()
        for column, cell in zip(columns, cells, strict=False)
        if column is not None
    }
