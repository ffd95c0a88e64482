from collections.abc import Iterator
from datetime import date, time, timedelta
from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django import Settings

from imroc_ei.notices import letters, sending
from imroc_ei.notices.actions import notify
from imroc_ei.notices.enums import NoticeState
from imroc_ei.notices.models import Digest, Notice, recipient_key
from imroc_ei.people.models import User
from tests.clock import on
from tests.factories import NoticeFactory, UserFactory
from tests.factories.notices import claimed
from tests.notices.rules import Plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_up")]

Outbox = list[EmailMultiAlternatives]
DAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _mid_morning() -> Iterator[None]:
    with on(DAY):
        yield


@pytest.fixture
def broken_server() -> Iterator[None]:
    with patch.object(EmailBackend, "send_messages", side_effect=SMTPServerDisconnected):
        yield


def tell(person: User, subject: str = "a", rule: str = "plain", rung: int = 0) -> None:
    notify(person=person, rule=rule, subject=subject, due_on=DAY, rung=rung)


def states() -> list[str]:
    return list(Notice.objects.values_list("state", flat=True))


def test_send_due_sends_one_mail_about_everything(consultant: User, mailoutbox: Outbox) -> None:
    tell(consultant, "a")
    tell(consultant, "b", rule="other")
    assert sending.send_due() == 1
    (letter,) = mailoutbox
    assert letter.to == [consultant.email]
    assert letter.subject == "2 reminders"
    assert "About a" in str(letter.body)
    assert "About b" in str(letter.body)
    assert states() == ["sent", "sent"]


def test_send_due_is_silent_when_there_is_nothing_to_say(mailoutbox: Outbox) -> None:
    assert sending.send_due() == 0
    assert mailoutbox == []
    assert Digest.objects.count() == 0


def test_send_due_twice_sends_once(consultant: User, mailoutbox: Outbox) -> None:
    tell(consultant)
    sending.send_due()
    sending.send_due()
    assert len(mailoutbox) == 1


def test_send_due_waits_for_the_local_send_time(consultant: User, mailoutbox: Outbox) -> None:
    with on(DAY, time(7, 59)):
        tell(consultant)
        assert sending.send_due() == 0
    with on(DAY, time(8, 0)):
        assert sending.send_due() == 1


def test_send_due_keeps_what_comes_after_the_mail_of_the_day_for_tomorrow(
    consultant: User, mailoutbox: Outbox
) -> None:
    tell(consultant, "a")
    sending.send_due()
    tell(consultant, "b")
    assert sending.send_due() == 0
    with on(DAY + timedelta(days=1)):
        assert sending.send_due() == 1
    assert "About b" in str(mailoutbox[1].body)
    assert "About a" not in str(mailoutbox[1].body)


def test_send_due_drops_what_was_done_meanwhile(
    consultant: User, mailoutbox: Outbox, made_up: dict[str, Plain]
) -> None:
    tell(consultant, "a")
    made_up["plain"].done.add("a")
    assert sending.send_due() == 0
    assert mailoutbox == []
    assert states() == ["dropped"]


def test_send_due_may_still_send_today_after_it_had_nothing_to_say(
    consultant: User, mailoutbox: Outbox, made_up: dict[str, Plain]
) -> None:
    made_up["plain"].done.add("a")
    tell(consultant, "a")
    sending.send_due()
    tell(consultant, "b")
    assert sending.send_due() == 1


def test_send_due_says_the_latest_rung_only(consultant: User, mailoutbox: Outbox) -> None:
    for rung in (30, 7, 1):
        tell(consultant, "a", rung=rung)
    sending.send_due()
    assert "in 1 days" in str(mailoutbox[0].body)
    assert "in 7 days" not in str(mailoutbox[0].body)
    assert states() == ["dropped", "dropped", "sent"]


def test_send_due_leaves_a_paused_person_in_peace_and_merges_after(
    consultant: User, mailoutbox: Outbox
) -> None:
    consultant.reminders_paused_until = DAY + timedelta(weeks=2)
    consultant.save()
    for days in range(3):
        with on(DAY + timedelta(days=days)):
            tell(consultant, f"matter {days}")
            assert sending.send_due() == 0
    with on(DAY + timedelta(weeks=2)):
        assert sending.send_due() == 1
    assert mailoutbox[0].subject == "3 reminders"


def test_send_due_drops_what_the_person_stopped_since(consultant: User, mailoutbox: Outbox) -> None:
    tell(consultant)
    consultant.stopped_rules = ["plain"]
    consultant.save()
    assert sending.send_due() == 0
    assert states() == ["dropped"]


def test_send_due_drops_what_was_for_somebody_who_left(mailoutbox: Outbox) -> None:
    NoticeFactory(person=UserFactory(is_active=False), rule="plain")
    assert sending.send_due() == 0
    assert states() == ["dropped"]


def test_send_due_writes_to_made_up_people_only_where_they_are_switched_on(
    settings: Settings, mailoutbox: Outbox
) -> None:
    for demo in (False, True):
        settings.DEMO = demo
        tell(UserFactory(is_demo=True))
        assert sending.send_due() == int(demo)


def test_send_due_drops_a_rule_that_is_no_more(consultant: User) -> None:
    NoticeFactory(person=consultant, rule="a-rule-of-old")
    assert sending.send_due() == 0
    assert states() == ["dropped"]


