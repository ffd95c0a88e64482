"""Counts said in words, with the right number and without a promise."""

from collections import Counter
from datetime import date

import pytest

from imroc_ei.dashboards.sentences import (
    aims_in_words,
    counts_of_an_aim,
    state_of_an_aim,
    through_time,
)
from steps.queries import AimActivity, Month, Standing, StandingCounts

ALL_SAID = (
    "Of this aim’s 14 statements, 1 has not started, 3 are getting ready, "
    "3 are under way, 1 is making a difference, 1 is part of how we work, "
    "2 have not been reviewed yet, 1 is paused "
    "and 2 have no goals recorded yet."
)


def counted(added: int = 0, **published: int) -> StandingCounts:
    by = Counter({Standing[name]: count for name, count in published.items()})
    return StandingCounts(published=by, added=added)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (counted(), "No statement has been placed in this aim yet."),
        (
            counted(NOT_REVIEWED=1),
            "Of this aim’s 1 statement, 1 has not been reviewed yet.",
        ),
        (
            counted(NOT_REVIEWED=9),
            "Of this aim’s 9 statements, 9 have not been reviewed yet.",
        ),
        (
            counted(
                NOT_STARTED=1,
                GETTING_READY=3,
                UNDER_WAY=3,
                MAKING_A_DIFFERENCE=1,
                PART_OF_HOW_WE_WORK=1,
                NOT_REVIEWED=2,
                PAUSED=1,
                NOT_RECORDED=2,
            ),
            ALL_SAID,
        ),
    ],
)
def test_counts_of_an_aim_are_one_sentence(counts: StandingCounts, said: str) -> None:
    assert counts_of_an_aim(counts) == said


def test_an_aim_without_statements_has_a_state_too() -> None:
    assert state_of_an_aim(counted()) == "No statements yet."


@pytest.mark.parametrize(
    ("numbers", "said"), [([2], "Aim 2"), ([4, 5], "Aims 4 and 5"), ([1, 3, 4], "Aims 1, 3 and 4")]
)
def test_aims_are_named_by_number(numbers: list[int], said: str) -> None:
    assert aims_in_words(numbers) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Nothing was shared from April 2025 to March 2026."),
        (1, "1 activity was shared from April 2025 to March 2026."),
        (4, "4 activities were shared from April 2025 to March 2026."),
    ],
)
def test_the_chart_is_said_in_a_sentence(count: int, said: str) -> None:
    first = Month(first=date(2025, 4, 1), last=date(2025, 4, 30), count=0)
    last = Month(first=date(2026, 3, 1), last=date(2026, 3, 31), count=count)
    activity = AimActivity(
        since=date(2026, 1, 1),
        total=count,
        by_statement=[],
        resting_on_one=[],
        months=[first, last],
    )
    assert through_time(activity) == said
