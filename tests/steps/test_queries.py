"""The figures of dashboards: each from one function, from shared entries alone, each once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from aims.models import Aim
from imroc_ei.people.models import User
from steps.enums import Audience, Level, Origin, StepKind, StepState
from steps.models import Activity, Step
from steps.queries import (
    Standing,
    activity_of,
    count_standings,
    entry_counts,
    family_of,
    latest_entries,
    latest_learning,
    plan_statements,
    quiet_in,
    statements_of,
)
from steps.queries.change import months_to
from tests.clock import on
from tests.factories import ActivityFactory, AimFactory, StepFactory, UserFactory, judged
from tests.world import Plan

TODAY = date(2026, 3, 15)
NOT_SHARED = [
    {"audience": Audience.ONLY_ME},
    {"audience": Audience.TEAM},
    {"draft": True},
    {"withdrawn": True},
]


def totals(plan: Plan, since: date) -> dict[int, int]:
    return {
        number: activity_of(aim, statements_of(aim), since=since, today=TODAY).total
        for number, aim in plan.aims.items()
    }


def test_statements_of_an_aim_stand_in_the_published_order(plan: Plan) -> None:
    shown = [row.step.slug for row in statements_of(plan.aims[1])]
    assert shown == [
        "equity-and-inclusion-team",
        "online-library-goals",
        "growth-of-consultants",
        "access-to-resources",
        "reflective-spaces",
        "care-and-accountability",
        "training",
        "safe-and-supportive-spaces",
        "historic-legacies",
    ]


def test_the_five_aims_show_forty_one_lines_of_twenty_statements(plan: Plan) -> None:
    lines = [len(statements_of(aim)) for aim in plan.aims.values()]
    assert (lines, len(plan_statements())) == ([9, 6, 9, 9, 8], 20)


def test_a_shared_statement_says_which_other_aims_it_is_part_of(plan: Plan) -> None:
    rows = {row.step.slug: row.also_in for row in statements_of(plan.aims[1])}
    assert rows["growth-of-consultants"] == (3, 4, 5)
    assert rows["training"] == (3, 4, 5)
    assert rows["historic-legacies"] == ()


def test_an_aim_that_is_no_longer_in_the_plan_is_not_named_beside_a_statement(plan: Plan) -> None:
    Aim.objects.filter(number=5).update(retired_on=TODAY)
    rows = {row.step.slug: row.also_in for row in statements_of(plan.aims[1])}
    assert rows["growth-of-consultants"] == (3, 4)


def test_an_added_sub_step_stands_after_the_published_ones_and_is_counted_apart(
    plan: Plan,
) -> None:
    StepFactory(
        slug="added",
        kind=StepKind.SUB_STEP,
        parent=plan.steps["growth-of-consultants"],
        origin=Origin.ADDED,
        added_on=TODAY,
        order=0,
    )
    rows = statements_of(plan.aims[3])
    assert [row.step.slug for row in rows][5:7] == ["safe-and-supportive-spaces", "added"]
    counts = count_standings(rows)
    assert (counts.total, counts.added) == (9, 1)


def test_a_retired_statement_is_not_among_an_aims_statements(plan: Plan) -> None:
    Step.objects.filter(slug="historic-legacies").update(state=StepState.RETIRED)
    assert [row.step.slug for row in statements_of(plan.aims[1])][-1] == (
        "safe-and-supportive-spaces"
    )


def test_standing_of_a_goal_set_without_goals_is_not_recorded_and_with_one_not_reviewed(
    plan: Plan,
) -> None:
    goals = plan.steps["social-media-goals"]
    assert family_of(goals.slug)[0].standing == Standing.NOT_RECORDED
    StepFactory(kind=StepKind.GOAL, parent=goals, origin=Origin.ADDED, added_on=TODAY)
    standing = {row.step.slug: row.standing for row in family_of(goals.slug)}
    assert standing[goals.slug] == Standing.NOT_REVIEWED


def test_counts_by_standing_name_every_level_and_add_up(plan: Plan) -> None:
    Step.objects.filter(slug="training").update(level=Level.UNDER_WAY, **judged())
    Step.objects.filter(slug="reflective-spaces").update(
        state=StepState.PAUSED, paused_until=TODAY, paused_reason="No time"
    )
    counts = count_standings(statements_of(plan.aims[1]))
    assert dict(counts.rows()) == {
        Standing.NOT_REVIEWED: 6,
        Standing.NOT_STARTED: 0,
        Standing.GETTING_READY: 0,
        Standing.UNDER_WAY: 1,
        Standing.MAKING_A_DIFFERENCE: 0,
        Standing.PART_OF_HOW_WE_WORK: 0,
        Standing.PAUSED: 1,
        Standing.NOT_RECORDED: 1,
    }
    assert (counts.total, counts.reviewed) == (9, 1)


def test_every_level_has_a_standing() -> None:
    assert set(Level.values) | {StepState.PAUSED.value} == set(Standing.values)


def test_an_entry_on_the_growth_of_consultants_counts_once_in_each_aim_it_serves(
    plan: Plan,
) -> None:
    ActivityFactory(steps=[plan.steps["growth-of-consultants"]], happened_on=TODAY)
    assert totals(plan, TODAY) == {1: 1, 2: 0, 3: 1, 4: 1, 5: 1}
    assert Activity.objects.shared().count() == 1


def test_an_entry_on_several_statements_of_an_aim_counts_once_in_its_total(plan: Plan) -> None:
    both = [plan.steps["growth-of-consultants"], plan.steps["training"]]
    ActivityFactory(steps=both, happened_on=TODAY)
    found = activity_of(plan.aims[1], statements_of(plan.aims[1]), since=TODAY, today=TODAY)
    assert found.total == 1
    assert [(row.statement.step.slug, row.count) for row in found.by_statement] == [
        ("growth-of-consultants", 1),
        ("training", 1),
    ]


@pytest.mark.parametrize("fields", NOT_SHARED, ids=str)
def test_what_is_not_shared_is_in_no_figure(plan: Plan, fields: dict[str, object]) -> None:
    step = plan.steps["own-culture"]
    ActivityFactory(steps=[step], happened_on=TODAY, learned="Much", **fields)
    statements = statements_of(plan.aims[2])
    found = activity_of(plan.aims[2], statements, since=TODAY, today=TODAY)
    assert (found.total, found.by_statement, found.in_all_months) == (0, [], 0)
    assert [row.last_shared_on for row in statements if row.step == step] == [None]
    assert latest_learning(public_only=False) == []
    assert latest_learning(aim=plan.aims[2], public_only=False) == []
    assert latest_entries(aim=plan.aims[2]) == []


def test_activity_is_counted_from_the_chosen_day_on(plan: Plan) -> None:
    step = plan.steps["own-culture"]
    for day in (TODAY - timedelta(days=30), TODAY - timedelta(days=31)):
        ActivityFactory(steps=[step], happened_on=day)
    since = TODAY - timedelta(days=30)
    found = activity_of(plan.aims[2], statements_of(plan.aims[2]), since=since, today=TODAY)
    assert (found.total, [row.count for row in found.by_statement]) == (1, [1])


def test_months_hold_their_first_and_last_days_and_nothing_earlier(plan: Plan) -> None:
    step = plan.steps["own-culture"]
    for day in ("2025-03-31", "2025-04-01", "2025-04-30", "2026-02-28", "2026-03-01"):
        ActivityFactory(steps=[step], happened_on=date.fromisoformat(day))
    found = activity_of(plan.aims[2], [], since=date(2025, 3, 15), today=TODAY)
    assert [month.count for month in found.months] == [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert (found.total, found.in_all_months) == (5, 4)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 1, 31), date(2025, 2, 1), date(2026, 1, 31)),
        (date(2026, 12, 1), date(2026, 1, 1), date(2026, 12, 31)),
        (date(2024, 2, 29), date(2023, 3, 1), date(2024, 2, 29)),
    ],
)
def test_twelve_months_end_with_this_one(today: date, first: date, last: date) -> None:
    months = months_to(today)
    assert (len(months), months[0][0], months[-1][1]) == (12, first, last)


@pytest.mark.parametrize(("days", "is_quiet"), [(89, False), (90, True), (91, True)])
def test_a_statement_is_quiet_once_the_limit_has_passed(
    plan: Plan, days: int, is_quiet: bool
) -> None:
    step = plan.steps["own-culture"]
    with on(TODAY):
        ActivityFactory(steps=[step], happened_on=timezone.localdate() - timedelta(days=days))
        statements = statements_of(plan.aims[2])
        quiet = quiet_in(statements, today=timezone.localdate(), after_days=90)
    gone = [(row.statement.step.slug, row.days) for row in quiet.gone]
    assert gone == ([("own-culture", days)] if is_quiet else [])


def test_only_shared_entries_keep_a_statement_from_going_quiet(plan: Plan) -> None:
    step = plan.steps["own-culture"]
    ActivityFactory(steps=[step], happened_on=TODAY - timedelta(days=200))
    ActivityFactory(steps=[step], happened_on=TODAY, audience=Audience.ONLY_ME)
    quiet = quiet_in(statements_of(plan.aims[2]), today=TODAY, after_days=90)
    assert [row.days for row in quiet.gone] == [200]


def test_the_last_shared_day_is_the_newest_of_both_audiences(plan: Plan) -> None:
    step = plan.steps["own-culture"]
    ActivityFactory(steps=[step], happened_on=TODAY - timedelta(days=5))
    ActivityFactory(steps=[step], happened_on=TODAY - timedelta(days=2), audience=Audience.PUBLIC)
    assert family_of(step.slug)[0].last_shared_on == TODAY - timedelta(days=2)


def test_what_wants_a_look_stands_under_its_reason(plan: Plan, consultant: User) -> None:
    Step.objects.filter(slug__in=["online-library-goals", "social-media-goals"]).update(
        held_by=consultant
    )
    Step.objects.filter(slug="growth-of-consultants").update(
        state=StepState.PAUSED, paused_until=TODAY, paused_reason="No time", held_by=consultant
    )
    Step.objects.filter(parent__slug="growth-of-consultants").update(held_by=consultant)
    ActivityFactory(steps=[plan.steps["training"]], happened_on=TODAY)
    quiet = quiet_in(statements_of(plan.aims[5]), today=TODAY, after_days=90)
    assert [row.step.slug for row in quiet.paused] == ["growth-of-consultants"]
    assert [row.step.slug for row in quiet.silent] == [
        "access-to-resources",
        "reflective-spaces",
        "care-and-accountability",
        "safe-and-supportive-spaces",
    ]
    assert (quiet.gone, quiet.unheld) == ([], [])


def test_a_statement_held_by_somebody_who_left_is_held_by_nobody(plan: Plan) -> None:
    gone = UserFactory(name="", is_active=False, left_at=timezone.now())
    Step.objects.filter(slug="own-culture").update(held_by=gone)
    assert family_of("own-culture")[0].holder is None


def test_the_newest_learning_comes_first_with_its_statements(plan: Plan) -> None:
    aim = AimFactory(number=9)
    step = StepFactory(placed_in=[aim])
    for days in range(4):
        day = TODAY - timedelta(days=days)
        audience = Audience.PUBLIC if days % 2 else Audience.CONSULTANTS
        ActivityFactory(steps=[step], happened_on=day, learned=f"L{days}", audience=audience)
    ActivityFactory(steps=[step], happened_on=TODAY)
    found = latest_learning(aim=aim, public_only=False)
    assert [(entry.activity.learned, entry.steps) for entry in found] == [
        ("L0", [step]),
        ("L1", [step]),
        ("L2", [step]),
    ]


def test_public_learning_is_what_a_lead_has_checked(plan: Plan) -> None:
    step = plan.steps["own-culture"]
    ActivityFactory(steps=[step], learned="Waits", audience=Audience.PUBLIC)
    ActivityFactory(steps=[step], learned="Shared")
    ActivityFactory(steps=[step], learned="Checked", checked=True)
    found = latest_learning(public_only=True)
    assert [entry.activity.learned for entry in found] == ["Checked"]


def test_what_a_reader_may_read_and_what_is_shared_are_counted_apart(
    plan: Plan, consultant: User
) -> None:
    step = plan.steps["own-culture"]
    ActivityFactory(steps=[step])
    ActivityFactory(steps=[step], checked=True)
    ActivityFactory(steps=[step], audience=Audience.ONLY_ME, logged_by=consultant)
    ActivityFactory(steps=[step], audience=Audience.ONLY_ME)
    counts = entry_counts(step, consultant)
    assert (counts.readable, counts.shared) == (3, 2)


@pytest.mark.parametrize("rows", [1, 3])
def test_statements_of_an_aim_are_read_in_one_query(
    rows: int, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    aim = AimFactory(number=1)
    for _ in range(rows):
        ActivityFactory(steps=[StepFactory(placed_in=[aim])])
    with django_assert_num_queries(1):
        assert len(statements_of(aim)) == rows
