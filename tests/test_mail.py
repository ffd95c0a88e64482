from copy import deepcopy
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives
from pytest_django import Settings
from pytest_django.asserts import assertHTMLEqual

from imroc_ei import mail
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _letter(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "letter.txt").write_text("{{ word }} from {{ site.site_name }}")
    (tmp_path / "mail" / "letter.html").write_text("<p>{{ word }}: {{ site_url }}</p>")
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path]
    settings.TEMPLATES = templates
    settings.SITE_URL = "https://ei.example.org"
    OrganisationFactory(site_name="Equity and inclusion")


def test_send_writes_a_text_and_an_html_part(mailoutbox: list[EmailMultiAlternatives]) -> None:
    mail.send(to="a@example.com", subject="Hello", template="letter", context={"word": "A & B"})
    (letter,) = mailoutbox
    ((html, mimetype),) = letter.alternatives
    assert letter.to == ["a@example.com"]
    assert letter.subject == "Hello"
    assert letter.body == "A & B from Equity and inclusion\n"
    assert mimetype == "text/html"
    assertHTMLEqual(str(html), "<p>A &amp; B: https://ei.example.org</p>")


def test_send_keeps_the_subject_on_one_line(mailoutbox: list[EmailMultiAlternatives]) -> None:
    mail.send(to="a@example.com", subject="Two\nlines", template="letter", context={"word": ""})
    assert mailoutbox[0].subject == "Two lines"


def test_send_says_that_nobody_typed_it(mailoutbox: list[EmailMultiAlternatives]) -> None:
    mail.send(
        to="a@example.com",
        subject="Hello",
        template="letter",
        context={"word": "x"},
        headers={"X-More": "yes"},
    )
    assert mailoutbox[0].extra_headers == {"Auto-Submitted": "auto-generated", "X-More": "yes"}
