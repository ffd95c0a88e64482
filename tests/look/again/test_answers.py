"""Forms that come too late, from our own pages and from elsewhere, through the whole site."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from imroc_ei.organisation.enums import Room
from library.models import Problem
from steps.models import Activity
from tests.factories import OrganisationFactory, ResourceFactory, UserFactory
from tests.factories.people import PASSWORD
from tests.html import faults, main_words, page_of, token_of
from tests.look.again.sending import FROM_HERE, LONG, STALE, given_back, heading, strict, token

pytestmark = pytest.mark.django_db

LOG = "/activity/new/"
TYPED: dict[str, list[str]] = {
    "what_happened": [LONG],
    "steps": ["growth-of-consultants", "online-library"],
    "learned": [""],
    "save": ["draft"],
}
ELSEWHERE = [
    {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"},
    {"origin": "https://elsewhere.example"},
    {"origin": "null", "sec-fetch-site": "cross-site"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"referer": "https://elsewhere.example/"},
    {"user-agent": "says nothing"},
]


def as_read(typed: dict[str, list[str]]) -> dict[str, list[str]]:
    """As a parser of pages hands line breaks on; a browser sends them as they came."""
    return {name: [text.replace("\r\n", "\n") for text in texts] for name, texts in typed.items()}


def links(answer: Any) -> list[tuple[str, str, str]]:
    found = page_of(answer.content).xpath("//main//a")
    return [(link.get("href"), link.get("target", ""), link.get("rel", "")) for link in found]


def test_form_of_somebody_signed_out_is_given_back_whole() -> None:
    client = strict()
    answer = client.post(LOG, TYPED | token(client))
    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    assert heading(answer) == "You were signed out"
    assert as_read(given_back(answer)) == as_read(TYPED)
    assert links(answer) == [("/accounts/login/?next=/signed-in/", "_blank", "noopener")]
    assert page_of(answer.content).xpath("//main//form/@action") == []
    assert faults(answer.content) == []


def test_script_that_sends_a_form_gets_no_page_of_its_words() -> None:
    client = strict(**FROM_HERE, **{"sec-fetch-mode": "cors"})
    answer = client.post(LOG, TYPED | token(client))
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={LOG}")


def test_page_may_not_be_framed() -> None:
    client = strict()
    answer = client.post(LOG, TYPED | token(client))
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_stale_form_of_somebody_signed_in_says_who_they_are() -> None:
    client = strict()
    person = UserFactory(name="Robin Reed", email="robin@example.com")
    client.force_login(person)
    answer = client.post(LOG, TYPED | STALE)
    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    assert heading(answer) == "Send it once more"
    assert "You are signed in as Robin Reed (robin@example.com)." in main_words(answer.content)
    assert as_read(given_back(answer)) == as_read(TYPED)
    assert links(answer) == []
    assert faults(answer.content) == []


def test_stale_form_that_anybody_may_send_goes_through_at_the_next_press() -> None:
    client = strict()
    sent = {"text_size": "large", "spacing": "wide", "face": "dyslexia", "scheme": "dark"}
    answer = client.post("/reading/", sent | STALE)
    assert heading(answer) == "Send it once more"
    assert given_back(answer) == {name: [value] for name, value in sent.items()}
    again = client.post("/reading/", given_back(answer) | token_of(answer.content))
    assert again.status_code == 302


def test_browser_without_our_cookies_is_told_so() -> None:
    answer = strict().post("/reading/", STALE)
    assert "your browser does not keep our cookies" in main_words(answer.content)
    client = strict()
    token(client)
    answer = client.post("/reading/", STALE)
    assert "your browser does not keep our cookies" not in main_words(answer.content)


def test_who_signed_in_since_is_named_before_anything_is_sent() -> None:
    """Somebody's words on a shared computer are never sent by the next person unawares."""
    client = strict()
    signed_out = client.post(LOG, TYPED | token(client))
    given = given_back(signed_out) | token_of(signed_out.content)
    sam = UserFactory(name="Sam Second", email="sam@example.com")
    sent = {"login": sam.email, "password": PASSWORD}
    assert client.post("/accounts/login/", sent | token(client)).status_code == 302
    answer = client.post(LOG, given)
    assert answer.status_code == 403
    assert "You are signed in as Sam Second (sam@example.com)." in main_words(answer.content)
    assert "If somebody else wrote this, leave it." in main_words(answer.content)
    assert Activity.objects.count() == 0
    client.post(LOG, given_back(answer) | token_of(answer.content))
    assert [entry.logged_by for entry in Activity.objects.all()] == [sam]


def test_who_lacks_a_second_factor_loses_nothing_while_they_set_it_up() -> None:
    """A new role ends the session, and asks for more than the old one did."""
    client = strict()
    client.force_login(UserFactory(roles=["consultant", "lead"], second_factor=False))
    stale = client.post(LOG, TYPED | STALE)
    pressed_early = client.post(LOG, given_back(stale) | token_of(stale.content))
    for answer in (stale, pressed_early):
        assert (answer.status_code, heading(answer)) == (403, "One step before it is saved")
        assert links(answer) == [("/people/second-factor/", "_blank", "noopener")]
        assert as_read(given_back(answer)) == as_read(TYPED)
        assert faults(answer.content) == []


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_form_from_elsewhere_by_who_lacks_a_second_factor_is_not_repeated(
    headers: dict[str, str],
) -> None:
    client = strict(**headers)
    client.force_login(UserFactory(roles=["lead"], second_factor=False))
    answer = client.post(LOG, TYPED | token(client))
    assert answer.status_code == (403 if "origin" in headers else 302)
    assert b"We met and talked" not in answer.content


