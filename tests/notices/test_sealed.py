"""Mail to addresses that are kept sealed: once, alone, and nothing is left of it."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from io import StringIO
from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains

from imroc_ei.notices import actions, sending
from imroc_ei.notices.models import Digest, Notice
from imroc_ei.notices.sealed import Matter, recipient_key
from imroc_ei.people.models import User
from tests.clock import on
from tests.notices.sealed_rules import ADDRESS, Told, only_told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_up")]

Outbox = list[EmailMultiAlternatives]
DAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _mid_morning(settings: Settings) -> Iterator[None]:
    settings.SITE_URL = "https://ei.example.org"
    with on(DAY):
        yield


@pytest.fixture(autouse=True)
def told() -> Iterator[Told]:
    with only_told() as rule:
        yield rule


def tell(subject: str = "a", rung: int = 0) -> None:
    actions.tell(rule="told", subject=subject, due_on=DAY, rung=rung)


def test_tell_writes_a_row_that_holds_no_address_and_no_person() -> None:
    tell()
    (notice,) = Notice.objects.all()
    assert (notice.person, notice.recipient) == (None, recipient_key("a"))
    assert re.fullmatch(r"sealed:[0-9a-f]{64}", notice.recipient)


def test_tell_is_undone_with_the_action_that_called_it() -> None:
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0


def test_tell_refuses_a_rule_that_nobody_registered() -> None:
    with pytest.raises(KeyError):
        actions.tell(rule="plain", subject="a", due_on=DAY)


def test_send_due_sends_once_and_leaves_nothing(told: Told, mailoutbox: Outbox) -> None:
    tell()
    tell()
    assert told.opened == []
    assert sending.send_due() == 1
    assert sending.send_due() == 0
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == ([ADDRESS], "News")
    assert (told.opened, told.gone) == (["a"], ["a"])
    assert Notice.objects.count() == 0
    assert Digest.objects.count() == 0


def test_send_due_writes_at_any_hour_and_one_mail_for_each_matter(mailoutbox: Outbox) -> None:
    with on(DAY, time(3, 0)):
        tell("a")
        tell("b")
        assert sending.send_due() == 2
    assert [letter.to for letter in mailoutbox] == [[ADDRESS], [ADDRESS]]


def test_mail_has_no_link_that_stops_it_and_names_nobody(mailoutbox: Outbox) -> None:
    tell()
    sending.send_due()
    (letter,) = mailoutbox
    assert "List-Unsubscribe" not in letter.extra_headers
    links = set(re.findall(r"https://[^\s<>\"]+", str(letter.body)))
    assert links == {"https://ei.example.org/read/", "https://ei.example.org"}
    page = str(letter.alternatives[0][0])
    assert set(re.findall(r"https://[^\s<>\"]+", page)) == links


def test_send_due_opens_no_address_when_there_is_nothing_to_say(
    told: Told, mailoutbox: Outbox
) -> None:
    tell()
    told.done.add("a")
    assert sending.send_due() == 0
    assert (mailoutbox, told.opened, told.gone) == ([], [], [])
    assert Notice.objects.count() == 0


def test_send_due_deletes_what_has_no_address_any_more(told: Told, mailoutbox: Outbox) -> None:
    tell()
    told.to = ""
    assert sending.send_due() == 0
    assert (mailoutbox, told.gone) == ([], [])
    assert Notice.objects.count() == 0


def test_send_due_deletes_what_a_rule_of_old_left() -> None:
    tell()
    Notice.objects.update(rule="a-rule-of-old")
    assert sending.send_due() == 0
    assert Notice.objects.count() == 0


def test_send_due_tries_five_times_with_growing_waits_and_says_no_address(
    told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    tell()
    tries = []
    start = timezone.localtime()
    refuses = SMTPServerDisconnected(ADDRESS)
    with patch.object(EmailBackend, "send_messages", side_effect=refuses):
        for minute in range(0, 12 * 60, 5):
            with on(DAY, (start + timedelta(minutes=minute)).time()):
                before = Notice.objects.get().attempts
                sending.send_due()
                if Notice.objects.get().attempts > before:
                    tries.append(minute)
    assert tries == [0, 5, 35, 155, 635]
    assert Notice.objects.get().state == "failed"
    assert told.gone == []
    assert ADDRESS not in caplog.text


def test_send_due_sends_once_when_the_server_is_back(told: Told, mailoutbox: Outbox) -> None:
    tell()
    with patch.object(EmailBackend, "send_messages", side_effect=OSError):
        assert sending.send_due() == 0
    with on(DAY, time(10, 5)):
        assert sending.send_due() == 1
    assert (len(mailoutbox), told.gone) == (1, ["a"])
    assert Notice.objects.count() == 0


def test_a_claim_is_won_once(mailoutbox: Outbox) -> None:
    """Two workers that found the same notice: the second gets nothing to send."""
    tell()
    pk = Notice.objects.get().pk
    assert sending._send_sealed(pk) == 1
    assert sending._send_sealed(pk) == 0
    assert len(mailoutbox) == 1


def test_send_due_leaves_alone_what_somebody_else_has_claimed(mailoutbox: Outbox) -> None:
    tell()
    Notice.objects.update(state="claimed", claimed_at=timezone.now(), attempts=1)
    assert sending.send_due() == 0
    assert mailoutbox == []


def test_sweep_takes_up_what_was_left_for_ten_minutes(mailoutbox: Outbox) -> None:
    tell()
    left = timezone.now() - timedelta(minutes=11)
    Notice.objects.update(state="claimed", claimed_at=left, attempts=1)
    assert sending.send_due() == 0
    assert sending.sweep() == 1
    assert sending.send_due() == 1
    assert len(mailoutbox) == 1


def test_a_claim_freed_meanwhile_is_not_put_back_by_its_first_holder(told: Told) -> None:
    """The first holder was slow and failed; the second one's claim stands."""
    tell()
    later = timezone.now() + timedelta(minutes=11)

    def taken_over(_matter: Matter) -> str:
        Notice.objects.update(claimed_at=later)
        raise OSError

    with patch.object(told, "address", taken_over):
        assert sending.send_due() == 0
    assert list(Notice.objects.values_list("state", "claimed_at")) == [("claimed", later)]


