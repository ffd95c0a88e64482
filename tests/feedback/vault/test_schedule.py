"""When a case is forgotten: by the numbers of the procedure that it came under."""

from datetime import date

import pytest

from feedback.vault.schedule import Step, steps_due
from tests.factories.feedback import ProcedureFactory
from tests.feedback.vault.making import (
    A_YEAR_ON,
    DAY,
    FIVE_YEARS_ON,
    LAST_ACT,
    TEN_YEARS_ON,
    old_case,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (LAST_ACT, []),
        (A_YEAR_ON - DAY, []),
        (A_YEAR_ON, [Step.CONTENT]),
        (FIVE_YEARS_ON - DAY, [Step.CONTENT]),
        (FIVE_YEARS_ON, [Step.CONTENT, Step.ANONYMOUS]),
        (TEN_YEARS_ON - DAY, [Step.CONTENT, Step.ANONYMOUS]),
        (TEN_YEARS_ON, [Step.CONTENT, Step.ANONYMOUS, Step.DELETED]),
    ],
)
def test_each_step_is_due_after_its_time(day: date, due: list[Step]) -> None:
    assert steps_due(old_case(), on=day) == due


def test_times_are_those_of_the_procedure_that_the_case_came_under() -> None:
    ProcedureFactory(in_force=True)
    older = ProcedureFactory(content_months=3, anonymise_years=2, delete_years=3)
    case = old_case(procedure=older)
    assert steps_due(case, on=date(2026, 4, 29)) == []
    assert steps_due(case, on=date(2026, 4, 30)) == [Step.CONTENT]
    assert steps_due(case, on=date(2029, 1, 31)) == list(Step)
