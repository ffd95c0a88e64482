"""What a mail says: the same in both parts, about things and never in people's own words."""

import re
from datetime import date

import pytest
from django.core.mail import EmailMultiAlternatives
from lxml import html as parser
from pytest_django import Settings

from imroc_ei.notices import letters
from imroc_ei.notices.models import Notice
from imroc_ei.people.models import User
from tests.factories import NoticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_up")]

Outbox = list[EmailMultiAlternatives]
DAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _site(settings: Settings) -> None:
    settings.SITE_URL = "https://ei.example.org"


def send(person: User, *notices: Notice) -> None:
    letters.send(letters.compose(person, notices, today=DAY))


def addresses_in(text: str) -> list[str]:
    return sorted(set(re.findall(r"https://[^\s<>\"]+", text)))


def test_both_parts_say_the_same(consultant: User, mailoutbox: Outbox) -> None:
    send(
        consultant,
        NoticeFactory(person=consultant, rule="plain", subject="a"),
        NoticeFactory(person=consultant, rule="other", subject="b"),
    )
    (letter,) = mailoutbox
    page = parser.fromstring(str(letter.alternatives[0][0]))
    linked = [str(link) for link in page.xpath("//a/@href")]
    assert addresses_in(str(letter.body)) == sorted(set(linked))
    words = " ".join(page.text_content().split())
    for sentence in ("About a in 0 days", "About b in 0 days", "See it", "Plain things"):
        assert sentence in words
        assert sentence in str(letter.body)


def test_mail_names_the_matter_and_links_to_it(consultant: User, mailoutbox: Outbox) -> None:
    send(consultant, NoticeFactory(person=consultant, rule="plain", subject="a"))
    assert str(mailoutbox[0].body).splitlines()[:2] == [
        "About a in 0 days",
        "See it: https://ei.example.org/see/a/",
    ]


def test_mail_can_be_stopped_by_one_click(consultant: User, mailoutbox: Outbox) -> None:
    send(
        consultant,
        NoticeFactory(person=consultant, rule="plain"),
        NoticeFactory(person=consultant, rule="needed"),
    )
    message = mailoutbox[0].message()
    address = str(message["List-Unsubscribe"])
    assert re.fullmatch(r"<https://ei\.example\.org/notices/stop/[\w.:,-]+/>", address)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_mail_that_may_not_be_stopped_offers_no_such_link(
    consultant: User, mailoutbox: Outbox
) -> None:
    send(consultant, NoticeFactory(person=consultant, rule="needed", subject="a"))
    (letter,) = mailoutbox
    assert "List-Unsubscribe" not in letter.extra_headers
    assert addresses_in(str(letter.body)) == [
        "https://ei.example.org",
        "https://ei.example.org/notices/",
        "https://ei.example.org/see/a/",
    ]


def test_mail_says_the_same_thing_once(consultant: User, mailoutbox: Outbox) -> None:
    first, second = (
        NoticeFactory(person=consultant, rule="plain", subject="a", due_on=day)
        for day in (date(2026, 3, 1), date(2026, 3, 2))
    )
    letter = letters.compose(consultant, [first, second], today=DAY)
    assert letter.dropped == [first]
    assert letter.said == [second]
    assert letter.subject == "Plain things"


def test_mail_is_written_without_words_of_an_error(
    consultant: User, caplog: pytest.LogCaptureFixture
) -> None:
    notice = NoticeFactory(person=consultant, rule="broken")
    letter = letters.compose(consultant, [notice], today=DAY)
    assert letter.stuck == [notice]
    assert caplog.messages == ["Rule broken could not be written: RuntimeError"]