def test_the_notice_stays_when_what_its_rule_remembers_cannot_be_kept(told: Told) -> None:
    """Both happen or neither: the sweeper takes it up again."""
    tell()
    with patch.object(told, "has_gone", side_effect=OSError):
        assert sending.send_due() == 1
    assert Notice.objects.get().state == "claimed"


def test_no_row_keeps_the_time_at_which_it_was_made() -> None:
    with on(DAY, time(14, 32)):
        tell()
    (notice,) = Notice.objects.all()
    with on(DAY, time(0, 0)) as midnight:
        assert (notice.created_at, notice.next_try_at) == (midnight, midnight)


def test_what_failed_says_the_day_alone(told: Told) -> None:
    tell()
    Notice.objects.update(attempts=4)
    with on(DAY, time(14, 32)), patch.object(told, "address", side_effect=OSError):
        sending.send_due()
    (notice,) = Notice.objects.all()
    with on(DAY, time(0, 0)) as midnight:
        assert (notice.state, notice.claimed_at) == ("failed", midnight)


def test_jobs_page_tells_neither_whom_nor_how_many_could_not_be_reached(
    client_of: Callable[[User], Client], owner: User, mailoutbox: Outbox
) -> None:
    for subject in ("a", "b"):
        tell(subject)
    Notice.objects.update(state="failed", attempts=5, claimed_at=timezone.now())
    client = client_of(owner)
    answer = client.get("/notices/jobs/")
    assertContains(answer, "People without an account", count=1)
    assertNotContains(answer, "sealed:")
    assertNotContains(answer, "2 reminders")
    client.post("/notices/jobs/again/", {"recipient": "sealed"})
    assert sending.send_due() == 2


def test_one_broken_address_keeps_nobody_waiting(
    told: Told, consultant: User, mailoutbox: Outbox
) -> None:
    tell()
    actions.notify(person=consultant, rule="plain", subject="b", due_on=DAY)
    with patch.object(told, "address", side_effect=ValueError(ADDRESS)):
        assert sending.send_due() == 1
    assert [letter.to for letter in mailoutbox] == [[consultant.email]]


def test_send_due_stops_in_time_and_goes_on_next_minute() -> None:
    tell("a")
    tell("b")
    with patch.object(sending, "RUN_LASTS_SECONDS", -1):
        assert sending.send_due() == 0
    assert sending.send_due() == 2


def test_work_out_asks_the_rules_for_sealed_addresses_once_a_day(told: Told) -> None:
    told.yields = [Matter(subject="a", due_on=DAY)]
    actions.work_out(DAY, urgent=True)
    assert Notice.objects.count() == 0
    with pytest.raises(actions.RuleBrokeError, match="broken"):
        actions.work_out(DAY)
    assert Notice.objects.get().rule == "told"


def test_prune_forgets_what_could_not_be_sent_for_a_month() -> None:
    for days, subject in ((31, "a"), (29, "b")):
        tell(subject)
        made = timezone.now() - timedelta(days=days)
        Notice.objects.filter(subject=subject).update(state="failed", created_at=made)
    actions.prune()
    assert [notice.subject for notice in Notice.objects.all()] == ["b"]


def test_forget_about_deletes_whatever_state_it_is_in(consultant: User) -> None:
    actions.notify(person=consultant, rule="plain", subject="a", due_on=DAY)
    for rung, state in enumerate(("waiting", "failed")):
        tell("a", rung=rung)
        Notice.objects.filter(rule="told", rung=rung).update(state=state)
    tell("b")
    actions.forget_about("a")
    kept = Notice.objects.values_list("rule", "subject")
    assert sorted(kept) == [("plain", "a"), ("told", "b")]


def test_remind_dry_run_says_that_a_mail_would_go_and_opens_nothing(
    told: Told, made_up: dict[str, object]
) -> None:
    del made_up["broken"]
    told.yields = [Matter(subject="a", due_on=DAY), Matter(subject="b", due_on=DAY)]
    tell("a")
    out = StringIO()
    call_command("remind", "--dry-run", stdout=out)
    assert out.getvalue().splitlines() == 2 * [
        "An address that is kept sealed",
        "  There is news.",
        "    because: told, due on 3 March 2026",
    ]
    assert told.opened == []
