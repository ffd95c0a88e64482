from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from imroc_ei.people.models import User
from steps.enums import StepState
from steps.models import Action, Step
from steps.reviews.agreed import (
    NewAction,
    add_action,
    agree_actions,
    drop_action,
    finish_action,
    hand_action_over,
    let_action_go,
    note_action,
)
from steps.reviews.errors import MovedError, RefusedError
from tests.factories import ActionFactory, FindingFactory, StepFactory
from tests.steps.reviews.making import closed_review, finding_in

pytestmark = pytest.mark.django_db


def wanted(step: Step, holder: User, what: str = "Ask them") -> NewAction:
    return NewAction(what=what, step=step, held_by=holder, due=date(2027, 3, 3))


def test_action_added_by_hand_stands_at_once_with_nobody_but_its_holder(
    lead: User, second: User
) -> None:
    step = StepFactory()
    with time_machine.travel("2026-11-24 09:30"):
        action = add_action(by=lead, form_key=uuid4(), wanted=wanted(step, second, " Ask them "))
    action.refresh_from_db()
    row = {field.attname: field.value_from_object(action) for field in Action._meta.concrete_fields}
    own = {name: row.pop(name) for name in ("id", "public_id", "form_key")}
    assert all(own.values())
    assert row == {
        "what": "Ask them",
        "step_id": step.pk,
        "held_by_id": second.pk,
        "due": date(2027, 3, 3),
        "review_id": None,
        "noted_at": datetime(2026, 11, 1, tzinfo=UTC),
        "agreed_on": date(2026, 11, 1),
        "done_on": None,
        "let_go_on": None,
        "let_go_reason": "",
    }
    assert action.is_open


def test_add_action_twice_with_one_key_adds_it_once(lead: User, second: User) -> None:
    step, key = StepFactory(), uuid4()
    added = [add_action(by=lead, form_key=key, wanted=wanted(step, second)) for _ in range(2)]
    assert (added[0], Action.objects.count()) == (added[1], 1)


def test_add_another_action_with_the_same_key_is_told(lead: User, second: User) -> None:
    step, key = StepFactory(), uuid4()
    add_action(by=lead, form_key=key, wanted=wanted(step, second))
    with pytest.raises(MovedError, match="already added “Ask them”"):
        add_action(by=lead, form_key=key, wanted=wanted(step, second, "Ask others"))
    assert Action.objects.count() == 1


def test_add_action_to_a_retired_statement_is_told(lead: User, second: User) -> None:
    step = StepFactory()
    Step.objects.filter(pk=step.pk).update(state=StepState.RETIRED)
    with pytest.raises(MovedError, match="taken out of the plan"):
        add_action(by=lead, form_key=uuid4(), wanted=wanted(step, second))
    assert Action.objects.count() == 0


def test_several_actions_of_one_form_are_agreed_once(lead: User, second: User) -> None:
    key, step = uuid4(), StepFactory()
    several = [wanted(step, second, what) for what in ("Ask them", "Ask others")]
    first, again = (agree_actions(by=lead, actions=several, form_key=key) for _ in range(2))
    assert [row.is_new for row in (*first, *again)] == [True, True, False, False]
    assert sorted(Action.objects.values_list("what", flat=True)) == ["Ask others", "Ask them"]


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
