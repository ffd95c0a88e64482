"""The figures of a year as a page and a file show them: what was frozen, and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from feedback.figures.easy import easy_wholes, number_in_easy_words
from feedback.figures.periods import first_day, last_day
from feedback.figures.tables import Table, Whole, Words, wholes
from feedback.models import FeedbackYear, Lesson, ProcedureVersion


def number_words(number: int | None) -> str:
    """Return a number as it is shown: rounded, or not at all."""
    if number is None:
        return _on_one_line(gettext("Not shown"))
    return _on_one_line(gettext("about %(number)d") % {"number": number})


def _on_one_line(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


@dataclass(frozen=True, kw_only=True)
class ShownTable:
    caption: Words
    head: Words
    rows: list[tuple[Words, str]]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A whole with its tables. `how_many` is empty where nobody asks how many there are."""

    heading: Words
    label: Words
    how_many: str
    tables: list[ShownTable] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class YearPage:
    year: FeedbackYear
    sections: list[Section]
    versions: list[ProcedureVersion]
    lessons: list[Lesson]


@dataclass(frozen=True, kw_only=True)
class Voice:
    """In which words the figures are said. The numbers are the same in all."""

    wholes: Callable[[], Sequence[Whole]]
    number: Callable[[int | None], str]


STANDARD = Voice(wholes=wholes, number=number_words)
EASY = Voice(wholes=easy_wholes, number=number_in_easy_words)


def year_page(year: FeedbackYear, voice: Voice = STANDARD) -> YearPage:
    """Gather what the page of a year shows. What changed is listed, never counted."""
    days = (first_day(year.year), last_day(year.year))
    versions = ProcedureVersion.objects.once_in_force().filter(in_force_from__range=days)
    return YearPage(
        year=year,
        sections=sections_of(year.tables, voice),
        versions=list(versions.defer("text", "easy_text").order_by("number")),
        lessons=list(Lesson.objects.published().filter(published_on__range=days)),
    )


def sections_of(frozen: list[dict[str, Any]], voice: Voice = STANDARD) -> list[Section]:
    """Return the frozen numbers in their order. A table that has none is not shown at all."""
    totals = {row["whole"]: row["total"] for row in frozen if "whole" in row}
    parts = {row["table"]: row["parts"] for row in frozen if "table" in row}
    found: list[Section] = []
    for whole in voice.wholes():
        tables = [
            _shown(table, parts[table.name], voice) for table in whole.tables if table.name in parts
        ]
        if not whole.how_many and found and found[-1].heading == whole.heading:
            found[-1].tables.extend(tables)
        elif whole.how_many or tables:
            found.append(_section(whole, totals.get(whole.name), tables, voice))
    return found


def _section(whole: Whole, total: int | None, tables: list[ShownTable], voice: Voice) -> Section:
    return Section(
        heading=whole.heading,
        label=whole.how_many,
        how_many=voice.number(total) if whole.how_many else "",
        tables=tables,
    )


def _shown(table: Table, parts: dict[str, int | None], voice: Voice) -> ShownTable:
    rows = [(words, voice.number(parts.get(part))) for part, words in table.parts.items()]
    return ShownTable(caption=table.caption, head=table.head, rows=rows)
