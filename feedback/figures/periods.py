"""Calendar years, and the day on which each is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

# By then nearly everything that came in the year has its answer.
WAIT = timedelta(weeks=8)


def first_day(year: int) -> date:
    return date(year, 1, 1)


def last_day(year: int) -> date:
    return date(year, 12, 31)


def counted_on(year: int) -> date:
    """Return the first day on which a year's figures are worked out."""
    return last_day(year) + WAIT


def due(since: int, today: date) -> Iterator[int]:
    """Yield the years to be counted by `today`, from `since` on."""
    year = since
    while counted_on(year) <= today:
        yield year
        year += 1


def next_due(today: date) -> int:
    """Return the first year that is not to be counted yet."""
    year = today.year - 1
    return year if counted_on(year) > today else today.year
