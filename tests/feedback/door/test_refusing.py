"""Who came by the easy words is told no in easy words, and nobody is asked who they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from feedback.door import drafts, refusals, refusing
from feedback.door.paths import is_easy
from feedback.door.visit import COOKIE, encoded
from feedback.journey import views as journey_views
from imroc_ei.sealing.values import new_key
from tests.feedback.door.requests import request_of
from tests.html import faults, page_of, words_of

pytestmark = pytest.mark.django_db

TYPED = "What I typed, a whole sentence."
EASY_QUESTION = "/feedback/easy/tell/what-happened/"


def heading(answer: Any) -> str:
    assert faults(answer.content) == []
    return words_of(page_of(answer.content).find(".//h1"))


def browser_with_a_draft(*, easy: bool) -> Client:
    key = new_key()
    drafts.save(request_of(key=key), {"kind": "idea"}, easy=easy)
    client = Client()
    client.cookies[COOKIE] = encoded(key)
    return client


@pytest.mark.parametrize(
    ("path", "easy"),
    [
        ("/feedback/easy/", True),
        ("/feedback/procedure/3/easy/", True),
        ("/feedback/easily/", False),
        ("/feedback/cases/easy/", False),
        ("/easy/", False),
    ],
)
def test_address_says_whether_its_page_is_in_easy_words(path: str, easy: bool) -> None:
    assert is_easy(path) == easy


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/feedback/easy/nowhere/", refusals.NOT_FOUND.easy),
        ("/feedback/nowhere/", refusals.NOT_FOUND.standard),
    ],
)
def test_page_that_is_not_there_says_so_in_the_words_of_its_address(
    path: str, words: refusals.Said
) -> None:
    answer = Client().get(path)
    assert (answer.status_code, heading(answer)) == (404, words.heading)


@pytest.mark.parametrize("easy", [True, False])
def test_where_the_address_says_nothing_the_draft_does(easy: bool) -> None:
    said = refusals.NOT_FOUND.easy if easy else refusals.NOT_FOUND.standard
    assert heading(browser_with_a_draft(easy=easy).get("/feedback/nowhere/")) == said.heading


@pytest.mark.parametrize("easy", [True, False])
def test_address_in_one_version_is_answered_in_it_whatever_was_begun(easy: bool) -> None:
    client = browser_with_a_draft(easy=not easy)
    answer = client.get(f"/feedback/{'easy/' if easy else ''}tell/nowhere/")
    said = refusals.NOT_FOUND.easy if easy else refusals.NOT_FOUND.standard
    assert (answer.status_code, heading(answer)) == (404, said.heading)


def test_last_answer_says_in_which_words_the_draft_is() -> None:
    key = new_key()
    drafts.save(request_of(key=key), {"kind": "idea"}, easy=True)
    drafts.save(request_of(key=key), {"kind": "idea"})
    draft = drafts.draft_of(request_of(key=key))
    assert draft is not None
    assert not draft.easy


def test_no_session_is_read_to_say_no() -> None:
    with CaptureQueriesContext(connection) as captured:
        browser_with_a_draft(easy=True).get("/feedback/nowhere/")
    assert [query for query in captured if "session" in query["sql"]] == []


def test_form_that_is_none_of_ours_is_refused_and_given_back_in_easy_words() -> None:
    client = Client(headers={"sec-fetch-site": "same-origin"})
    answer = client.post(EASY_QUESTION, {"what_happened": TYPED})
    assert (answer.status_code, heading(answer)) == (403, refusals.STALE.easy.heading)
    assert [area.text.strip() for area in page_of(answer.content).xpath("//textarea")] == [TYPED]


@pytest.mark.parametrize("path", [EASY_QUESTION, "/feedback/tell/what-happened/"])
def test_page_that_gives_words_back_offers_to_leave_at_once(path: str) -> None:
    client = Client(headers={"sec-fetch-site": "same-origin"})
    found = [
        page_of(client.post(path, data).content).xpath("//header//a[contains(@class, 'leave')]")
        for data in ({"what_happened": TYPED}, {})
    ]
    assert [[link.get("href") for link in links] for links in found] == [["/feedback/leave/"], []]


@pytest.mark.parametrize("path", ["procedure/", "procedure/easy/", "figures/", "what-we-learned/"])
def test_page_to_read_takes_nothing_and_says_so(path: str) -> None:
    answer = Client().post(f"/feedback/{path}")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    said = refusals.READ_ONLY.easy if "easy" in path else refusals.READ_ONLY.standard
    assert heading(answer) == said.heading


def test_fault_asks_the_database_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_organisation: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(journey_views, "open_under", fail)
    client = Client(raise_request_exception=False)
    for path, words in (
        ("/feedback/easy/", refusals.BROKEN[503].easy),
        ("/feedback/", refusals.BROKEN[503].standard),
    ):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        assert (answer.status_code, heading(answer)) == (503, words.heading)
        assert len(captured) == 1


@pytest.mark.parametrize("path", ["/feedback/cases/nowhere/", "/nowhere/"])
def test_behind_the_door_the_site_answers(path: str) -> None:
    answer = Client().get(path)
    assert "start at the aims" in answer.content.decode() or answer.status_code == 302


def test_address_of_another_site_is_refused_before_anything_is_known() -> None:
    answer = Client(headers={"host": "example.org"}).get("/feedback/nowhere/")
    assert (answer.status_code, heading(answer)) == (400, refusals.UNREADABLE.standard.heading)


def test_request_that_never_came_to_the_door_is_told_no_all_the_same() -> None:
    answer = refusing.bad_request(RequestFactory().get("/feedback/nowhere/"))
    assert (answer.status_code, heading(answer)) == (400, refusals.UNREADABLE.standard.heading)


@pytest.mark.parametrize("refusal", refusals.ALL, ids=lambda refusal: str(refusal.status))
def test_easy_words_that_say_no_are_their_own(refusal: refusals.Refusal) -> None:
    standard = {refusal.standard.heading, *refusal.standard.lines}
    assert standard & {refusal.easy.heading, *refusal.easy.lines} == set()
