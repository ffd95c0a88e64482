from collections.abc import Iterator
from datetime import date, time, timedelta
from unittest.mock import patch

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from imroc_ei.celery import app
from imroc_ei.notices import actions, sending, tasks
from imroc_ei.notices.actions import RuleBrokeError
from imroc_ei.notices.enums import Job
from imroc_ei.notices.models import Digest, JobRun, Notice
from imroc_ei.notices.rules import Due
from imroc_ei.people.models import User
from tests.clock import on
from tests.factories import NoticeFactory, OrganisationFactory
from tests.notices.rules import Other, Plain, Urgent, registered

pytestmark = pytest.mark.django_db

Outbox = list[EmailMultiAlternatives]
DAY = date(2026, 3, 3)


@pytest.fixture
def made_up() -> Iterator[dict[str, Plain]]:
    with registered(Plain, Urgent) as known:
        yield known


@pytest.fixture
def due(consultant: User, made_up: dict[str, Plain]) -> None:
    made_up["plain"].yields = [Due(person=consultant, subject="a", due_on=DAY)]


@pytest.mark.usefixtures("due")
def test_work_out_due_waits_for_the_send_time(consultant: User) -> None:
    OrganisationFactory(send_at=time(8, 0))
    with on(DAY, time(7, 59)):
        tasks.work_out_due()
    assert Notice.objects.count() == 0
    with on(DAY, time(8, 0)):
        tasks.work_out_due()
    assert Notice.objects.count() == 1


@pytest.mark.usefixtures("due")
def test_work_out_due_works_once_a_day() -> None:
    for minute in range(3):
        with on(DAY, time(8, minute)):
            tasks.work_out_due()
    with on(DAY + timedelta(days=1)):
        tasks.work_out_due()
    assert JobRun.objects.filter(job=Job.WORK_OUT, ok=True).count() == 2
    assert Notice.objects.count() == 1


@pytest.mark.usefixtures("due")
def test_work_out_due_catches_up_a_missed_day() -> None:
    with on(DAY + timedelta(days=3)):
        tasks.work_out_due()
    assert Notice.objects.count() == 1


def test_work_out_due_tries_again_after_a_failure(made_up: dict[str, Plain]) -> None:
    with on(DAY):
        with (
            patch.object(made_up["plain"], "due", side_effect=OSError),
            pytest.raises(RuleBrokeError),
        ):
            tasks.work_out_due()
        tasks.work_out_due()
    assert list(JobRun.objects.order_by("pk").values_list("ok", "message")) == [
        (False, "RuleBrokeError"),
        (True, ""),
    ]


def test_one_broken_rule_does_not_keep_the_others_back(
    consultant: User, made_up: dict[str, Plain]
) -> None:
    with registered(Plain, Other) as known:
        other = known["other"]
        assert isinstance(other, Other)
        other.yields = [Due(person=consultant, subject="b", due_on=DAY)]
        with (
            patch.object(known["plain"], "due", side_effect=OSError),
            pytest.raises(RuleBrokeError),
        ):
            actions.work_out(DAY)
    assert list(Notice.objects.values_list("rule", flat=True)) == ["other"]


def test_send_due_finds_the_urgent_by_itself(
    consultant: User, made_up: dict[str, Plain], mailoutbox: Outbox
) -> None:
    made_up["urgent"].yields = [Due(person=consultant, subject="fire", due_on=DAY)]
    with on(DAY, time(2, 0)):
        tasks.send_due()
        tasks.send_due()
    assert [letter.subject for letter in mailoutbox] == ["Urgent things"]
    assert list(JobRun.objects.order_by("pk").values_list("job", "ok", "message")) == [
        ("send", True, ""),
        ("send", True, ""),
    ]


def test_send_due_counts_the_mails_of_the_day_and_not_what_goes_alone(
    consultant: User, made_up: dict[str, Plain], mailoutbox: Outbox
) -> None:
    """A mail that goes alone may go in the minute in which somebody wrote to us."""
    made_up["urgent"].yields = [Due(person=consultant, subject="fire", due_on=DAY)]
    with on(DAY):
        actions.notify(person=consultant, rule="plain", subject="a", due_on=DAY)
        tasks.send_due()
    assert len(mailoutbox) == 2
    assert JobRun.objects.get().message == "Mails sent: 1"


def test_send_due_sends_even_where_an_urgent_rule_breaks(
    consultant: User, made_up: dict[str, Plain], mailoutbox: Outbox
) -> None:
    with on(DAY):
        actions.notify(person=consultant, rule="plain", subject="a", due_on=DAY)
        with (
            patch.object(made_up["urgent"], "due", side_effect=OSError),
            pytest.raises(RuleBrokeError),
        ):
            tasks.send_due()
    assert len(mailoutbox) == 1
    assert JobRun.objects.get().ok is False


def test_sweep_says_how_much_it_took_up() -> None:
    with patch.object(sending, "sweep", return_value=2):
        tasks.sweep()
    assert JobRun.objects.get().message == "Taken up again: 2"


def test_a_failed_job_keeps_the_kind_of_error_alone() -> None:
    with (
        patch.object(sending, "sweep", side_effect=OSError("to a@example.com")),
        pytest.raises(OSError, match="a@example"),
    ):
        tasks.sweep()
    assert JobRun.objects.get().message == "OSError"


def test_prune_clears_away_what_was_done_long_ago() -> None:
    now = timezone.now()
    long_ago = now - timedelta(days=401)
    NoticeFactory(sent=True, created_at=long_ago)
    kept = [
        NoticeFactory(sent=True, created_at=now - timedelta(days=399)),
        NoticeFactory(created_at=long_ago),
        NoticeFactory(failed=True, created_at=long_ago),
    ]
    Digest.objects.create(recipient="person:x", day=long_ago.date())
    for ok, days in ((True, 3), (True, 1), (False, 3), (False, 31)):
        at = now - timedelta(days=days)
        JobRun.objects.create(job=Job.SEND, started_at=at, ended_at=at, ok=ok)
    tasks.prune()
    assert list(Notice.objects.order_by("pk")) == kept
    assert Digest.objects.count() == 0
    left = JobRun.objects.filter(job=Job.SEND).order_by("pk")
    assert list(left.values_list("ok", flat=True)) == [True, False]


def test_prune_runs_once_a_day() -> None:
    tasks.prune()
    tasks.prune()
    assert JobRun.objects.count() == 1


def test_every_job_of_the_schedule_has_its_line_for_owners() -> None:
    assert len(app.conf.beat_schedule) == len(Job)
