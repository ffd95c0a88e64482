from collections.abc import Callable
from datetime import date

import pytest
import time_machine

from imroc_ei.people.models import User
from steps.enums import Level, Origin, StepKind, StepState
from steps.models import Step
from steps.statements import actions
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    AimFactory,
    FindingFactory,
    StepFactory,
    judged,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal_set() -> Step:
    return StepFactory(
        slug="goals", kind=StepKind.GOAL_SET, level=Level.NOT_RECORDED, placed_in=[AimFactory()]
    )


def reasons(step: Step) -> list[str]:
    history = Step.history.filter(id=step.pk)
    return [row.history_change_reason for row in history]


def test_a_sub_step_is_added_apart_from_what_was_published(lead: User) -> None:
    parent = StepFactory()
    with time_machine.travel("2026-09-18"):
        added = actions.add_statement(by=lead, parent=parent, statement="To sing together")
    step = Step.objects.get(pk=added.step.pk)
    assert (step.kind, step.origin, step.parent, step.slug) == (
        StepKind.SUB_STEP,
        Origin.ADDED,
        parent,
        "to-sing-together",
    )
    assert (step.added_by, step.added_on, step.short_name, step.level) == (
        lead,
        date(2026, 9, 18),
        "To sing together",
        Level.NOT_REVIEWED,
    )
    assert reasons(step) == ["Added by the team"]


def test_what_is_sent_twice_is_added_once(lead: User) -> None:
    parent = StepFactory()
    first = actions.add_statement(by=lead, parent=parent, statement="To sing")
    again = actions.add_statement(by=lead, parent=parent, statement="to sing")
    assert (first.step, first.is_new, again.is_new) == (again.step, True, False)
    assert parent.children.count() == 1


def test_the_same_words_may_stand_under_two_steps(lead: User) -> None:
    slugs = [
        actions.add_statement(by=lead, parent=StepFactory(), statement="To sing").step.slug
        for _ in range(3)
    ]
    assert slugs == ["to-sing", "to-sing-2", "to-sing-3"]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("平等", "goals-part"),
        ("!!!", "goals-part"),
        ("a" * 200, "a" * 80),
        ("Ça va bien", "ca-va-bien"),
    ],
)
def test_every_statement_gets_an_address(words: str, slug: str, lead: User, goal_set: Step) -> None:
    added = actions.add_statement(by=lead, parent=goal_set, statement=words, short_name=words[:80])
    assert added.step.slug == slug


def test_long_addresses_that_start_alike_stay_apart(lead: User) -> None:
    parent = StepFactory()
    slugs = {
        actions.add_statement(by=lead, parent=parent, statement="a" * 90 + str(n)).step.slug
        for n in range(3)
    }
    assert {len(slug) for slug in slugs} == {79, 80}
    assert len(slugs) == 3


def test_added_statements_follow_each_other_after_the_published(lead: User) -> None:
    parent = StepFactory()
    StepFactory(kind=StepKind.SUB_STEP, parent=parent, order=5)
    orders = [
        actions.add_statement(by=lead, parent=parent, statement=words).step.order
        for words in ("One", "Two")
    ]
    assert orders == [1001, 1002]


def test_a_goal_set_waits_for_a_review_from_its_first_goal_on(lead: User, goal_set: Step) -> None:
    goal = actions.add_statement(by=lead, parent=goal_set, statement="One goal").step
    goal_set.refresh_from_db()
    assert (goal.kind, goal_set.level) == (StepKind.GOAL, Level.NOT_REVIEWED)
    actions.retire_statement(by=lead, step=goal, why="A mistake")
    goal_set.refresh_from_db()
    assert goal_set.level == Level.NOT_RECORDED
    assert reasons(goal_set)[:2] == ["It has no goals any more", "Its first goal was recorded"]


