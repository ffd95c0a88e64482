from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from imroc_ei.notices import rules
from imroc_ei.notices.enums import Job
from imroc_ei.notices.models import JobRun, Notice
from imroc_ei.people.models import User
from tests.clock import on
from tests.factories import NoticeFactory, UserFactory
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]


def offered_to(person: User) -> set[str]:
    """Name the reminders that a person gets until they stop them."""
    known = {rule.slug for rule in rules.for_person(person) if rule.may_stop}
    return known - {"anything-to-log"}


def test_reminders_offers_what_can_concern_the_person(
    client_of: Browser, consultant: User, lead: User
) -> None:
    assertNotContains(client_of(consultant).get("/notices/"), "An entry waits to become public")
    assertContains(client_of(lead).get("/notices/"), "An entry waits to become public")


def test_reminders_keeps_what_was_chosen(client_of: Browser, consultant: User) -> None:
    client = client_of(consultant)
    answer = client.post("/notices/", {"wanted": ["statement-quiet", "anything-to-log"]})
    assertRedirects(answer, "/notices/")
    consultant.refresh_from_db()
    assert set(consultant.stopped_rules) == offered_to(consultant) - {"statement-quiet"}
    assert consultant.monthly_nudge is True


def test_reminders_keeps_none_where_none_was_chosen(client_of: Browser, consultant: User) -> None:
    client_of(consultant).post("/notices/", {})
    consultant.refresh_from_db()
    assert set(consultant.stopped_rules) == offered_to(consultant)
    assert consultant.monthly_nudge is False


def test_reminders_names_what_is_always_told(client_of: Browser, handler: User) -> None:
    assertContains(client_of(handler).get("/notices/"), "What you are always told")


def test_reminders_refuses_a_rule_of_another_role(client_of: Browser, consultant: User) -> None:
    answer = client_of(consultant).post("/notices/", {"wanted": ["entry-to-check"]})
    assertContains(answer, "Choose from the reminders on this page")
    consultant.refresh_from_db()
    assert consultant.stopped_rules == []


def test_paused_pauses_and_goes_on(client_of: Browser, consultant: User) -> None:
    client = client_of(consultant)
    with on(date(2026, 3, 3)):
        client.force_login(consultant)
        assertRedirects(client.post("/notices/paused/", {"weeks": "1"}), "/notices/paused/")
        assertContains(client.get("/notices/"), "They go on by themselves on 10 March 2026")
        client.post("/notices/paused/", {"resume": "1"})
        assertNotContains(client.get("/notices/"), "They go on by themselves")


def test_jobs_says_how_each_last_went(client_of: Browser, owner: User) -> None:
    now = JobRun._meta.get_field("started_at").get_default()
    JobRun.objects.create(job=Job.SEND, ended_at=now, ok=True, message="Mails sent: 4")
    JobRun.objects.create(job=Job.SWEEP)
    JobRun.objects.create(job=Job.WORK_OUT, ended_at=now, ok=False, message="RuleBrokeError")
    answer = client_of(owner).get("/notices/jobs/")
    assertContains(answer, "Mails sent: 4")
    assertContains(answer, "Running, or cut off before it ended")
    assertContains(answer, "It failed: RuleBrokeError")
    assertContains(answer, "No reminder waits to be sent.")
    assertContains(answer, "Nothing to say yet. It runs by itself when its time comes.")


def test_jobs_lets_an_owner_try_again(client_of: Browser, owner: User) -> None:
    failed = NoticeFactory(failed=True)
    other = NoticeFactory(failed=True)
    client = client_of(owner)
    assertContains(client.get("/notices/jobs/"), failed.person)
    answer = client.post("/notices/jobs/again/", {"recipient": failed.recipient}, follow=True)
    assertContains(answer, "It will be tried again within a minute.")
    assert list(Notice.objects.order_by("pk").values_list("state", "attempts")) == [
        ("waiting", 0),
        ("failed", 5),
    ]
    assert other.person is not None


def test_jobs_does_not_say_what_a_failed_mail_was_about(client_of: Browser, owner: User) -> None:
    NoticeFactory(failed=True, rule="draft-unfinished", subject="of-the-draft")
    answer = client_of(owner).get("/notices/jobs/")
    assertNotContains(answer, "draft")


def test_jobs_says_when_there_was_nothing_to_try(client_of: Browser, owner: User) -> None:
    answer = client_of(owner).post("/notices/jobs/again/", {"recipient": "x"}, follow=True)
    assertContains(answer, "There was nothing left to try again.")


def test_try_again_is_for_owners(client_of: Browser, consultant: User) -> None:
    failed = NoticeFactory(failed=True)
    answer = client_of(consultant).post("/notices/jobs/again/", {"recipient": failed.recipient})
    assert answer.status_code == 403
    assert Notice.objects.get().state == "failed"


def test_jobs_asks_as_often_for_three_failures_as_for_one(client_of: Browser, owner: User) -> None:
    def fail() -> None:
        NoticeFactory(failed=True, person=UserFactory())
        now = JobRun._meta.get_field("started_at").get_default()
        JobRun.objects.create(job=Job.SEND, ended_at=now, ok=False, message="OSError")

    assert_same_queries(client_of(owner), "/notices/jobs/", expected=8, add_row=fail)
