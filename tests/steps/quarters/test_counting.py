import pytest

from steps.quarters.counting import Told, pay_share, time_given
from steps.quarters.enums import PayShare, TimeBand


def told(people: range, *, paid: bool | None = None, hours: float = 1) -> list[Told]:
    """One entry of each of these people."""
    return [Told(person=person, minutes=round(hours * 60), paid=paid) for person in people]


@pytest.mark.parametrize(("people", "band"), [(0, None), (4, None), (5, TimeBand.UNDER_20)])
def test_time_is_shown_from_five_people_on(people: int, band: TimeBand | None) -> None:
    assert time_given(told(range(people))) == band


def test_many_entries_of_four_people_are_four_people() -> None:
    assert time_given(told(range(4)) * 5) is None


@pytest.mark.parametrize(
    ("hours_each", "band"),
    [
        (3.9, TimeBand.UNDER_20),
        (4, TimeBand.FROM_20),
        (9.9, TimeBand.FROM_20),
        (10, TimeBand.FROM_50),
        (20, TimeBand.FROM_100),
        (40, TimeBand.FROM_200),
        (79.9, TimeBand.FROM_200),
        (80, TimeBand.FROM_400),
        (500, TimeBand.FROM_400),
    ],
)
def test_band_begins_with_its_lower_end(hours_each: float, band: TimeBand) -> None:
    assert time_given(told(range(5), hours=hours_each)) == band


@pytest.mark.parametrize(
    ("paid_hours", "unpaid_hours", "share"),
    [
        (9, 1, PayShare.MOST),
        (6, 4, PayShare.MOST),
        (5, 5, PayShare.HALF),
        (4, 6, PayShare.HALF),
        (3.9, 6.1, PayShare.LESS),
        (1, 9, PayShare.LESS),
    ],
)
def test_pay_is_said_in_words(paid_hours: float, unpaid_hours: float, share: PayShare) -> None:
    paid = told(range(5), paid=True, hours=paid_hours)
    assert pay_share(paid + told(range(5, 10), paid=False, hours=unpaid_hours)) == share


@pytest.mark.parametrize(
    ("paid", "unpaid", "unsaid", "is_shown"),
    [
        (5, 5, 0, True),
        (5, 5, 5, True),
        (9, 6, 7, True),
        (4, 9, 0, False),
        (9, 4, 0, False),
        (9, 9, 1, False),
        (9, 9, 4, False),
        (9, 0, 0, False),
        (0, 9, 0, False),
        (0, 0, 9, False),
    ],
)
def test_pay_is_hidden_where_any_part_has_few_people(
    paid: int, unpaid: int, unsaid: int, is_shown: bool
) -> None:
    everything = told(range(paid), paid=True) + told(range(unpaid), paid=False)
    everything += told(range(unsaid), paid=None)
    assert (pay_share(everything) is not None) == is_shown
