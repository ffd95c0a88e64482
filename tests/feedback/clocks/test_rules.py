"""Who hears of what there is to do about cases, and that mails say no more than that."""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from feedback.cases.leaving import hand_back_cases
from feedback.clocks.rules import CaseDuty, CaseDutyInPause, CaseRule, CaseUrgent, PassedOn
from feedback.enums import ConflictReason, Kind, State
from feedback.models import Case, CaseEntry
from feedback.rules import RULES
from imroc_ei.notices import actions, rules, sending
from imroc_ei.notices.actions import notify
from imroc_ei.notices.models import Notice
from imroc_ei.notices.rules import Due
from imroc_ei.people.models import User
from tests.clock import on
from tests.factories.feedback import CaseEntryFactory, ConflictFactory
from tests.feedback.clocks.people import a_case, a_handler, pause
from tests.notices.rules import registered

pytestmark = pytest.mark.django_db

Outbox = list[EmailMultiAlternatives]
# A Monday; what comes in on it is acknowledged by the end of Thursday.
DAY = date(2026, 3, 2)
ABOUT_CASES = [rule.slug for rule in RULES if issubclass(rule, CaseRule)]
HALF, BEFORE, DUE, LATE, TWO_LATE = (DAY + timedelta(days=days) for days in (1, 2, 3, 4, 7))


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    """The rules of this room alone, or new handlers would be told of as well."""
    with on(DAY), registered(*RULES):
        yield


def a_morning(day: date, at: time = time(9, 0)) -> None:
    """Do what the schedule does on a day."""
    with on(day, at):
        actions.work_out(day)
        actions.work_out(day, urgent=True)
        sending.send_due()


def told(mails: Outbox) -> list[tuple[str, str]]:
    """Return whom each mail went to, with its first line, and empty the box."""
    found = [(mail.to[0], str(mail.body).splitlines()[0]) for mail in mails]
    mails.clear()
    return sorted(found)


def test_a_duty_is_said_half_way_the_day_before_and_late_and_then_to_who_stands_in(
    mailoutbox: Outbox,
) -> None:
    handler, other = a_handler(email="a@example.org"), a_handler(email="b@example.org")
    a_case(handler, other, state=State.TRIAGE, handler=handler, stands_in=other)
    said = {}
    for number in range(8):
        day = DAY + timedelta(days=number)
        a_morning(day)
        said[day] = told(mailoutbox)
    to_come = "Something is to be done by the end of 5 March 2026."
    was = "Something was to be done by the end of 5 March 2026."
    assert {day: mails for day, mails in said.items() if mails} == {
        HALF: [("a@example.org", to_come)],
        BEFORE: [("a@example.org", to_come)],
        LATE: [("a@example.org", was)],
        TWO_LATE: [("b@example.org", was)],
    }


@pytest.mark.parametrize("state", [State.ANSWERED, State.CLOSED])
def test_to_ring_is_said_in_the_morning_and_when_late_also_of_what_has_ended(
    mailoutbox: Outbox, state: State
) -> None:
    handler, other = a_handler(email="a@example.org"), a_handler(email="b@example.org")
    days: dict[str, Any] = {"answered_on": DAY, "closed_on": DAY, "tell_from": DAY, "tell_by": HALF}
    case = a_case(handler, other, state=state, handler=handler, reply_by="phone", **days)
    said = {}
    for number in range(1, 5):
        a_morning(DAY + timedelta(days=number))
        said[number] = told(mailoutbox)
    was = "Something was to be done by the end of 3 March 2026."
    assert said == {
        1: [("a@example.org", "Something is to be done today.")],
        2: [("a@example.org", was)],
        3: [("b@example.org", was)],
        4: [],
    }
    Case.objects.filter(pk=case.pk).update(tell_from=None, tell_by=None)
    a_morning(DAY + timedelta(days=7))
    assert told(mailoutbox) == []


