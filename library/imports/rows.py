"""Understands a table of resources, row by row: what is in order, and what is wrong where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from aims.models import Aim
from imroc_ei.forms.words import tidy
from imroc_ei.spreadsheets import as_typed
from library.actions.writing import Values
from library.addresses import address_key
from library.imports import cells
from library.imports.columns import LABELS
from steps.activity.imports.reading import RawRow
from steps.activity.imports.rows import Fault
from steps.models import Step

Rows = list[tuple[int, RawRow]]


@dataclass(frozen=True)
class Entry:
    """A row that is in order."""

    row: int
    address_key: str
    values: Values


@dataclass
class Report:
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def faulty_rows(self) -> list[int]:
        return list(dict.fromkeys(fault.row for fault in self.faults))


def understand(rows: Iterable[tuple[int, RawRow]]) -> Report:
    """Read every row, so that all that is wrong is said at once."""
    readers = _readers()
    report = Report()
    for number, raw in rows:
        values: dict[str, Any] = {}
        faults = []
        for slug, read in readers.items():
            text = tidy(as_typed(raw[slug]))
            try:
                values[slug] = read(text)
            except ValidationError as wrong:
                label = str(LABELS[slug])
                faults.append(Fault(number, label, wrong.messages[0], cells.typed(text)))
        report.faults += faults
        if not faults:
            row: Any = values
            report.entries.append(Entry(number, address_key(values["url"]), row))
    return report


def _readers() -> dict[str, Callable[[str], Any]]:
    aims = {aim.number: aim for aim in Aim.objects.current()}
    statements = statements_by_name()
    return {
        "title": cells.title,
        "url": cells.url,
        "why_here": cells.why,
        "creator": cells.line,
        "year": cells.year,
        "format": cells.format_of,
        "minutes": cells.minutes,
        "language": cells.language,
        "accessibility": cells.features,
        "lived_experience": partial(cells.yes_or_no, empty=False),
        "free_to_read": partial(cells.yes_or_no, empty=True),
        "licence": partial(cells.line, longest=120),
        "content_notes": cells.line,
        "aims": partial(cells.aims, known=aims),
        "steps": partial(cells.steps, known=statements),
        "topics": cells.topics,
        "check_again_on": cells.again_on,
    }


def statements_by_name() -> dict[str, Step]:
    """The current statements by short name and by slug, however they are capitalised."""
    found: dict[str, Step] = {}
    for step in Step.objects.current():
        for name in (step.short_name, step.slug):
            found.setdefault(name.casefold(), step)
    return found
