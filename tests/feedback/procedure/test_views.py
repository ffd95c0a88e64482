from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from feedback.models import FeedbackChoices, ProcedureVersion
from feedback.procedure.numbers import FIELDS
from feedback.procedure.shipped import shipped_easy_text, shipped_text
from imroc_ei.people.models import User
from tests.clients import said, signed_in
from tests.dashboards.pages import main_of, open_page, table_of
from tests.factories import LessonFactory, OrganisationFactory, ProcedureFactory
from tests.factories.feedback import days_ago
from tests.html import problems, words_of
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def send(client: Client, path: str, data: dict[str, str]) -> Any:
    """Send the form of a page as somebody does who has it in front of them."""
    (seen,) = open_page(client, path).xpath("//input[@name='seen']/@value")
    return client.post(path, {**data, "seen": seen})


def test_page_without_a_version_in_force_says_so(client: Client) -> None:
    ProcedureFactory()
    assert "No version of our procedure is in force yet." in main_of(client, "/feedback/procedure/")
    assert "This is not ready yet." in main_of(client, "/feedback/procedure/easy/")


def test_anybody_reads_the_version_in_force(client: Client) -> None:
    OrganisationFactory(name="ImROC", external_bodies="The Ombudsman\n\nA solicitor")
    ProcedureFactory(
        number=1,
        state="superseded",
        in_force_from=date(2025, 1, 1),
        superseded_on=date(2026, 1, 1),
        review_on=date(2026, 1, 1),
    )
    version = ProcedureFactory(
        number=2,
        in_force=True,
        text="We write back in {acknowledge_days} days.",
        changed="We are quicker.",
        consulted_from=date(2025, 11, 3),
        consulted_with="Forty people",
    )
    version.lessons.add(LessonFactory(published=True, you_said="You were slow."), LessonFactory())
    words = main_of(client, "/feedback/procedure/")
    for sentence in (
        "We write back in 3 days.",
        "They are no law",
        "We are quicker.",
        "Forty people",
        "Asked from 3 November 2025.",
        "The Ombudsman A solicitor",
        "You were slow.",
        "Version 1 , from 1 January 2025 to 1 January 2026",
    ):
        assert sentence in words
    assert "The way in was hard to find." not in words
    rows = table_of(open_page(client, "/feedback/procedure/"), "How long things take, and why")
    assert len(rows) == len(FIELDS)


def test_earlier_version_says_that_it_holds_no_longer(client: Client) -> None:
    ProcedureFactory(
        number=1,
        state="superseded",
        in_force_from=date(2025, 1, 1),
        superseded_on=date(2026, 1, 1),
        review_on=date(2026, 1, 1),
    )
    words = main_of(client, "/feedback/procedure/1/")
    assert "This is an earlier version." in words
    assert "it held from 1 January 2025 to 1 January 2026" in words


@pytest.mark.parametrize("state", ["draft", "consulted"])
def test_draft_is_not_there_for_anybody_on_the_public_pages(owner: User, state: str) -> None:
    ProcedureFactory(number=1, state=state)
    for client in (Client(), signed_in(owner)):
        for path in ("1/", "1/easy/", "99999999999999999999/"):
            assert client.get(f"/feedback/procedure/{path}").status_code == 404


def test_public_page_asks_as_often_for_three_versions_as_for_one(client: Client) -> None:
    ProcedureFactory(number=100, in_force=True)

    def add_row() -> None:
        ProcedureFactory(
            state="superseded",
            in_force_from=days_ago(9),
            superseded_on=days_ago(5),
            review_on=days_ago(1),
        )

    assert_same_queries(client, "/feedback/procedure/", expected=4, add_row=add_row)


def test_list_of_versions_asks_as_often_for_three_as_for_one(owner: User) -> None:
    path = "/feedback/procedure/edit/"
    assert_same_queries(
        signed_in(owner),
        path,
        expected=4,
        add_row=lambda: ProcedureFactory(held_by=owner),
    )


def test_owner_begins_asks_and_puts_in_force(owner: User) -> None:
    client = signed_in(owner)
    begin = "/feedback/procedure/edit/begin/"
    for _twice in range(2):
        answer = client.post(begin, {"number": "1", "start_from": "shipped"})
        assert answer.headers["Location"] == "/feedback/procedure/edit/1/"
    assert said(answer)[-1] == "This version has been begun."
    version = ProcedureVersion.objects.get()
    assert version.text == shipped_text()

    day = {"review_on_day": "1", "review_on_month": "5", "review_on_year": "2099"}
    path = "/feedback/procedure/edit/1/"
    refused = client.post(f"{path}in-force/", day)
    assert problems(refused.content) == ["Say first who was asked about this version."]

    asked = {
        "consulted_from_day": "2",
        "consulted_from_month": "3",
        "consulted_from_year": "2026",
        "consulted_with": "All of us",
    }
    send(client, f"{path}asked/", asked)
    answer = client.post(f"{path}in-force/", day)
    assert said(answer)[-1] == "In force from today."
    version.refresh_from_db()
    assert (version.state, version.in_force_from) == ("in-force", timezone.localdate())
    assert (version.review_on, version.consulted_with) == (date(2099, 5, 1), "All of us")


