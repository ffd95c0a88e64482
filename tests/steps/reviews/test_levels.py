"""The evidence rules, as a table."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from steps.enums import Level, StepKind
from steps.reviews import levels
from steps.reviews.levels import Ground
from tests.factories import ActivityFactory, EvidenceFactory, StepFactory

NONE = Ground()


@dataclass(frozen=True, kw_only=True)
class Row:
    level: Level
    ground: Ground = NONE
    before: Level = Level.NOT_REVIEWED
    other: str = ""
    back: str = ""
    refused: tuple[str, ...] = ()


def ground(pieces: int, elsewhere: int = 0, since: int = 0) -> Ground:
    return Ground(pieces=pieces, from_elsewhere=elsewhere, since=since)


TABLE = {
    "not started asks for nothing": Row(level=Level.NOT_STARTED),
    "getting ready asks for nothing": Row(level=Level.GETTING_READY),
    "under way without evidence": Row(level=Level.UNDER_WAY, refused=("level",)),
    "under way with one piece": Row(level=Level.UNDER_WAY, ground=ground(1)),
    "a difference with one piece": Row(
        level=Level.MAKING_A_DIFFERENCE, ground=ground(1, 1, 1), other="No", refused=("level",)
    ),
    "a difference from the team alone": Row(
        level=Level.MAKING_A_DIFFERENCE, ground=ground(2, 0, 2), other="No", refused=("level",)
    ),
    "a difference with nothing new": Row(
        level=Level.MAKING_A_DIFFERENCE, ground=ground(2, 2, 0), other="No", refused=("level",)
    ),
    "a difference without asking what else": Row(
        level=Level.MAKING_A_DIFFERENCE, ground=ground(2, 1, 1), refused=("other_explanation",)
    ),
    "a difference, whole": Row(
        level=Level.MAKING_A_DIFFERENCE, ground=ground(2, 1, 1), other="Better pay"
    ),
    "part of how we work, never reviewed": Row(
        level=Level.PART_OF_HOW_WE_WORK, ground=ground(9, 9, 9), refused=("level",)
    ),
    "part of how we work, under way before": Row(
        level=Level.PART_OF_HOW_WE_WORK,
        ground=ground(9, 9, 9),
        before=Level.UNDER_WAY,
        refused=("level",),
    ),
    "part of how we work after a difference": Row(
        level=Level.PART_OF_HOW_WE_WORK, before=Level.MAKING_A_DIFFERENCE
    ),
    "part of how we work, again": Row(
        level=Level.PART_OF_HOW_WE_WORK, before=Level.PART_OF_HOW_WE_WORK
    ),
    "back without a sentence": Row(
        level=Level.GETTING_READY, before=Level.UNDER_WAY, refused=("back_reason",)
    ),
    "back with spaces for a sentence": Row(
        level=Level.GETTING_READY, before=Level.UNDER_WAY, back="  ", refused=("back_reason",)
    ),
    "back with a sentence": Row(
        level=Level.GETTING_READY, before=Level.UNDER_WAY, back="Its holder left."
    ),
    "forward from outside the ladder needs no sentence": Row(
        level=Level.NOT_STARTED, before=Level.NOT_REVIEWED
    ),
}


@pytest.mark.parametrize("row", TABLE.values(), ids=list(TABLE))
def test_problems_by_level(row: Row) -> None:
    found = levels.problems(
        row.level,
        before=row.before,
        ground=row.ground,
        other_explanation=row.other,
        back_reason=row.back,
    )
    assert tuple(found) == row.refused


def test_problems_of_a_level_say_to_choose_the_lower_one() -> None:
    found = levels.problems(
        Level.UNDER_WAY, before="", ground=NONE, other_explanation="", back_reason=""
    )
    assert found == {
        "level": [
            (
                "“Under way” cannot be chosen yet. It needs at least one piece of evidence; "
                "a written account counts. Choose the lower level."
            )
        ]
    }


@pytest.mark.parametrize(
    ("happened_on", "precision", "since"),
    [
        (date(2026, 3, 4), "day", True),
        (date(2026, 3, 3), "day", False),
        (date(2026, 3, 1), "month", True),
        (date(2026, 2, 1), "month", False),
    ],
)
@pytest.mark.django_db
def test_is_since_by_day_and_month(happened_on: date, precision: str, *, since: bool) -> None:
    piece = EvidenceFactory(activity=ActivityFactory(happened_on=happened_on, precision=precision))
    assert levels.is_since(piece, date(2026, 3, 3)) is since


@pytest.mark.django_db
def test_ground_of_counts_each_piece_by_whose_it_is() -> None:
    activity = ActivityFactory(happened_on=date(2026, 1, 1))
    pieces = [
        EvidenceFactory(activity=activity, from_whom=whom)
        for whom in ("team", "outside", "affected")
    ]
    assert levels.ground_of(pieces, None) == ground(3, 2, 3)
    assert levels.ground_of(pieces, date(2026, 2, 1)) == ground(3, 2, 0)


@pytest.mark.parametrize(
    ("level", "above"),
    [
        (Level.NOT_RECORDED, None),
        (Level.NOT_REVIEWED, Level.NOT_STARTED),
        (Level.UNDER_WAY, Level.MAKING_A_DIFFERENCE),
        (Level.PART_OF_HOW_WE_WORK, None),
    ],
)
def test_next_level(level: Level, above: Level | None) -> None:
    assert levels.next_level(level) == above


@pytest.mark.parametrize(
    ("kind", "goals", "can"),
    [(StepKind.STEP, 0, True), (StepKind.GOAL_SET, 0, False), (StepKind.GOAL_SET, 1, True)],
)
def test_can_be_judged(kind: StepKind, goals: int, *, can: bool) -> None:
    assert levels.can_be_judged(StepFactory.build(kind=kind), goals=goals) is can


@pytest.mark.parametrize(
    ("fields", "today", "old"),
    [
        ({"reviewed_on": None}, date(2026, 8, 31), False),
        ({"reviewed_on": date(2026, 2, 28), "review_every": 6}, date(2026, 8, 28), False),
        ({"reviewed_on": date(2026, 2, 28), "review_every": 6}, date(2026, 8, 29), True),
        ({"reviewed_on": date(2026, 8, 31), "review_every": 6}, date(2027, 2, 28), False),
        ({"reviewed_on": date(2026, 8, 31), "review_every": 6}, date(2027, 3, 1), True),
    ],
)
def test_may_be_out_of_date(fields: dict[str, Any], today: date, *, old: bool) -> None:
    assert levels.may_be_out_of_date(StepFactory.build(**fields), today) is old
