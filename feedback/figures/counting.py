"""What is counted of the cases of a year, before anything of it is hidden."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Prefetch

from feedback.enums import SHORT_KINDS, EntryKind, State
from feedback.figures.periods import first_day, last_day
from feedback.figures.tables import OF_CASES, Whole
from feedback.models import Case, CaseEntry
from imroc_ei.working_days import WorkingDays

# Ten days for the answer and three before it; ten more with an extension.
SOON, LATER = 13, 23

CountsByTable = dict[str, dict[str, int]]


def cases_of(year: int, *, made_up: bool) -> list[Case]:
    """Return the cases that came in a year. What is set aside as spam, or made up beside real
    ones, is not among them."""
    came = Case.objects.received_in(first_day(year), last_day(year)).filter(made_up=made_up)
    counting = came.exclude(state=State.QUARANTINED).select_related("procedure")
    by_hand = CaseEntry.objects.filter(stage=1, tell_by__isnull=False).order_by("pk")
    return list(counting.prefetch_related(Prefetch("entries", by_hand)).order_by("pk"))


def first_year(*, made_up: bool) -> int | None:
    """Return the year in which the first case came."""
    first = Case.objects.filter(made_up=made_up).order_by("received_on", "pk").first()
    return first.received_on.year if first else None


def counts_of(cases: Iterable[Case], calendar: WorkingDays) -> CountsByTable:
    """Return for each table of cases how many are in each part of it."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        for table, part in _parts_of(case, calendar):
            found[table][part] += 1
    tables = [table for whole in OF_CASES for table in whole.tables]
    return {table.name: {part: found[table.name][part] for part in table.parts} for table in tables}


def _parts_of(case: Case, calendar: WorkingDays) -> Iterator[tuple[str, str]]:
    """Yield in which part of which table a case is."""
    if case.kind in SHORT_KINDS:
        yield "short-kinds", case.kind
        return
    yield "long-kinds", case.kind
    yield "acknowledged", _acknowledged(case, calendar)
    answered_on = _heard_on(case, EntryKind.ANSWER, case.answered_on)
    if case.acknowledged_on and answered_on:
        answer_days = case.procedure.answer_days
        due = calendar.after(case.acknowledged_on, answer_days)
        yield "answered-in-time", _answered(answered_on, due, case.extended_until)
        yield "how-long", _how_long(case.received_on, answered_on, calendar)


def total_of(whole: Whole, counts: CountsByTable) -> int:
    return sum(counts[whole.tables[0].name].values())


def _acknowledged(case: Case, calendar: WorkingDays) -> str:
    acknowledged_on = _heard_on(case, EntryKind.ACKNOWLEDGEMENT, case.acknowledged_on)
    if acknowledged_on is None:
        return "none"
    due = calendar.after(case.waits_from, case.procedure.acknowledge_days)
    return "in-time" if acknowledged_on <= due else "late"


def _heard_on(case: Case, kind: EntryKind, written_on: date | None) -> date | None:
    """Return the day on which the person heard of it: of what somebody had to ring them about or
    to post, the day on which that was done, and None while nobody has."""
    by_hand = [entry for entry in case.entries.all() if entry.kind == kind]
    return by_hand[-1].told_on if by_hand and written_on else written_on


def _answered(answered_on: date, due: date, extended_until: date | None) -> str:
    if answered_on <= due:
        return "in-time"
    return "extended" if extended_until and answered_on <= extended_until else "late"


def _how_long(came_on: date, answered_on: date, calendar: WorkingDays) -> str:
    took, day = 0, came_on
    while day < answered_on and took <= LATER:
        day += timedelta(days=1)
        took += calendar.includes(day)
    return "to-13" if took <= SOON else "to-23" if took <= LATER else "more"