def test_who_leaves_hands_over_what_is_still_to_be_told() -> None:
    handler, other = a_handler(), a_handler()
    days: dict[str, Any] = {"closed_on": DAY, "tell_from": DAY, "tell_by": HALF}
    a_case(handler, other, state=State.CLOSED, handler=handler, reply_by="phone", **days)
    hand_back_cases(by=handler)
    assert Case.objects.get().handler is None
    (notice,) = Notice.objects.all()
    due = Due(person=other, subject=notice.subject, due_on=DAY)
    assert (notice.rule, notice.person) == ("case-passed-on", other)
    assert PassedOn().render(due, today=DAY) is not None


def test_a_missed_morning_is_caught_up_with_the_latest_rung_only(mailoutbox: Outbox) -> None:
    handler = a_handler(email="a@example.org")
    a_case(handler, state=State.TRIAGE, handler=handler)
    a_morning(DUE)
    assert told(mailoutbox) == [("a@example.org", "Something is to be done today.")]
    a_morning(DUE)
    assert told(mailoutbox) == []


def test_a_duty_that_nobody_has_taken_is_said_to_all_who_may_know(mailoutbox: Outbox) -> None:
    first, second, ticked = (a_handler(email=f"{sign}@example.org") for sign in "abc")
    a_case(first, second, conflicts=(ticked,))
    a_morning(HALF)
    assert [to for to, _words in told(mailoutbox)] == ["a@example.org", "b@example.org"]


def test_a_pause_hands_a_duty_over(mailoutbox: Outbox) -> None:
    handler, other = a_handler(email="a@example.org"), a_handler(email="b@example.org")
    pause(handler, DAY + timedelta(weeks=2))
    a_case(handler, other, state=State.TRIAGE, handler=handler)
    a_morning(HALF)
    assert [to for to, _words in told(mailoutbox)] == ["b@example.org"]


def test_a_pause_of_everybody_silences_nothing(mailoutbox: Outbox) -> None:
    handler, other = a_handler(email="a@example.org"), a_handler(email="b@example.org")
    for person in (handler, other):
        pause(person, DAY + timedelta(weeks=2))
    a_case(handler, other, state=State.TRIAGE, handler=handler)
    a_morning(HALF, time(7, 0))
    assert told(mailoutbox) == []
    a_morning(HALF, time(9, 0))
    assert [to for to, _words in told(mailoutbox)] == ["a@example.org"]
    a_morning(HALF, time(10, 0))
    assert told(mailoutbox) == []


def test_a_pause_of_everybody_is_told_of_a_rung_once_in_all_the_days_that_it_lasts(
    mailoutbox: Outbox,
) -> None:
    handler = a_handler(email="a@example.org")
    pause(handler, DAY + timedelta(weeks=4))
    days: dict[str, Any] = {
        "taken_in_on": DAY,
        "acknowledged_on": DAY,
        "progress_on": date(2026, 3, 6),
    }
    # To be answered by Monday 16 March; half-way is the 9th.
    a_case(handler, state=State.INVESTIGATING, handler=handler, **days)
    said = []
    for number in range(14):
        day = DAY + timedelta(days=number)
        for at in (time(0, 1), time(7, 59), time(9, 0), time(18, 0)):
            a_morning(day, at)
            said += [(day, at) for _mail in mailoutbox]
            mailoutbox.clear()
    # Half-way to the answer, and the day before it. That is half-way to a note of progress, too:
    # one mail stands for both.
    nine = time(9, 0)
    assert said == [(date(2026, 3, day), nine) for day in (9, 13)]


def test_a_duty_done_meanwhile_is_dropped_and_leaves_nothing(mailoutbox: Outbox) -> None:
    handler = a_handler()
    case = a_case(handler, state=State.TRIAGE, handler=handler)
    actions.work_out(HALF)
    assert Notice.objects.count() == 1
    Case.objects.update(state=State.WITHDRAWN)
    with on(HALF):
        assert sending.send_due() == 0
    actions.work_out(HALF)
    assert list(Notice.objects.filter(subject=case.public_id)) == []