@pytest.mark.parametrize("page", ["words", "times", "changes", "asked", "in-force"])
def test_page_that_changes_a_version_is_gone_once_it_is_in_force(owner: User, page: str) -> None:
    ProcedureFactory(number=1, in_force=True)
    client = signed_in(owner)
    assert client.get(f"/feedback/procedure/edit/1/{page}/").status_code == 404
    assert client.get("/feedback/procedure/edit/1/").status_code == 200
    assert client.get("/feedback/procedure/edit/1/care/").status_code == 200


def test_second_of_two_who_write_is_told_and_keeps_what_they_typed(owner: User) -> None:
    version = ProcedureFactory(number=1, text="Before")
    client = signed_in(owner)
    path = "/feedback/procedure/edit/1/words/"
    (seen,) = open_page(client, path).xpath("//input[@name='seen']/@value")
    ProcedureVersion.objects.update(text="By somebody else")
    answer = client.post(path, {"text": "Mine", "easy_text": "", "why": "Why", "seen": seen})
    words = answer.content.decode()
    assert "Somebody else changed this while you were writing." in words
    assert "By somebody else" in words
    assert ">\nMine</textarea>" in words
    version.refresh_from_db()
    assert version.text == "By somebody else"


def test_what_was_said_is_never_kept_longer_than_who_handled_it(owner: User) -> None:
    version = ProcedureFactory(number=1)
    numbers = {field: str(getattr(version, field)) for field in FIELDS}
    wrong = numbers | {"content_months": "60", "anonymise_years": "4", "delete_years": "2"}
    answer = signed_in(owner).post("/feedback/procedure/edit/1/times/", wrong)
    assert problems(answer.content) == [
        "What was said is destroyed first: this must be as long or longer.",
        "This must be as long as the time before it.",
    ]


@pytest.mark.parametrize(
    "easy",
    [
        "## You can tell us\n\nWe answer within {answer_days} days. It is free.\nRing us.",
        "- We read it.\n- " + " ".join(["so"] * 12) + ".",
        shipped_easy_text(),
    ],
)
def test_easy_words_in_short_sentences_are_kept(owner: User, easy: str) -> None:
    version = ProcedureFactory(number=1)
    words = {"text": "Two", "easy_text": easy, "why": "Shorter"}
    assert send(signed_in(owner), "/feedback/procedure/edit/1/words/", words).status_code == 302
    version.refresh_from_db()
    assert version.easy_text == easy.strip()


def test_easy_words_in_a_long_sentence_are_told_and_not_kept(owner: User) -> None:
    version = ProcedureFactory(number=1)
    long = " ".join(["so"] * 13) + "."
    words = {"text": "Two", "easy_text": f"We read it. {long}", "why": "Shorter"}
    answer = send(signed_in(owner), "/feedback/procedure/edit/1/words/", words)
    assert problems(answer.content) == [
        f"“{long}” has 13 words. Make it two sentences of 12 or fewer."
    ]
    assert long in answer.content.decode()
    version.refresh_from_db()
    assert version.text != "Two"


def test_history_says_who_changed_what_and_why(owner: User) -> None:
    ProcedureFactory(number=1, text="One")
    client = signed_in(owner)
    words = {"text": "Two", "easy_text": "", "why": "Shorter"}
    send(client, "/feedback/procedure/edit/1/words/", words)
    told = main_of(client, "/feedback/procedure/edit/1/history/")
    assert f"{owner.display_name}: Shorter" in told


def test_owner_chooses_what_else_there_is(owner: User) -> None:
    client = signed_in(owner)
    path = "/feedback/procedure/edit/settings/"
    send(client, path, {"asks_about_people": "on"})
    assert FeedbackChoices.current().asks_about_people is True


def test_public_pages_set_no_cookie_and_keep_nothing(client: Client) -> None:
    ProcedureFactory(number=1, in_force=True)
    for path in ("procedure/", "procedure/easy/", "what-we-learned/", "figures/"):
        answer = client.get(f"/feedback/{path}")
        assert (answer.status_code, dict(answer.cookies)) == (200, {})
        assert answer["Cache-Control"] == "no-store"


def test_easy_page_says_that_nobody_has_checked_it(client: Client) -> None:
    ProcedureFactory(number=1, in_force=True, easy_text="A person reads it.\nThey answer.")
    page = open_page(client, "/feedback/procedure/easy/")
    assert "People with learning disabilities have not checked them yet." in words_of(page)
    assert len(page.xpath("//main//p[contains(., 'A person reads it.')]/br")) == 1
