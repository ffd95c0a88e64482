"""Counting a year, once. Nobody asks for it: the schedule does, and pages only read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from feedback import unlinked
from feedback.figures.counting import CountsByTable, cases_of, counts_of, first_year, total_of
from feedback.figures.periods import due
from feedback.figures.suppression import shown_cells, shown_total
from feedback.figures.tables import OF_CASES, SHEETS
from feedback.models import Case, FeedbackYear
from imroc_ei.organisation.models import Organisation
from imroc_ei.working_days import working_days

Frozen = dict[str, Any]


@transaction.atomic
def freeze_years(*, today: date) -> int:
    """Count every year that is due and has not been counted. Return how many there were.

    A year that has its row is never counted again, whatever happens to its cases, so a change of
    the figures can give nothing away. Of two that count at once the first stands.
    """
    made_up = only_made_up()
    since = first_year(made_up=made_up)
    if since is None:
        return 0
    counted = set(FeedbackYear.objects.values_list("year", flat=True))
    missing = [year for year in due(since, today) if year not in counted]
    for year in missing:
        # What was asked without a day belongs to the year that is counted when it is there.
        asked = _asked() if year == missing[-1] and not made_up else []
        tables = [*_of_cases(year, made_up=made_up), *asked]
        row = FeedbackYear(year=year, tables=tables, made_up=made_up, frozen_on=today)
        FeedbackYear.objects.bulk_create([row], ignore_conflicts=True)
    return len(missing)


def only_made_up() -> bool:
    """Whether made-up cases are here. Then they alone are counted, and never real ones with them:
    the difference, once they are gone, would be about the few real ones."""
    return Case.objects.filter(made_up=True).exists()


def _of_cases(year: int, *, made_up: bool) -> list[Frozen]:
    calendar = working_days(Organisation.current().nation)
    return frozen(counts_of(cases_of(year, made_up=made_up), calendar))


def frozen(counts: CountsByTable) -> list[Frozen]:
    """Return what may be said of these counts, for good."""
    found: list[Frozen] = []
    for whole in OF_CASES:
        tables = [counts[table.name] for table in whole.tables]
        total = shown_total(total_of(whole, counts), tables)
        found.append({"whole": whole.name, "total": total})
        if total is not None:
            found += [
                {"table": table.name, "parts": shown_cells(counts[table.name])}
                for table in whole.tables
            ]
    return found


def _asked() -> list[Frozen]:
    """Count the answers that belong to nobody, and destroy them."""
    frozen: list[Frozen] = []
    for sheet in SHEETS:
        counts = unlinked.counted(sheet)
        for question in sheet.questions:
            given = {answer: counts[question.slug][answer] for answer in question.choices}
            if shown_total(sum(given.values()), [given]) is not None:
                name = f"{sheet.name}.{question.slug}"
                frozen.append({"table": name, "parts": shown_cells(given)})
        unlinked.destroy(sheet)
    return frozen
