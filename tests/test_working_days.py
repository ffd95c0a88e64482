from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from imroc_ei.organisation.enums import Nation
from imroc_ei.working_days import SUBDIVISIONS, WorkingDays, working_days
from tests.clock import on

ENGLAND = working_days(Nation.ENGLAND_AND_WALES)
SCOTLAND = working_days(Nation.SCOTLAND)
NORTHERN_IRELAND = working_days(Nation.NORTHERN_IRELAND)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
counts = st.integers(min_value=0, max_value=30)


def test_every_nation_has_its_bank_holidays() -> None:
    assert set(SUBDIVISIONS) == set(Nation)


@pytest.mark.parametrize(
    ("start", "count", "ends"),
    [
        # Wednesday to Friday.
        ("2026-03-04", 2, "2026-03-06"),
        # The weekend is left out.
        ("2026-03-04", 3, "2026-03-09"),
        # What comes on a Saturday or a Sunday counts from Monday too.
        ("2026-03-07", 1, "2026-03-09"),
        ("2026-03-08", 1, "2026-03-09"),
        # Nothing to wait for: the same day, whatever day that is.
        ("2026-03-08", 0, "2026-03-08"),
    ],
)
def test_after_counts_from_the_next_working_day(start: str, count: int, ends: str) -> None:
    assert ENGLAND.after(date.fromisoformat(start), count) == date.fromisoformat(ends)


def test_after_over_christmas() -> None:
    # Christmas Day is a Friday; the 28th stands for Boxing Day; New Year's Day is a Friday.
    before = date(2026, 12, 23)
    assert [ENGLAND.after(before, count) for count in (1, 2, 3, 4, 5)] == [
        date(2026, 12, 24),
        date(2026, 12, 29),
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 1, 4),
    ]


def test_after_over_easter() -> None:
    # Good Friday is 3 April, Easter Monday 6 April.
    assert ENGLAND.after(date(2026, 4, 1), 3) == date(2026, 4, 8)


def test_after_over_a_bank_holiday_in_one_nation_only() -> None:
    # Easter Monday is none in Scotland, Saint Andrew's Day in no other nation.
    assert SCOTLAND.after(date(2026, 4, 2), 1) == date(2026, 4, 6)
    assert ENGLAND.after(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert NORTHERN_IRELAND.after(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert SCOTLAND.after(date(2026, 11, 27), 1) == date(2026, 12, 1)
    assert ENGLAND.after(date(2026, 11, 27), 1) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("nation", "day"),
    [
        (NORTHERN_IRELAND, date(2026, 3, 17)),
        (NORTHERN_IRELAND, date(2026, 7, 13)),
        (SCOTLAND, date(2026, 8, 3)),
        (ENGLAND, date(2026, 8, 31)),
        (NORTHERN_IRELAND, date(2026, 8, 31)),
    ],
)
def test_includes_knows_each_nations_own_days(nation: WorkingDays, day: date) -> None:
    open_on = {other for other in (ENGLAND, SCOTLAND, NORTHERN_IRELAND) if other.includes(day)}
    assert nation not in open_on
    assert open_on


def test_before_is_the_last_working_day() -> None:
    assert ENGLAND.before(date(2026, 3, 9)) == date(2026, 3, 6)
    assert ENGLAND.before(date(2026, 4, 7)) == date(2026, 4, 2)


def test_between_counts_the_days_after_one_up_to_another() -> None:
    assert ENGLAND.between(date(2026, 4, 1), date(2026, 4, 8)) == 3
    assert ENGLAND.between(date(2026, 4, 8), date(2026, 4, 8)) == 0
    assert ENGLAND.between(date(2026, 4, 8), date(2026, 4, 1)) == 0


def test_a_friday_evening_counts_as_friday() -> None:
    with on("2026-03-06") as morning:
        evening = morning.replace(hour=23, minute=59)
    assert ENGLAND.after(timezone.localdate(evening), 3) == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        # The clocks go forward in the night to 29 March 2026, back in the night to 25 October.
        (date(2026, 3, 27), date(2026, 3, 31)),
        (date(2026, 10, 23), date(2026, 10, 27)),
    ],
)
def test_after_over_the_change_of_the_clocks(start: date, ends: date) -> None:
    for hour in (0, 1, 12, 23):
        with on(start) as moment:
            came = moment.replace(hour=hour, minute=30)
        assert ENGLAND.after(timezone.localdate(came), 2) == ends


@given(day=days, count=counts, nation=st.sampled_from(list(Nation)))
def test_after_ends_on_a_working_day_and_gives_that_many(
    day: date, count: int, nation: Nation
) -> None:
    calendar = working_days(nation)
    end = calendar.after(day, count)
    assert calendar.between(day, end) == count
    assert count == 0 or calendar.includes(end)


@given(
    day=days,
    count=counts,
    offs=st.sets(st.integers(min_value=-5, max_value=60), max_size=30),
    more=st.sets(st.integers(min_value=-5, max_value=60), max_size=10),
)
def test_excluded_days_lengthen_and_never_shorten(
    day: date, count: int, offs: set[int], more: set[int]
) -> None:
    some = {day + timedelta(days=n) for n in offs}
    all_of_them = some | {day + timedelta(days=n) for n in more}
    end = WorkingDays(some.__contains__).after(day, count)
    later = WorkingDays(all_of_them.__contains__).after(day, count)
    assert later >= end
    lost = [each for each in all_of_them - some if day < each <= end and each.weekday() < 5]
    assert (later > end) == bool(lost and count)
