from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steps.quarters.periods import Period, due, next_due

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "ends", "words"),
    [
        ("2026-01-01", ("2026-01-01", "2026-03-31", "2026-05-12"), "January to March 2026"),
        ("2026-06-30", ("2026-04-01", "2026-06-30", "2026-08-11"), "April to June 2026"),
        ("2026-08-09", ("2026-07-01", "2026-09-30", "2026-11-11"), "July to September 2026"),
        ("2026-12-31", ("2026-10-01", "2026-12-31", "2027-02-11"), "October to December 2026"),
    ],
)
def test_period_is_a_quarter_of_the_year(day: str, ends: tuple[str, str, str], words: str) -> None:
    period = Period.of(date.fromisoformat(day))
    days = (period.first, period.last, period.counted_on)
    assert tuple(day.isoformat() for day in days) == ends
    assert str(period) == words


@given(day=DAYS)
def test_every_day_lies_in_one_quarter(day: date) -> None:
    period = Period.of(day)
    assert period.first <= day <= period.last
    assert Period.of(period.last) == period
    assert Period.of(period.last + timedelta(days=1)) == period.next


def test_quarter_is_due_six_weeks_after_it_ends() -> None:
    assert list(due(date(2026, 2, 1), date(2026, 5, 11))) == []
    assert list(due(date(2026, 2, 1), date(2026, 5, 12))) == [Period(date(2026, 1, 1))]


@given(since=DAYS, today=DAYS)
def test_what_comes_next_is_the_first_that_is_not_due(since: date, today: date) -> None:
    coming = next_due(today)
    periods = list(due(since, today))
    assert coming.counted_on > today
    assert [period for period in periods if period >= coming] == []
    if periods:
        assert periods[-1].next == coming
