"""Working days: Monday to Friday, without the bank holidays of the organisation's nation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5
ONE_DAY = timedelta(days=1)

# The package's name for each nation that an organisation can choose.
SUBDIVISIONS = {
    "england-wales": "ENG",
    "scotland": "SCT",
    "northern-ireland": "NIR",
}


@dataclass(frozen=True)
class WorkingDays:
    """The working days of a nation.

    A time to do something in is counted from the next working day, and lasts until the end of
    the last one: who is given three on a Friday evening has until Wednesday night. A day that
    is left out lengthens such a time, and never shortens it.
    """

    is_holiday: Callable[[date], bool]
    # Many cases ask for the same day: what was worked out once is kept.
    known: dict[tuple[date, int], date] = field(default_factory=dict, compare=False, repr=False)

    def includes(self, day: date) -> bool:
        return day.weekday() < SATURDAY and not self.is_holiday(day)

    def after(self, day: date, count: int) -> date:
        """Return the `count`th working day after `day`. None after it is the day itself."""
        found = self.known.get((day, count))
        if found is None:
            found = self.known[day, count] = self._counted(day, count)
        return found

    def _counted(self, day: date, count: int) -> date:
        for _each in range(count):
            day += ONE_DAY
            while not self.includes(day):
                day += ONE_DAY
        return day

    def before(self, day: date) -> date:
        """Return the last working day before `day`."""
        day -= ONE_DAY
        while not self.includes(day):
            day -= ONE_DAY
        return day

    def between(self, day: date, last: date) -> int:
        """Return how many working days there are after `day`, up to and with `last`."""
        days = ((day + timedelta(days=number)) for number in range(1, (last - day).days + 1))
        return sum(self.includes(each) for each in days)


@cache
def working_days(nation: str) -> WorkingDays:
    """Return the working days of `nation`, one of `organisation.enums.Nation`."""

    def is_holiday(day: date) -> bool:
        return day in _holidays(nation, day.year)

    return WorkingDays(is_holiday)


@cache
def _holidays(nation: str, year: int) -> frozenset[date]:
    found = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=year)
    return frozenset(found)
