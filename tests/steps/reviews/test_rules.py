from datetime import date, timedelta

import pytest
from django.utils import timezone

from aims.models import Aim
from imroc_ei.notices.rules import Due, Rule, find
from imroc_ei.people.models import User
from steps.models import Action
from steps.reviews.closing import confirm, send_back
from steps.reviews.rules import (
    ActionDue,
    ActionGiven,
    ReviewDue,
    ReviewSentBack,
    ReviewToConfirm,
    rung_on,
)
from tests.factories import ActionFactory, AimFactory, UserFactory
from tests.steps.reviews.making import proposed_review

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 3)


@pytest.mark.parametrize(
    "rule", [ReviewDue, ReviewToConfirm, ReviewSentBack, ActionGiven, ActionDue]
)
def test_rules_are_registered(rule: type[Rule]) -> None:
    assert isinstance(find(rule.slug), rule)


@pytest.mark.parametrize(
    ("days", "rung"),
    [
        (-31, None),
        (-30, -30),
        (-29, -30),
        (-7, -7),
        (-2, -7),
        (-1, -1),
        (0, 0),
        (6, 0),
        (7, 7),
        (36, 7),
        (37, 37),
        (66, 37),
        (67, 67),
    ],
)
def test_rung_on_is_the_latest_reached(days: int, rung: int | None) -> None:
    assert rung_on(days) == rung


def told(on: date) -> set[tuple[User, int]]:
    return {(due.person, due.rung) for due in ReviewDue().due(on)}


def test_review_due_tells_who_holds_the_aim(lead: User) -> None:
    UserFactory(roles=["consultant", "lead"])
    AimFactory(held_by=lead, next_review_on=DAY)
    assert told(DAY - timedelta(days=31)) == set()
    assert told(DAY - timedelta(days=30)) == {(lead, -30)}
    assert told(DAY) == {(lead, 0)}
    assert told(DAY + timedelta(days=8)) == {(lead, 7)}


def test_review_due_tells_every_lead_where_nobody_holds_the_aim(lead: User) -> None:
    other = UserFactory(roles=["consultant", "lead"])
    AimFactory(next_review_on=DAY)
    assert told(DAY) == {(lead, 0), (other, 0)}


def test_review_due_tells_the_other_leads_after_two_weeks(lead: User) -> None:
    other = UserFactory(roles=["consultant", "lead"])
    AimFactory(held_by=lead, next_review_on=DAY)
    assert told(DAY + timedelta(days=13)) == {(lead, 7)}
    assert told(DAY + timedelta(days=14)) == {(lead, 7), (other, 14)}
    assert told(DAY + timedelta(days=40)) == {(lead, 37), (other, 37)}


def test_review_due_says_nothing_once_the_review_is_done(lead: User) -> None:
    aim = AimFactory(number=2, held_by=lead, next_review_on=DAY)
    due = next(iter(ReviewDue().due(DAY)))
    line = ReviewDue().render(due, today=DAY)
    assert line is not None
    assert (line.text, line.path) == ("A review of aim 2 is due today.", "/aims/2/")
    Aim.objects.filter(pk=aim.pk).update(next_review_on=DAY + timedelta(days=180))
    assert ReviewDue().render(due, today=DAY) is None


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (DAY - timedelta(days=7), "A review of aim 2 is due on 3 March 2027."),
        (DAY + timedelta(days=7), "A review of aim 2 was due on 3 March 2027."),
    ],
)
def test_review_due_says_when(lead: User, today: date, words: str) -> None:
    AimFactory(number=2, held_by=lead, next_review_on=DAY)
    line = ReviewDue().render(next(iter(ReviewDue().due(today))), today=today)
    assert line is not None
    assert line.text == words


def test_review_to_confirm_until_somebody_did(consultant: User, second: User) -> None:
    review = proposed_review(asked=consultant)
    today = timezone.localdate()
    due = Due(person=consultant, subject=review.public_id, due_on=today)
    line = ReviewToConfirm().render(due, today=today)
    assert line is not None
    assert line.path == review.get_absolute_url()
    confirm(by=second, review=review, version=review.version)
    assert ReviewToConfirm().render(due, today=today) is None


def test_review_sent_back_until_it_is_proposed_again(second: User) -> None:
    review = proposed_review(asked=second)
    today = timezone.localdate()
    due = Due(person=review.opened_by, subject=review.public_id, due_on=today)
    assert ReviewSentBack().render(due, today=today) is None
    send_back(by=second, review=review, version=review.version, reason="Who said so?")
    line = ReviewSentBack().render(due, today=today)
    assert line is not None
    assert "Who said so?" not in line.text


def test_action_due_tells_its_holder_from_the_day_on(consultant: User) -> None:
    action = ActionFactory(held_by=consultant, due=DAY, what="Secret words")
    ActionFactory(due=DAY, done_on=DAY)
    ActionFactory(due=DAY, agreed_on=None)
    ActionFactory(due=DAY, held_by=None)
    assert list(ActionDue().due(DAY - timedelta(days=1))) == []
    assert list(ActionDue().due(DAY + timedelta(days=3))) == [
        Due(person=consultant, subject=action.public_id, due_on=DAY)
    ]


def test_action_due_says_nothing_private_and_nothing_once_done(consultant: User) -> None:
    action = ActionFactory(held_by=consultant, due=DAY, what="Secret words")
    due = next(iter(ActionDue().due(DAY)))
    line = ActionDue().render(due, today=DAY)
    assert line is not None
    assert ("Secret" in line.text, line.path) == (False, action.get_absolute_url())
    action.done_on = DAY
    action.save()
    assert ActionDue().render(due, today=DAY) is None


def given(action: Action, person: User) -> Due:
    return Due(person=person, subject=action.public_id, due_on=DAY)


def test_action_given_says_nothing_private(consultant: User) -> None:
    action = ActionFactory(held_by=consultant, due=DAY + timedelta(days=9), what="Secret words")
    line = ActionGiven().render(given(action, consultant), today=DAY)
    assert line is not None
    name = action.step.short_name
    said = f"An action about “{name}” was given to you, to be done by 12 March 2027."
    assert (line.text, line.path) == (said, action.get_absolute_url())


@pytest.mark.parametrize(
    "meanwhile",
    [
        {"done_on": DAY},
        {"let_go_on": DAY, "let_go_reason": "No time"},
        {"held_by": None},
        {"agreed_on": None},
    ],
)
def test_action_given_is_dropped_once_it_is_theirs_no_more(
    consultant: User, meanwhile: dict[str, object]
) -> None:
    action = ActionFactory(held_by=consultant, due=DAY + timedelta(days=9))
    Action.objects.filter(pk=action.pk).update(**meanwhile)
    assert ActionGiven().render(given(action, consultant), today=DAY) is None


def test_action_given_is_said_to_nobody_else(consultant: User, second: User) -> None:
    action = ActionFactory(held_by=second, due=DAY + timedelta(days=9))
    assert ActionGiven().render(given(action, consultant), today=DAY) is None


@pytest.mark.parametrize(("stopped", "said"), [([], False), (["action-due"], True)])
def test_action_given_that_is_due_already_is_said_by_one_rule(
    consultant: User, stopped: list[str], said: bool
) -> None:
    consultant.stopped_rules = stopped
    action = ActionFactory(held_by=consultant, due=DAY)
    line = ActionGiven().render(given(action, consultant), today=DAY)
    assert (line is not None) is said