def test_what_was_said_is_forgotten_once_the_duty_is_done(mailoutbox: Outbox) -> None:
    handler = a_handler()
    a_case(handler, state=State.TRIAGE, handler=handler)
    a_morning(HALF)
    assert [notice.state for notice in Notice.objects.all()] == ["sent"]
    Case.objects.update(state=State.ACKNOWLEDGED, acknowledged_on=HALF, taken_in_on=HALF)
    a_morning(BEFORE)
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("slug", ABOUT_CASES)
def test_no_rule_tells_who_may_not_know_at_the_moment_of_sending(
    slug: str, mailoutbox: Outbox
) -> None:
    """A conflict that was named after the notice was written."""
    handler = a_handler()
    states = {
        "case-second-look-asked": State.SECOND_ASKED,
        "case-arrived": State.RECEIVED,
    }
    case = a_case(
        handler,
        state=states.get(slug, State.TRIAGE),
        urgent=True,
        urgent_on=DAY,
        reader=handler,
        second_asked_on=DAY if slug == "case-second-look-asked" else None,
    )
    CaseEntryFactory(case=case, kind="answer")
    rule = rules.find(slug)
    assert rule is not None
    if slug == "case-duty-in-pause":
        pause(handler, DAY + timedelta(weeks=2))
    due = Due(person=handler, subject=case.public_id, due_on=DAY)
    assert rule.render(due, today=LATE) is not None
    notify(person=handler, rule=slug, subject=case.public_id, due_on=DAY)
    ConflictFactory(case=case, person=handler, reason=ConflictReason.NAMED)
    with on(LATE):
        assert sending.send_due() == 0
    assert mailoutbox == []


def test_no_rule_tells_who_is_no_handler_any_more(mailoutbox: Outbox) -> None:
    handler = a_handler()
    case = a_case(handler)
    notify(person=handler, rule="case-arrived", subject=case.public_id, due_on=DAY)
    handler.groups.clear()
    assert sending.send_due() == 0


def test_urgent_goes_at_once_and_alone_to_all_who_may_know_and_daily_until_settled(
    mailoutbox: Outbox,
) -> None:
    first, second, ticked = (a_handler(email=f"{sign}@example.org") for sign in "abc")
    pause(second, DAY + timedelta(weeks=2))
    case = a_case(first, second, conflicts=(ticked,), urgent=True, urgent_on=DAY)
    with on(DAY, time(3, 0)):
        for person in (first, second, ticked):
            notify(person=person, rule="case-urgent", subject=case.public_id, due_on=DAY, rung=1)
        sending.send_due()
    words = "Something has come in that needs somebody today."
    both = [("a@example.org", words), ("b@example.org", words)]
    assert told(mailoutbox) == both
    with on(DAY, time(3, 1)):
        actions.work_out(DAY, urgent=True)
        assert sending.send_due() == 0
    assert Notice.objects.filter(rule="case-urgent").count() == 0
    with on(HALF, time(7, 0)):
        actions.work_out(HALF, urgent=True)
        assert sending.send_due() == 0
    for _time in range(2):
        with on(HALF, time(9, 0)):
            actions.work_out(HALF, urgent=True)
            sending.send_due()
    assert told(mailoutbox) == both
    Case.objects.update(urgent=False)
    with on(BEFORE, time(9, 0)):
        actions.work_out(BEFORE, urgent=True)
        assert sending.send_due() == 0
    assert Notice.objects.filter(rule="case-urgent").count() == 0


