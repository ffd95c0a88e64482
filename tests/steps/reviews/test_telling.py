"""Who hears of an action that was given to them: in a review, by hand, out of a case."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from feedback.cases.actions_of import note_actions
from imroc_ei.notices import tasks
from imroc_ei.notices.forecast import forecast
from imroc_ei.notices.models import Notice
from imroc_ei.people.models import User
from steps.models import Action
from steps.reviews.agreed import (
    NewAction,
    add_action,
    finish_action,
    hand_action_over,
    let_action_go,
)
from steps.reviews.closing import confirm
from tests.clock import on
from tests.factories import (
    ActionFactory,
    CaseFactory,
    OrganisationFactory,
    StepFactory,
    UserFactory,
)
from tests.steps.reviews.making import proposed_review

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)


def told() -> list[tuple[User | None, str]]:
    """Who is to hear of which action."""
    rows = Notice.objects.filter(rule="action-given").order_by("pk")
    return [(row.person, row.subject) for row in rows]


def wanted(holder: User) -> NewAction:
    due = timezone.localdate() + timedelta(days=20)
    return NewAction(what="Ask them", step=StepFactory(), held_by=holder, due=due)


def test_action_added_by_hand_is_told_to_its_holder_once(lead: User, second: User) -> None:
    key, new = uuid4(), wanted(second)
    for _twice in range(2):
        action = add_action(by=lead, form_key=key, wanted=new)
    assert told() == [(second, action.public_id)]


def test_action_given_to_oneself_is_told_to_nobody(lead: User) -> None:
    action = add_action(by=lead, form_key=uuid4(), wanted=wanted(lead))
    hand_action_over(by=lead, action=action, held_by=lead, due=action.due)
    assert told() == []


def test_action_handed_over_is_told_to_who_has_it_now_once_each(
    lead: User, consultant: User, second: User
) -> None:
    action = ActionFactory(held_by=consultant)
    for holder in (second, second, consultant, second):
        hand_action_over(by=lead, action=action, held_by=holder, due=action.due)
    assert told() == [(second, action.public_id), (consultant, action.public_id)]


def test_action_with_another_day_is_told_to_nobody(lead: User, second: User) -> None:
    action = ActionFactory(held_by=second)
    hand_action_over(by=lead, action=action, held_by=second, due=action.due + timedelta(days=9))
    assert told() == []


def test_actions_of_a_review_are_told_once_it_closes_but_to_the_two_who_agreed_to_it(
    consultant: User, second: User
) -> None:
    review = proposed_review(asked=consultant)
    holders = (second, consultant, review.proposed_by)
    for holder in holders:
        ActionFactory(review=review, held_by=holder, agreed_on=None)
    assert told() == []
    confirm(by=consultant, review=review, version=review.version)
    assert told() == [(second, review.actions.get(held_by=second).public_id)]
    assert Action.objects.agreed().count() == len(holders)


def test_action_out_of_a_case_is_told_in_the_words_and_days_of_any_other(
    lead: User, handler: User, second: User
) -> None:
    new = wanted(second)
    with on(DAY, time(7, 13)):
        add_action(by=lead, form_key=uuid4(), wanted=new)
    with on(DAY, time(17, 48)):
        note_actions(by=handler, case=CaseFactory(), actions=[new], form_key=None)
    own = ("id", "subject", "next_try_at")
    rows = [
        {name: value for name, value in row.items() if name not in own}
        for row in Notice.objects.filter(rule="action-given").values()
    ]
    assert len(rows) == 2
    assert rows[0] == rows[1]


def test_action_given_is_in_the_next_mail_and_said_once(
    lead: User, second: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    OrganisationFactory()
    with on(DAY, time(11, 0)):
        add_action(by=lead, form_key=uuid4(), wanted=wanted(second))
        tasks.send_due()
        assert mailoutbox == []
        foreseen = [(one.reader, len(one.lines)) for one in forecast(DAY + timedelta(days=1))]
        assert foreseen == [(second.email, 1)]
    for days in (1, 1, 2):
        with on(DAY + timedelta(days=days), time(11, 0)):
            tasks.work_out_due()
            tasks.send_due()
    assert [letter.to for letter in mailoutbox] == [[second.email]]
    assert "was given to you" in str(mailoutbox[0].body)


@pytest.mark.parametrize("end", ["done", "let go", "given to another"])
def test_action_that_is_no_longer_theirs_is_in_no_mail(
    lead: User, second: User, mailoutbox: list[EmailMultiAlternatives], end: str
) -> None:
    OrganisationFactory()
    with on(DAY, time(11, 0)):
        action = add_action(by=lead, form_key=uuid4(), wanted=wanted(second))
        if end == "done":
            finish_action(by=second, action=action, done_on=DAY)
        elif end == "let go":
            let_action_go(by=second, action=action, reason="No time")
        else:
            hand_action_over(by=second, action=action, held_by=lead, due=action.due)
    with on(DAY + timedelta(days=1), time(11, 0)):
        tasks.send_due()
    assert second.email not in [address for letter in mailoutbox for address in letter.to]


def test_action_given_is_told_to_nobody_who_stopped_it_or_has_left(lead: User) -> None:
    for fields in ({"stopped_rules": ["action-given"]}, {"is_active": False}):
        add_action(by=lead, form_key=uuid4(), wanted=wanted(UserFactory(**fields)))
    assert told() == []