def test_send_due_sends_the_urgent_at_once_and_alone(consultant: User, mailoutbox: Outbox) -> None:
    consultant.reminders_paused_until = DAY + timedelta(weeks=2)
    consultant.save()
    with on(DAY, time(3, 0)):
        tell(consultant, "fire", rule="urgent")
        tell(consultant, "flood", rule="urgent")
        tell(consultant, "a")
        assert sending.send_due() == 2
    assert [letter.subject for letter in mailoutbox] == ["Urgent things", "Urgent things"]
    assert states() == ["sent", "sent", "waiting"]


def test_urgent_mail_leaves_the_mail_of_the_day_to_come(
    consultant: User, mailoutbox: Outbox
) -> None:
    tell(consultant, "fire", rule="urgent")
    sending.send_due()
    tell(consultant, "a")
    assert sending.send_due() == 1


def test_send_due_says_the_rest_when_one_rule_breaks(consultant: User, mailoutbox: Outbox) -> None:
    tell(consultant, "a")
    tell(consultant, "b", rule="broken")
    assert sending.send_due() == 1
    assert states() == ["sent", "waiting"]


@pytest.mark.usefixtures("broken_server")
def test_send_due_tries_five_times_with_growing_waits(consultant: User) -> None:
    tell(consultant)
    tries = []
    start = timezone.localtime()
    for minute in range(0, 12 * 60, 5):
        with on(DAY, (start + timedelta(minutes=minute)).time()):
            before = Notice.objects.get().attempts
            sending.send_due()
            if Notice.objects.get().attempts > before:
                tries.append(minute)
    assert tries == [0, 5, 35, 155, 635]
    assert states() == ["failed"]


def test_send_due_sends_once_when_the_server_is_back(consultant: User, mailoutbox: Outbox) -> None:
    tell(consultant)
    with patch.object(EmailBackend, "send_messages", side_effect=OSError):
        sending.send_due()
    assert states() == ["waiting"]
    with on(DAY, time(10, 5)):
        assert sending.send_due() == 1
    assert states() == ["sent"]
    assert len(mailoutbox) == 1


def test_one_broken_address_does_not_keep_others_waiting(mailoutbox: Outbox) -> None:
    first, second = UserFactory(), UserFactory()
    tell(first)
    tell(second)
    really_send = EmailBackend.send_messages

    def refuse_first(self: EmailBackend, messages: list[EmailMultiAlternatives]) -> int:
        if messages[0].to == [first.email]:
            raise SMTPServerDisconnected
        return int(really_send(self, messages))

    with patch.object(EmailBackend, "send_messages", refuse_first):
        assert sending.send_due() == 1
    assert [letter.to for letter in mailoutbox] == [[second.email]]


def test_send_due_leaves_alone_what_somebody_else_has_claimed(
    consultant: User, mailoutbox: Outbox
) -> None:
    tell(consultant, "b")
    Digest.objects.create(recipient=recipient_key(consultant), day=DAY, claimed_at=timezone.now())
    assert sending.send_due() == 0
    assert states() == ["waiting"]


def test_a_claim_is_won_once(consultant: User, mailoutbox: Outbox) -> None:
    """Two workers that found the same recipient: the second gets nothing to send."""
    tell(consultant)
    key = recipient_key(consultant)
    assert sending._send_digest(key, DAY) == 1
    assert sending._send_digest(key, DAY) == 0
    assert len(mailoutbox) == 1


def test_an_urgent_claim_is_won_once(consultant: User, mailoutbox: Outbox) -> None:
    tell(consultant, rule="urgent")
    pk = Notice.objects.get().pk
    assert sending._send_urgent(pk) == 1
    assert sending._send_urgent(pk) == 0


def test_send_due_stops_in_time_and_goes_on_next_minute(mailoutbox: Outbox) -> None:
    for person in (UserFactory(), UserFactory()):
        tell(person)
    with patch.object(sending, "RUN_LASTS_SECONDS", -1):
        assert sending.send_due() == 0
    assert sending.send_due() == 2


def test_sweep_frees_what_was_left_for_ten_minutes(consultant: User, mailoutbox: Outbox) -> None:
    notice = claimed(11, person=consultant, rule="plain")
    Digest.objects.create(
        recipient=notice.recipient, day=DAY, claimed_at=timezone.now() - timedelta(minutes=11)
    )
    assert sending.send_due() == 0
    assert sending.sweep() == 1
    assert sending.send_due() == 1
    assert sending.sweep() == 0
    assert len(mailoutbox) == 1


def test_sweep_leaves_what_is_in_somebodys_hands(consultant: User) -> None:
    notice = claimed(9, person=consultant, rule="plain")
    Digest.objects.create(
        recipient=notice.recipient, day=DAY, claimed_at=timezone.now() - timedelta(minutes=9)
    )
    assert sending.sweep() == 0
    assert states() == ["claimed"]
    assert Digest.objects.filter(claimed_at=None).count() == 0


def test_sweep_gives_up_after_the_fifth_try(consultant: User) -> None:
    claimed(11, person=consultant, rule="plain", attempts=5)
    assert sending.sweep() == 1
    assert states() == ["failed"]


def test_a_claim_freed_meanwhile_is_not_put_back_by_its_first_holder(consultant: User) -> None:
    """The first holder was slow and failed; the second one's claim stands."""
    tell(consultant)
    later = timezone.now() + timedelta(minutes=11)

    def taken_over(_letter: object) -> None:
        Notice.objects.update(claimed_at=later)
        Digest.objects.update(claimed_at=later)
        raise OSError

    with patch.object(letters, "send", taken_over):
        assert sending.send_due() == 0
    assert list(Notice.objects.values_list("state", "claimed_at")) == [(NoticeState.CLAIMED, later)]
    assert Digest.objects.get().claimed_at == later
