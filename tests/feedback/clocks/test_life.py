"""A complaint from its arrival to the survey, with every mail that goes out on the way."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives

from feedback.cases.moves import answering, ask_second_look
from feedback.models import Case
from feedback.rules import RULES
from imroc_ei.notices import actions, sending
from imroc_ei.notices.models import Notice
from imroc_ei.people.models import User
from tests.clock import on
from tests.feedback.cases.making import ANSWERED, make
from tests.feedback.clocks.people import a_handler
from tests.feedback.told import CODE, a_case
from tests.notices.rules import registered

pytestmark = pytest.mark.django_db

# A Monday, and the Mondays after it.
FIRST = date(2026, 3, 2)
PERSON = "person@example.net"


@pytest.fixture(autouse=True)
def _rules() -> Iterator[None]:
    with registered(*RULES):
        yield


class Days:
    """Lets days go by, each with its morning, and keeps who was written to on which day."""

    def __init__(self, box: list[EmailMultiAlternatives]) -> None:
        self.box = box
        self.day = FIRST
        self.mails: dict[str, list[str]] = {}

    def go_on(self, days: int = 1) -> None:
        for _number in range(days):
            with on(self.day, time(8, 0)):
                actions.work_out(self.day)
                sending.send_due()
            self.keep()
            self.day += timedelta(days=1)

    def do(self, move: str, case: Case, by: User | None, **more: Any) -> None:
        with on(self.day, time(14, 0)):
            case.refresh_from_db()
            make(move, case, by, **more)
            actions.work_out(self.day, urgent=True)
            sending.send_due()
        self.keep()

    def keep(self) -> None:
        for mail in self.box:
            name, _at, _host = mail.to[0].partition("@")
            told = self.mails.setdefault(f"{self.day:%-d %b}", [])
            told.append(f"{name}: {mail.subject}")
            told.sort()
        self.box.clear()


def test_a_complaint_with_a_second_look(mailoutbox: list[EmailMultiAlternatives]) -> None:
    first, second = (a_handler(email=f"{name}@example.org") for name in ("first", "second"))
    ticked = a_handler(email="ticked@example.org")
    days = Days(mailoutbox)
    with on(FIRST, time(14, 0)):
        case = a_case(code=CODE, reply_by="email", reach=PERSON, not_these=[ticked.public_id])
        sending.send_due()
    days.keep()
    days.day += timedelta(days=1)
    days.go_on()
    days.do("take-in", case, first)
    days.do("acknowledge", case, first)
    days.do("look-into", case, first)
    days.go_on(9)
    with on(days.day):
        case.refresh_from_db()
        answering.write_answer(case=case, by=first, words=ANSWERED)
        case.refresh_from_db()
        answering.ask_to_read(case=case, by=first, reader=second)
        sending.send_due()
        case.refresh_from_db()
        answering.agree_to_answer(case=case, by=second)
    days.keep()
    days.do("answer", case, first)
    days.go_on(2)
    with on(days.day, time(14, 0)):
        case.refresh_from_db()
        ask_second_look(case=case)
        sending.send_due()
    days.keep()
    days.day += timedelta(days=1)
    days.go_on(1)
    days.do("take-second-look", case, second)
    days.do("acknowledge-second-look", case, second)
    days.go_on(2)
    with on(days.day):
        case.refresh_from_db()
        answering.write_answer(case=case, by=second, words=ANSWERED)
    days.do("answer-again", case, second, unread_because="Nobody else is left.")
    days.do("close", case, second)
    days.go_on(29)
    assert days.mails == {
        "2 Mar": ["person: What you told us has reached us"],
        # What came in, and half the time to acknowledge it.
        "3 Mar": ["first: 2 reminders", "second: 2 reminders"],
        "4 Mar": ["person: Something new for you"],
        "11 Mar": ["first: Something is to be done by a day"],
        "13 Mar": [
            "first: What you wrote has been read",
            "person: Something new for you",
            "second: Something to read before it goes",
        ],
        # From here on the first handler hears nothing any more.
        "16 Mar": ["second: 2 reminders"],
        "17 Mar": ["person: Something new for you"],
        "19 Mar": ["person: Something new for you"],
        "16 Apr": ["person: How was it for you?"],
    }
    assert Notice.objects.count() == 0