@pytest.mark.parametrize("headers", ELSEWHERE)
@pytest.mark.parametrize("signed_in", [True, False])
def test_stale_form_from_elsewhere_is_refused_and_never_repeated(
    headers: dict[str, str], signed_in: bool
) -> None:
    client = strict(**headers)
    if signed_in:
        client.force_login(UserFactory())
    answer = client.post(LOG, TYPED | STALE)
    assert (answer.status_code, heading(answer)) == (403, "This form has gone stale")
    assert given_back(answer) == {}
    assert page_of(answer.content).xpath("//textarea") == []


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_form_from_elsewhere_by_somebody_signed_out_goes_to_sign_in_without_its_words(
    headers: dict[str, str],
) -> None:
    """Even with a token that fits, which nobody else can read."""
    client = strict(**headers)
    answer = client.post(LOG, TYPED | token(client))
    assert answer.status_code == (403 if "origin" in headers else 302)
    assert b"We met and talked" not in answer.content


@pytest.mark.parametrize("path", ["/accounts/logout/", "/accounts/email/", "/people/me/"])
def test_account_pages_keep_their_way(path: str) -> None:
    client = strict()
    answer = client.post(path, {"password": "a long secret indeed"} | token(client))
    assert (answer.status_code, b"secret" in answer.content) == (302, False)


def test_names_and_values_are_words_and_never_markup() -> None:
    client = strict()
    nasty = '"><script src=/x.js></script>'
    answer = client.post(LOG, {nasty: f"{nasty} a long text", "b": nasty} | token(client))
    assert given_back(answer) == {nasty: [f"{nasty} a long text"], "b": [nasty]}
    assert page_of(answer.content).xpath("//main//script") == []


def test_first_empty_line_of_a_text_is_kept() -> None:
    client = strict()
    answer = client.post(LOG, {"what_happened": "\nA line further down"} | token(client))
    assert given_back(answer) == {"what_happened": ["\nA line further down"]}


@pytest.mark.parametrize(
    "body", ["a=%ff%fe%00", urlencode([("a", "b")] * 2000), "=&&=;%", "a" * 10_000]
)
@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "text/plain"])
def test_form_that_nobody_would_send_is_answered(body: str, content_type: str) -> None:
    client = Client(enforce_csrf_checks=True, headers=FROM_HERE, raise_request_exception=False)
    client.cookies["csrftoken"] = "b" * 32
    answer = client.generic("POST", LOG, body, content_type=content_type)
    assert answer.status_code in (400, 403)


def test_file_is_asked_for_again_once_somebody_signed_in() -> None:
    client = strict()
    chosen = {"file": SimpleUploadedFile("report.pdf", b"words"), "what_happened": LONG}
    answer = client.post(LOG, chosen | token(client))
    page = page_of(answer.content)
    assert page.xpath("//main//input[@type='file']") == []
    assert [item.text for item in page.xpath("//main//ul/li")] == ["report.pdf"]
    client.force_login(UserFactory())
    answer = client.post(LOG, given_back(answer) | STALE)
    page = page_of(answer.content)
    assert page.xpath("//main//input[@type='file']/@name") == ["file"]
    assert page.xpath("//main//form/@enctype") == ["multipart/form-data"]
    assert faults(answer.content) == []


def test_form_without_its_file_is_asked_about_and_nothing_is_saved() -> None:
    client = Client(headers=FROM_HERE)
    client.force_login(UserFactory())
    answer = client.post(LOG, {"what_happened": LONG, "again-file-file": "report.pdf"} | STALE)
    page = page_of(answer.content)
    assert (answer.status_code, heading(answer)) == (200, "Choose your file again")
    assert str(page.findtext(".//title")).startswith("Error: ")
    assert [(link.get("href"), link.text) for link in page.xpath("//*[@role='alert']//a")] == [
        ("#id_file", "Choose “report.pdf” again, or send it without.")
    ]
    assert page.xpath("//main//button/@name") == ["again-without-files"]
    assert faults(answer.content) == []


def test_form_goes_without_its_file_when_somebody_says_so() -> None:
    client = Client(headers=FROM_HERE)
    client.force_login(UserFactory())
    marks = {"again-file-file": "report.pdf", "again-without-files": "1"}
    answer = client.post(LOG, {"what_happened": "", **marks})
    assert heading(answer) != "Choose your file again"


def test_problem_with_a_resource_is_given_back_and_sent_once() -> None:
    client = strict()
    OrganisationFactory(rooms=[Room.LIBRARY])
    path = reverse("resource_problem", args=[ResourceFactory().public_id])
    typed = {
        "kind": ["other"],
        "form_key": [str(uuid4())],
        "words": ["The second link leads nowhere"],
    }
    answer = client.post(path, typed | STALE)
    assert heading(answer) == "Send it once more"
    assert "You are signed in" not in main_words(answer.content)
    assert given_back(answer) == typed
    for _press in range(2):
        again = client.post(path, given_back(answer) | token_of(answer.content))
        assert again.status_code == 302
    assert Problem.objects.count() == 1