def test_urgent_costs_a_query_a_minute_where_nothing_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    a_case(a_handler())
    with django_assert_num_queries(1):
        assert list(CaseUrgent().due(DAY)) == []
    with django_assert_num_queries(1):
        assert list(CaseDutyInPause().due(DAY)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_duties_cost_as_many_queries_for_three_cases_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        handler = a_handler()
        a_case(handler, handler=handler, state=State.TRIAGE)
    with django_assert_num_queries(5):
        assert len(list(CaseDuty().due(HALF))) == count


def test_two_cases_are_two_lines_of_one_mail(mailoutbox: Outbox) -> None:
    handler = a_handler()
    paths = {
        a_case(handler, handler=handler, state=State.TRIAGE).get_absolute_url()
        for _number in range(2)
    }
    a_morning(HALF)
    (mail,) = mailoutbox
    found = re.findall(r"https://ei\.example\.org(/feedback/cases/[^\s]+)", str(mail.body))
    assert set(found) == paths


def test_mails_never_say_of_which_kind_it_is_nor_any_name(mailoutbox: Outbox) -> None:
    handler = a_handler(name="Ada Handler")
    for kind in Kind:
        case = a_case(handler, kind=kind, state=State.RECEIVED, theme="zqthemeqz")
        for slug in ABOUT_CASES:
            notify(person=handler, rule=slug, subject=case.public_id, due_on=DAY)
    a_morning(LATE)
    assert mailoutbox
    for mail in mailoutbox:
        words = f"{mail.subject} {mail.body} {mail.alternatives[0][0]!s}".lower()
        words = words.replace("equity and inclusion", "")
        told_apart = ("complain", "concern", "thank", "idea", "personal", "theme", "ada handler")
        assert [word for word in told_apart if word in words] == []
        assert case.reference not in words


def test_an_answer_to_read_is_said_while_it_waits_for_this_reader() -> None:
    reader, other = a_handler(), a_handler()
    case = a_case(reader, other, state=State.INVESTIGATING, reader=reader)
    rule = rules.find("case-answer-to-read")
    assert rule is not None
    due = Due(person=reader, subject=case.public_id, due_on=DAY)
    assert rule.render(due, today=DAY) is None
    CaseEntryFactory(case=case, kind="answer", by=other)
    assert rule.render(due, today=DAY) is not None
    CaseEntry.objects.update(read_on=DAY)
    assert rule.render(due, today=DAY) is None


def test_what_came_in_is_not_said_once_it_was_taken_in() -> None:
    handler = a_handler()
    case = a_case(handler)
    rule = rules.find("case-arrived")
    assert rule is not None
    due = Due(person=handler, subject=case.public_id, due_on=DAY)
    assert rule.render(due, today=DAY) is not None
    Case.objects.update(state=State.TRIAGE)
    assert rule.render(due, today=DAY) is None


def test_what_the_person_wrote_is_said_where_the_case_has_ended_too() -> None:
    handler = a_handler()
    case = a_case(handler, state=State.CLOSED, closed_on=DAY)
    due = Due(person=handler, subject=case.public_id, due_on=DAY)
    said = {
        slug: rule.render(due, today=DAY) is not None
        for slug in ("case-from-person", "case-passed-on")
        if (rule := rules.find(slug))
    }
    assert said == {"case-from-person": True, "case-passed-on": False}


def test_nobody_can_stop_them() -> None:
    handler = a_handler(stopped_rules=[rule.slug for rule in rules.every()])
    told = [rule.slug for rule in rules.every() if rule.is_on(handler)]
    assert set(ABOUT_CASES) <= set(told)


def test_remind_dry_run_prints_no_private_thing(consultant: User) -> None:
    handler, ticked = a_handler(email="a@example.org"), a_handler(email="b@example.org")
    case = a_case(handler, conflicts=(ticked,), urgent=True, urgent_on=DAY, theme="zqthemeqz")
    out = StringIO()
    call_command("remind", "--dry-run", "--on", HALF.isoformat(), stdout=out)
    assert out.getvalue().splitlines() == [
        "a@example.org",
        "  Something has come in that needs somebody today.",
        "    because: case-urgent, due on 2 March 2026",
        "a@example.org",
        "  Something is to be done by the end of 5 March 2026.",
        "    because: case-duty, due on 5 March 2026",
    ]
    assert case.public_id not in out.getvalue()
    assert Notice.objects.count() == 0
