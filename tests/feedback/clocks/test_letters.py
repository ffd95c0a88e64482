"""Mail to somebody who told us something: once, to the sealed address, and nothing is left."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoAssertNumQueries, Settings

from feedback.clocks.letters import Survey
from feedback.enums import Kind, State
from feedback.models import Case
from feedback.rules import RULES, SEALED_RULES
from feedback.survey.links import survey_path
from feedback.telling import send_receipt, tell_person
from imroc_ei.notices import actions, sealed, sending
from imroc_ei.notices.models import Notice
from tests.clock import on
from tests.factories.feedback import CaseFactory
from tests.feedback.clocks.people import a_handler
from tests.feedback.told import CODE, a_case
from tests.notices.rules import registered

pytestmark = pytest.mark.django_db

Outbox = list[EmailMultiAlternatives]
DAY = date(2026, 3, 2)
ADDRESS = "zqaddressqz@example.net"
REACHED: dict[str, Any] = {"reply_by": "email", "reach": ADDRESS, "safely": "only on Sundays"}


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with on(DAY), registered(*RULES):
        yield


def waiting() -> list[str]:
    return list(Notice.objects.filter(person=None).values_list("rule", flat=True))


def closed_case(**fields: Any) -> Case:
    case = a_case(code=CODE, **{**REACHED, **fields})
    Case.objects.filter(pk=case.pk).update(state=State.CLOSED, closed_on=DAY)
    Notice.objects.all().delete()
    case.refresh_from_db()
    return case


def test_what_arrives_is_received_by_a_mail_that_says_no_more(mailoutbox: Outbox) -> None:
    case = a_case(code=CODE, name="Zq Nameqz", named="yes", **REACHED)
    assert sending.send_due() == 1
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([ADDRESS], "What you told us has reached us")
    assert str(mail.body).splitlines()[0] == (
        "What you told us has reached us. This note comes by itself: nobody has read it yet."
    )
    words = f"{mail.subject} {mail.body} {mail.alternatives[0][0]!s}"
    links = set(re.findall(r"https://[^\s<>\"]+", words))
    assert links == {"https://ei.example.org/feedback/follow-up/", "https://ei.example.org"}
    secret = (CODE, CODE[:4], case.reference, case.public_id, "Zq Nameqz", "door", "omplain")
    assert [word for word in secret if word in words] == []
    assert waiting() == []


@pytest.mark.parametrize(
    "answers",
    [
        {"reply_by": "code"},
        {"reply_by": "none"},
        {"reply_by": "phone", "reach": "01632 960001"},
        {"reply_by": "post", "reach": "1 Long Lane"},
        {"reply_by": "email", "reach": ""},
    ],
)
def test_nobody_is_written_to_who_left_no_address_for_it(answers: dict[str, Any]) -> None:
    case = a_case(code=CODE, **answers)
    tell_person(case)
    assert waiting() == []


def test_what_was_set_aside_gets_no_receipt(mailoutbox: Outbox) -> None:
    a_case(**REACHED)
    Case.objects.update(state=State.QUARANTINED, quarantined_on=DAY)
    assert sending.send_due() == 0
    assert waiting() == []


def test_a_receipt_without_a_code_leads_nowhere(mailoutbox: Outbox) -> None:
    a_case(kind=Kind.THANKS, **REACHED)
    sending.send_due()
    assert re.findall(r"https://[^\s<>\"]+", str(mailoutbox[0].body)) == ["https://ei.example.org"]


def test_sending_the_same_thing_three_times_is_one_receipt(mailoutbox: Outbox) -> None:
    for _time in range(3):
        a_case(code=CODE, submission=b"1" * 32, **REACHED)
        sending.send_due()
    assert len(mailoutbox) == 1


def test_news_is_said_each_time_there_is_some(mailoutbox: Outbox) -> None:
    case = a_case(code=CODE, **REACHED)
    Notice.objects.all().delete()
    for version in (2, 2, 3):
        case.version = version
        tell_person(case)
    assert sending.send_due() == 2
    assert {mail.subject for mail in mailoutbox} == {"Something new for you"}
    assert {str(mail.body).splitlines()[0] for mail in mailoutbox} == {
        "There is something new for you to read."
    }


def test_news_needs_a_code_to_be_read_with(mailoutbox: Outbox) -> None:
    case = a_case(**REACHED)
    Notice.objects.all().delete()
    tell_person(case)
    assert sending.send_due() == 0
    assert waiting() == []


@pytest.mark.parametrize("demo", [True, False])
def test_made_up_people_are_written_to_only_where_they_are_switched_on(
    demo: bool, settings: Settings, mailoutbox: Outbox
) -> None:
    settings.DEMO = demo
    a_case(code=CODE, **REACHED)
    Case.objects.update(made_up=True)
    assert sending.send_due() == int(demo)


def test_nothing_is_sent_once_the_words_are_destroyed(mailoutbox: Outbox) -> None:
    a_case(code=CODE, **REACHED)
    Case.objects.update(
        content_gone_on=DAY,
        key_wrapped=None,
        key_version=None,
        reporter_key_wrapped=None,
        code_look_up=None,
        pepper_version=None,
        reach_sealed=None,
    )
    assert sending.send_due() == 0
    assert waiting() == []


def test_the_survey_goes_four_weeks_after_closing_and_once(mailoutbox: Outbox) -> None:
    case = closed_case()
    sent = {}
    for weeks in range(9):
        day = DAY + timedelta(weeks=weeks)
        with on(day):
            actions.work_out(day)
            sent[weeks] = sending.send_due()
    assert [weeks for weeks, count in sent.items() if count] == [4]
    case.refresh_from_db()
    assert case.surveyed_on == DAY + timedelta(weeks=4)
    (mail,) = mailoutbox
    assert f"https://ei.example.org{survey_path(case)}" in str(mail.body)
    assert waiting() == []


def test_the_survey_catches_up_after_the_schedule_was_off(mailoutbox: Outbox) -> None:
    closed_case()
    day = DAY + timedelta(weeks=7)
    with on(day):
        actions.work_out(day)
        assert sending.send_due() == 1


def test_the_survey_is_not_sent_where_the_case_was_opened_again(mailoutbox: Outbox) -> None:
    closed_case()
    day = DAY + timedelta(weeks=4)
    actions.work_out(day)
    Case.objects.update(state=State.REOPENED)
    with on(day):
        assert sending.send_due() == 0
    assert Case.objects.get().surveyed_on is None


@pytest.mark.parametrize(
    "fields", [{"kind": Kind.THANKS}, {"reply_by": "code"}, {"reply_by": "post", "reach": "1 Lane"}]
)
def test_the_survey_is_not_sent_to(fields: dict[str, Any], mailoutbox: Outbox) -> None:
    closed_case(**fields)
    assert list(Survey().due(DAY + timedelta(weeks=4))) == []


def test_the_survey_is_not_sent_to_who_answered_it_by_their_code(mailoutbox: Outbox) -> None:
    closed_case()
    Case.objects.update(survey_answered=True)
    assert list(Survey().due(DAY + timedelta(weeks=4))) == []


def test_the_survey_follows_the_version_that_the_case_came_under() -> None:
    case = closed_case()
    case.procedure.survey_weeks = 2
    case.procedure.save()
    (matter,) = Survey().due(DAY + timedelta(weeks=2))
    assert matter.subject == case.public_id


@pytest.mark.parametrize("count", [1, 3])
def test_the_survey_costs_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        closed_on = DAY - timedelta(weeks=5)
        CaseFactory(state="closed", closed_on=closed_on, reply_by="email", reach_sealed=b"x")
    with django_assert_num_queries(1):
        assert len(list(Survey().due(DAY))) == count


def test_the_outbox_never_holds_the_address(mailoutbox: Outbox) -> None:
    a_handler()
    case = a_case(code=CODE, **REACHED)
    tell_person(case)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_notice")
        rows = repr(cursor.fetchall())
    assert sorted(waiting()) == ["person-news", "person-received"]
    assert ADDRESS not in rows
    assert case.reference not in rows


def test_remind_dry_run_opens_no_address() -> None:
    a_case(code=CODE, **REACHED)
    out = StringIO()
    call_command("remind", "--dry-run", stdout=out)
    assert out.getvalue().splitlines() == [
        "An address that is kept sealed",
        "  What you told us has reached us. This note comes by itself: nobody has read it yet.",
        "    because: person-received, due on 2 March 2026",
    ]


def test_every_letter_of_the_room_is_registered() -> None:
    assert [rule.slug for rule in SEALED_RULES] == sealed.slugs()


def test_a_receipt_asked_for_twice_waits_once() -> None:
    case = a_case(code=CODE, **REACHED)
    send_receipt(case)
    assert waiting() == ["person-received"]
