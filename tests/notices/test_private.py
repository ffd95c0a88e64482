"""Notices about private things are kept no longer than they keep anybody from hearing twice."""

from collections.abc import Iterator
from datetime import date

import pytest

from imroc_ei.notices import actions, sending
from imroc_ei.notices.exports import own_notice_rows
from imroc_ei.notices.models import Notice
from imroc_ei.notices.rules import Due
from imroc_ei.people.models import User
from tests.clock import on
from tests.notices.rules import Plain, Private, registered

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 3)


@pytest.fixture
def rule() -> Iterator[Private]:
    with on(DAY), registered(Plain, Private) as known:
        private = known["private"]
        assert isinstance(private, Private)
        yield private


def test_it_is_said_once_for_as_long_as_it_is_due(consultant: User, rule: Private) -> None:
    rule.yields = [Due(person=consultant, subject="a", due_on=DAY)]
    for _time in range(2):
        actions.work_out(DAY)
        sending.send_due()
    assert [notice.state for notice in Notice.objects.all()] == ["sent"]


@pytest.mark.parametrize("state", ["sent", "dropped", "failed"])
def test_it_is_deleted_when_it_is_due_no_more(consultant: User, rule: Private, state: str) -> None:
    rule.yields = [Due(person=consultant, subject="a", due_on=DAY)]
    actions.work_out(DAY)
    if state == "sent":
        sending.send_due()
    Notice.objects.update(state=state)
    rule.yields = [Due(person=consultant, subject="b", due_on=DAY)]
    actions.work_out(DAY)
    assert [notice.subject for notice in Notice.objects.all()] == ["b"]


def test_what_still_waits_is_left_to_be_sent(consultant: User, rule: Private) -> None:
    actions.notify(person=consultant, rule="private", subject="a", due_on=DAY)
    actions.work_out(DAY)
    assert sending.send_due() == 1
    actions.work_out(DAY)
    assert Notice.objects.count() == 0


def test_what_is_not_private_is_kept(consultant: User, rule: Private) -> None:
    actions.notify(person=consultant, rule="plain", subject="a", due_on=DAY)
    sending.send_due()
    actions.work_out(DAY)
    assert [notice.state for notice in Notice.objects.all()] == ["sent"]


def test_it_stands_in_nobodys_export(consultant: User, rule: Private) -> None:
    for slug in ("plain", "private"):
        actions.notify(person=consultant, rule=slug, subject="a", due_on=DAY)
    assert [row["reason"] for row in own_notice_rows(consultant)] == ["plain"]
