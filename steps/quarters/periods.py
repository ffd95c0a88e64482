"""Calendar quarters, and the day on which each is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext

# Late entries are waited for, so that most of them are in before the figures stand for good.
WAIT = timedelta(weeks=6)


@dataclass(frozen=True, order=True)
class Period:
    """A quarter of the calendar year, by its first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> Period:
        """Return the quarter in which `day` lies."""
        return cls(date(day.year, (day.month - 1) // 3 * 3 + 1, 1))

    @property
    def next(self) -> Period:
        """The quarter after this one; after the last of a year, the first of the next."""
        return Period(
            date(self.first.year + self.first.month // 10, (self.first.month + 2) % 12 + 1, 1)
        )

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def counted_on(self) -> date:
        """The first day on which its figures are worked out: six weeks after its last day."""
        return self.last + WAIT

    def __str__(self) -> str:
        return gettext("%(first)s to %(last)s") % {
            "first": date_format(self.first, "F"),
            "last": date_format(self.last, "F Y"),
        }


def due(since: date, today: date) -> Iterator[Period]:
    """Yield the quarters to be counted by `today`, from the one in which `since` lies."""
    period = Period.of(since)
    while period.counted_on <= today:
        yield period
        period = period.next


def next_due(today: date) -> Period:
    """Return the first quarter that is not to be counted yet."""
    return Period.of(today - WAIT + timedelta(days=1))
