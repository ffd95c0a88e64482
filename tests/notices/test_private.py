"""Notices about private things are kept no longer than they keep anybody from hearing twice."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from imroc_ei.notices import actions, sending
from imroc_ei.notices.exports import own_notice_rows
from imroc_ei.notices.models import Notice
from imroc_ei.notices.rules import Due
from imroc_ei.people.models import User
from tests.clock import on
from tests.notices.rules import ByDay, Plain, Private, registered

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


@pytest.fixture
def by_day() -> Iterator[None]:
    with registered(Plain, ByDay):
        yield


@pytest.mark.usefixtures("by_day")
@pytest.mark.parametrize(
    ("at", "days"), [(time(7, 59), 0), (time(8, 0), 1), (time(14, 32), 1), (time(23, 59), 1)]
)
def test_what_is_known_by_its_day_waits_for_the_next_mail_and_keeps_no_time(
    consultant: User, at: time, days: int
) -> None:
    with on(DAY, at):
        actions.notify(person=consultant, rule="by-day", subject="a", due_on=DAY)
        assert sending.send_due() == 0
    (notice,) = Notice.objects.all()
    with on(DAY, time(0, 0)) as midnight:
        assert notice.created_at == midnight
    with on(DAY + timedelta(days=days), time(8, 0)) as morning:
        assert notice.next_try_at == morning
        assert sending.send_due() == 1


@pytest.mark.usefixtures("by_day")
def test_the_jobs_page_does_not_count_what_tells_that_somebody_wrote(
    client_of: Callable[[User], Client], owner: User, consultant: User
) -> None:
    actions.notify(person=consultant, rule="by-day", subject="a", due_on=DAY)
    actions.notify(person=consultant, rule="plain", subject="a", due_on=DAY)
    answer = client_of(owner).get("/notices/jobs/")
    assertContains(answer, "1 reminder waits to be sent.")


@pytest.mark.usefixtures("by_day")
def test_who_pauses_is_told_what_a_pause_does_not_keep(
    client_of: Callable[[User], Client], consultant: User
) -> None:
    client = client_of(consultant)
    assertContains(client.get("/notices/paused/"), "It goes to others meanwhile.", count=1)
    consultant.reminders_paused_until = timezone.localdate() + timedelta(weeks=1)
    consultant.save()
    assertContains(client.get("/notices/paused/"), "It goes to others meanwhile.", count=1)
    with registered(Plain):
        assertNotContains(client.get("/notices/paused/"), "meanwhile")
