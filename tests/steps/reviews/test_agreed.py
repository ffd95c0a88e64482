from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.utils import timezone

from imroc_ei.people.models import User
from steps.models import Action
from steps.reviews.agreed import (
    drop_action,
    finish_action,
    hand_action_over,
    let_action_go,
    note_action,
)
from steps.reviews.errors import MovedError, RefusedError
from tests.factories import ActionFactory, FindingFactory
from tests.steps.reviews.making import closed_review, finding_in

pytestmark = pytest.mark.django_db


def test_note_action_twice_with_one_key_notes_it_once(lead: User, second: User) -> None:
    finding, key = FindingFactory(), uuid4()
    for _twice in range(2):
        action = note_action(
            by=lead,
            review=finding.review,
            form_key=key,
            what="Ask them",
            step=finding.step,
            held_by=second,
            due=timezone.localdate(),
        )
    assert (Action.objects.count(), Action.objects.agreed().count()) == (1, 0)
    drop_action(by=lead, review=finding.review, action=action)
    assert Action.objects.count() == 0


def test_note_action_in_a_closed_review_is_refused(lead: User, second: User) -> None:
    review = closed_review()
    with pytest.raises(MovedError):
        note_action(
            by=lead,
            review=review,
            form_key=uuid4(),
            what="Ask them",
            step=finding_in(review).step,
            held_by=second,
            due=timezone.localdate(),
        )


def test_finish_action_tomorrow_is_refused(consultant: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RefusedError, match="future"):
        finish_action(by=consultant, action=ActionFactory(), done_on=tomorrow)


def test_let_action_go_without_a_reason_is_refused(consultant: User) -> None:
    with pytest.raises(RefusedError, match="sentence"):
        let_action_go(by=consultant, action=ActionFactory(), reason="  ")


def test_end_an_action_twice_is_told(consultant: User) -> None:
    done, gone = ActionFactory.create_batch(2)
    today = timezone.localdate()
    finish_action(by=consultant, action=done, done_on=today)
    let_action_go(by=consultant, action=gone, reason="Not needed.")
    with pytest.raises(MovedError, match="done already"):
        let_action_go(by=consultant, action=done, reason="Hm")
    with pytest.raises(MovedError, match="let go already"):
        finish_action(by=consultant, action=gone, done_on=today)


def test_hand_action_over_to_somebody_else(lead: User, second: User) -> None:
    due = timezone.localdate() + timedelta(days=9)
    action = hand_action_over(by=lead, action=ActionFactory(), held_by=second, due=due)
    action.refresh_from_db()
    assert (action.held_by, action.due) == (second, due)


@pytest.mark.parametrize(
    "fields",
    [
        {"done_on": timezone.localdate(), "let_go_on": timezone.localdate(), "let_go_reason": "A"},
        {"let_go_on": timezone.localdate()},
        {"let_go_reason": "A"},
        {"agreed_on": None, "done_on": timezone.localdate()},
    ],
)
def test_action_that_contradicts_itself_is_refused_by_the_database(
    fields: dict[str, object],
) -> None:
    with pytest.raises(IntegrityError):
        ActionFactory(**fields)