def test_a_goal_set_keeps_the_level_that_a_review_gave_it(lead: User, goal_set: Step) -> None:
    goal = actions.add_statement(by=lead, parent=goal_set, statement="One goal").step
    Step.objects.filter(pk=goal_set.pk).update(level=Level.UNDER_WAY, **judged())
    actions.retire_statement(by=lead, step=goal, why="A mistake")
    goal_set.refresh_from_db()
    assert goal_set.level == Level.UNDER_WAY


def test_an_added_statement_without_history_is_deleted(lead: User) -> None:
    step = actions.add_statement(by=lead, parent=StepFactory(), statement="To sing").step
    pk = step.pk
    assert actions.retire_statement(by=lead, step=step, why="A mistake") is False
    assert not Step.objects.filter(pk=pk).exists()
    last = Step.history.filter(id=pk).first()
    assert (last.history_type, last.history_user, last.history_change_reason) == (
        "-",
        lead,
        "A mistake",
    )


def test_an_added_statement_with_activity_is_retired_and_comes_back(lead: User) -> None:
    step = actions.add_statement(by=lead, parent=StepFactory(), statement="To sing").step
    ActivityFactory(steps=[step], draft=True)
    assert actions.retire_statement(by=lead, step=step, why="Done with") is True
    step.refresh_from_db()
    assert step.state == StepState.RETIRED
    actions.bring_back(by=lead, step=step, why="Not done with")
    actions.bring_back(by=lead, step=step, why="Twice")
    step.refresh_from_db()
    assert step.state == StepState.ACTIVE
    assert reasons(step) == ["Not done with", "Done with", "Added by the team"]


@pytest.mark.parametrize("factory", [ActionFactory, FindingFactory])
def test_an_added_statement_that_an_action_or_a_review_is_about_is_retired(
    lead: User, factory: Callable[..., object]
) -> None:
    step = actions.add_statement(by=lead, parent=StepFactory(), statement="To sing").step
    factory(step=step)
    assert actions.retire_statement(by=lead, step=step, why="Done with") is True
    step.refresh_from_db()
    assert step.state == StepState.RETIRED


def test_a_published_statement_is_not_retired_by_hand(lead: User) -> None:
    with pytest.raises(Step.DoesNotExist):
        actions.retire_statement(by=lead, step=StepFactory(), why="No")


def test_handing_over_pausing_and_resuming_are_kept_with_who_and_why(
    lead: User, second: User
) -> None:
    step = StepFactory()
    actions.hand_over(by=lead, step=step, to=second)
    actions.pause(by=lead, step=step, until=date(2027, 1, 12), reason="No facilitator")
    step.refresh_from_db()
    assert (step.held_by, step.state, step.paused_until, step.paused_reason) == (
        second,
        StepState.PAUSED,
        date(2027, 1, 12),
        "No facilitator",
    )
    actions.resume(by=lead, step=step)
    step.refresh_from_db()
    assert (step.state, step.paused_until, step.paused_reason) == (StepState.ACTIVE, None, "")
    assert reasons(step)[:3] == ["Taken up again", "Paused", "Handed over"]


def test_resuming_what_goes_on_leaves_no_trace(lead: User) -> None:
    step = StepFactory()
    assert actions.resume(by=lead, step=step) is False
    assert step.history.count() == 1


def test_looking_after_says_all_that_changed(lead: User) -> None:
    step = StepFactory()
    actions.look_after(
        by=lead,
        step=step,
        held_by=lead,
        review_every=3,
        paused_until=date(2027, 1, 12),
        paused_reason="No facilitator",
    )
    assert reasons(step)[0] == "Handed over, Reviewed at another interval, Paused"
    step.refresh_from_db()
    assert (step.held_by, step.review_every, step.state) == (lead, 3, StepState.PAUSED)


def test_aim_numbers_of_a_sub_step_are_those_of_its_step() -> None:
    aims = [AimFactory(number=number) for number in (4, 2)]
    step = StepFactory(placed_in=aims)
    part = StepFactory(kind=StepKind.SUB_STEP, parent=step)
    assert (step.aim_numbers(), part.aim_numbers()) == ([2, 4], [2, 4])
