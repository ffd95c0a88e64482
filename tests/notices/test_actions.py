from datetime import date

import pytest
from django.db import transaction

from imroc_ei.notices.actions import notify
from imroc_ei.notices.models import Notice
from imroc_ei.people.models import User
from tests.factories import UserFactory

DAY = date(2026, 3, 3)


def test_notify_writes_one_notice(lead: User) -> None:
    notify(person=lead, rule="entry-to-check", subject="abc", due_on=DAY)
    (notice,) = Notice.objects.all()
    assert (notice.recipient, notice.person, notice.rule, notice.subject) == (
        f"person:{lead.public_id}",
        lead,
        "entry-to-check",
        "abc",
    )
    assert (notice.due_on, notice.rung, notice.state) == (DAY, 0, "waiting")


def test_notify_twice_writes_one_notice(lead: User) -> None:
    for _time in range(2):
        notify(person=lead, rule="entry-to-check", subject="abc", due_on=DAY)
    assert Notice.objects.count() == 1


def test_notify_tells_days_and_rungs_apart(lead: User) -> None:
    notify(person=lead, rule="entry-to-check", subject="abc", due_on=DAY)
    notify(person=lead, rule="entry-to-check", subject="abc", due_on=DAY, rung=7)
    notify(person=lead, rule="entry-to-check", subject="abc", due_on=date(2026, 3, 4))
    assert Notice.objects.count() == 3


def test_notify_is_undone_with_the_action_that_called_it(lead: User) -> None:
    with transaction.atomic():
        notify(person=lead, rule="entry-to-check", subject="abc", due_on=DAY)
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0


def test_notify_keeps_quiet_for_who_stopped_the_rule(lead: User) -> None:
    lead.stopped_rules = ["entry-to-check"]
    notify(person=lead, rule="entry-to-check", subject="abc", due_on=DAY)
    assert Notice.objects.count() == 0


def test_notify_keeps_quiet_for_who_is_no_longer_here(db: None) -> None:
    former = UserFactory(is_active=False)
    notify(person=former, rule="entry-to-check", subject="abc", due_on=DAY)
    assert Notice.objects.count() == 0


def test_notify_refuses_a_rule_that_nobody_registered(lead: User) -> None:
    with pytest.raises(KeyError):
        notify(person=lead, rule="no-such-rule", subject="abc", due_on=DAY)
