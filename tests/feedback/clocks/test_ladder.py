from datetime import timedelta

import pytest

from feedback.clocks.kinds import DutyKind
from feedback.clocks.ladder import DAY_BEFORE, HALF_WAY, LATE, rung_of_others_on, rung_on
from feedback.enums import State
from tests.feedback.clocks.cases import ENGLAND, case_of, day, one

# Begun on Wednesday 4 March, due on Wednesday 18 March: half-way is Wednesday the 11th.
ANSWER = one(
    case_of(State.INVESTIGATING, taken_in_on="2026-03-03", acknowledged_on="2026-03-04"),
    DutyKind.ANSWER,
)


@pytest.mark.parametrize(
    ("today", "rung", "of_others"),
    [
        ("2026-03-04", None, None),
        ("2026-03-10", None, None),
        ("2026-03-11", HALF_WAY, None),
        ("2026-03-16", HALF_WAY, None),
        ("2026-03-17", DAY_BEFORE, None),
        ("2026-03-18", DAY_BEFORE, None),
        ("2026-03-19", LATE, None),
        # Two working days late.
        ("2026-03-20", LATE, 2),
        ("2026-03-26", LATE, 2),
        # Five more.
        ("2026-03-27", 7, 7),
        # Good Friday and Easter Monday are left out.
        ("2026-04-07", 12, 12),
    ],
)
def test_the_rungs_of_an_answer(today: str, rung: int | None, of_others: int | None) -> None:
    assert rung_on(ANSWER, day(today), ENGLAND) == rung
    assert rung_of_others_on(ANSWER, day(today), ENGLAND) == of_others


def test_the_day_before_is_a_working_day_and_late_begins_on_one() -> None:
    # Received on Wednesday, due on Monday.
    duty = one(case_of(received_on="2026-03-04"), DutyKind.ACKNOWLEDGE)
    assert duty.due_on == day("2026-03-09")
    days = [duty.due_on + timedelta(days=number) for number in range(-5, 2)]
    assert [rung_on(duty, today, ENGLAND) for today in days] == [
        None,
        HALF_WAY,
        DAY_BEFORE,
        DAY_BEFORE,
        DAY_BEFORE,
        DAY_BEFORE,
        LATE,
    ]


def test_a_duty_of_one_day_has_no_half_way() -> None:
    case = case_of(received_on="2026-03-04", numbers={"acknowledge_days": 1})
    duty = one(case, DutyKind.ACKNOWLEDGE)
    assert rung_on(duty, day("2026-03-04"), ENGLAND) == DAY_BEFORE
    assert rung_on(duty, day("2026-03-05"), ENGLAND) == DAY_BEFORE
    assert rung_on(duty, day("2026-03-06"), ENGLAND) == LATE
