from datetime import date
from typing import Any

import pytest

from feedback import unlinked
from feedback.equality.questions import ABOUT_YOU
from feedback.figures.actions import freeze_years
from feedback.figures.counting import cases_of, counts_of
from feedback.figures.periods import counted_on, due, next_due
from feedback.models import FeedbackYear, ProcedureVersion, UnlinkedAnswer
from feedback.tasks import freeze_years as freeze_years_task
from imroc_ei.notices.models import JobRun
from imroc_ei.working_days import working_days
from tests.clock import on
from tests.factories import CaseFactory, ProcedureFactory
from tests.factories.feedback import CaseEntryFactory

pytestmark = pytest.mark.django_db

COUNTED = date(2026, 2, 25)
CAME = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def version(db: None) -> ProcedureVersion:
    return ProcedureFactory(in_force=True)


def cases(count: int, **fields: Any) -> None:
    for _each in range(count):
        CaseFactory(**{"received_on": CAME, "last_act_on": CAME, **fields})


def frozen() -> dict[str, Any]:
    """Return what was frozen of the one year, by the name of each whole and table."""
    rows = FeedbackYear.objects.get().tables
    return {
        row.get("whole") or row["table"]: row["total"] if "whole" in row else row["parts"]
        for row in rows
    }


def test_year_is_counted_eight_weeks_after_it_ends() -> None:
    assert counted_on(2025) == COUNTED
    assert list(due(2024, COUNTED)) == [2024, 2025]
    assert list(due(2025, date(2026, 2, 24))) == []
    assert (next_due(date(2026, 2, 24)), next_due(COUNTED)) == (2025, 2026)


def test_cases_of_a_year_are_counted_by_kind_rounded_and_hidden() -> None:
    cases(12, kind="complaint")
    cases(9, kind="concern")
    cases(2, kind="personal-data")
    cases(7, kind="thanks")
    assert freeze_years(today=COUNTED) == 1
    found = frozen()
    assert found["long"] == 25
    assert found["long-kinds"] == {"complaint": 10, "concern": None, "personal-data": None}
    assert (found["short"], found["answered"]) == (5, None)
    assert "how-long" not in found
    kinds = {"thanks": 5, "idea": None, "library": None, "wording": None}
    assert found["short-kinds"] == kinds


def test_fewer_than_five_are_not_counted_at_all() -> None:
    cases(4, kind="complaint")
    freeze_years(today=COUNTED)
    assert frozen() == {"long": None, "answered": None, "short": None}


def test_other_years_spam_and_made_up_cases_are_not_counted() -> None:
    cases(6, kind="complaint")
    cases(3, kind="complaint", state="quarantined")
    cases(3, kind="complaint", received_on=date(2026, 1, 1))
    freeze_years(today=COUNTED)
    assert frozen()["long"] == 5
    cases(1, kind="complaint", made_up=True)
    assert [len(cases_of(2025, made_up=made_up)) for made_up in (True, False)] == [1, 6]


@pytest.mark.parametrize(
    ("acknowledged", "answered", "extended", "parts"),
    [
        # Monday 3 March 2025: three working days end on Thursday, ten more on 20 March.
        (6, 20, None, ("in-time", "in-time", "to-13")),
        (7, 21, None, ("late", "in-time", "to-23")),
        (6, 21, None, ("in-time", "late", "to-23")),
        (6, 28, 31, ("in-time", "extended", "to-23")),
        (6, 31, 28, ("in-time", "late", "to-23")),
    ],
)
def test_times_are_counted_from_the_numbers_of_the_cases_version(
    acknowledged: int, answered: int, extended: int | None, parts: tuple[str, str, str]
) -> None:
    cases(
        1,
        kind="complaint",
        taken_in_on=CAME,
        acknowledged_on=date(2025, 3, acknowledged),
        answered_on=date(2025, 3, answered),
        extended_until=date(2025, 3, extended) if extended else None,
    )
    counts = counts_of(cases_of(2025, made_up=False), working_days("england-wales"))
    names = ("acknowledged", "answered-in-time", "how-long")
    assert (
        tuple(next(part for part, count in counts[name].items() if count) for name in names)
        == parts
    )


@pytest.mark.parametrize(
    ("told", "acknowledged", "how_long"),
    [
        # Written on the Thursday on which it was due, and told on that day, later, or not at all.
        ((6, 20), "in-time", "to-13"),
        ((7, 21), "late", "to-23"),
        ((None, None), "none", None),
    ],
)
def test_what_has_to_be_rung_counts_from_the_day_on_which_it_was(
    told: tuple[int | None, int | None], acknowledged: str, how_long: str | None
) -> None:
    wrote = date(2025, 3, 6), date(2025, 3, 20)
    days = [date(2025, 3, day) if day else None for day in told]
    case = CaseFactory(
        kind="complaint",
        reply_by="phone",
        received_on=CAME,
        taken_in_on=CAME,
        acknowledged_on=wrote[0],
        # An answer is given on the day on which it is told.
        answered_on=days[1] or wrote[1],
    )
    for kind, day, told_on in zip(("acknowledgement", "answer"), wrote, days, strict=True):
        CaseEntryFactory(case=case, kind=kind, sent_on=day, tell_by=day, told_on=told_on)
    counts = counts_of(cases_of(2025, made_up=False), working_days("england-wales"))
    assert [part for part, count in counts["acknowledged"].items() if count] == [acknowledged]
    found = [part for part, count in counts["how-long"].items() if count]
    assert found == ([how_long] if how_long else [])


def test_answer_that_never_came_is_in_no_table_of_answers() -> None:
    cases(1, kind="complaint", state="withdrawn")
    counts = counts_of(cases_of(2025, made_up=False), working_days("england-wales"))
    assert counts["acknowledged"] == {"in-time": 0, "late": 0, "none": 1}
    assert sum(counts["how-long"].values()) == 0


def test_year_stands_whatever_happens_later() -> None:
    cases(6, kind="complaint")
    freeze_years(today=COUNTED)
    before = frozen()
    cases(50, kind="complaint")
    assert freeze_years(today=COUNTED) == 0
    assert frozen() == before


def test_every_year_that_was_missed_is_caught_up() -> None:
    cases(6, kind="complaint", received_on=date(2023, 5, 5))
    assert freeze_years(today=COUNTED) == 3
    assert list(FeedbackYear.objects.values_list("year", flat=True)) == [2025, 2024, 2023]


def test_nothing_is_counted_before_the_first_case() -> None:
    assert freeze_years(today=COUNTED) == 0
    assert FeedbackYear.objects.count() == 0


def test_answers_that_belong_to_nobody_are_counted_and_destroyed() -> None:
    cases(6, kind="complaint")
    for number in range(10):
        age = "under-25" if number < 5 else "25-to-44"
        unlinked.hand_in(sheet=ABOUT_YOU, answers={"age": age, "belief": "none"})
    freeze_years(today=COUNTED)
    found = frozen()
    assert found["about-you.age"]["25-to-44"] == 5
    assert found["about-you.age"]["65-or-over"] is None
    assert found["about-you.belief"]["none"] == 10
    assert "about-you.gender" not in found
    assert UnlinkedAnswer.objects.count() == 0


def test_schedule_counts_once_a_day_and_says_so() -> None:
    cases(6, kind="complaint")
    with on(COUNTED):
        freeze_years_task()
        freeze_years_task()
    run = JobRun.objects.get()
    assert (run.ok, run.message) == (True, "Years counted: 1")
