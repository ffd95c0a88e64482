from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from aims import actions
from aims.forms import AimForm, JudgementForm, TermForm, VisionForm
from aims.models import Aim, Term, Vision
from imroc_ei.forms.editing import fingerprint
from imroc_ei.people.models import User
from tests.clients import said, signed_in
from tests.factories import AimFactory, TermFactory, UserFactory, VisionFactory
from tests.html import page_of, problems, words_of
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]


@pytest.fixture
def aim() -> Aim:
    return AimFactory(number=1, statement="To look", short_name="Look")


def judgement(aim: Aim, **changes: Any) -> dict[str, Any]:
    seen = fingerprint(aim, JudgementForm.edited)
    return {"judgement": "", "held_by": "", "seen": seen, **changes}


def test_an_owner_rewords_an_aim(client_of: Browser, owner: User, aim: Aim) -> None:
    answer = client_of(owner).post(
        "/aims/1/edit/",
        {
            "statement": "To see\n well",
            "short_name": " See ",
            "why": "Short\ner",
            "seen": fingerprint(aim, AimForm.edited),
        },
    )
    assert (answer.headers["Location"], said(answer)) == ("/aims/1/", ["Saved."])
    aim.refresh_from_db()
    newest = aim.history.first()
    assert (aim.statement, aim.short_name) == ("To see well", "See")
    assert (newest.history_user, newest.history_change_reason) == (owner, "Short er")


def test_an_owner_rewords_the_vision(client_of: Browser, owner: User) -> None:
    vision = VisionFactory()
    seen = fingerprint(vision, VisionForm.edited)
    answer = client_of(owner).post(
        "/vision/edit/", {"statement": "To be fair", "why": "Shorter", "seen": seen}
    )
    assert answer.headers["Location"] == "/"
    assert Vision.objects.get().statement == "To be fair"


def test_an_owner_says_what_a_word_means(client_of: Browser, owner: User) -> None:
    term = TermFactory(slug="equity")
    answer = client_of(owner).post(
        "/language/equity/edit/",
        {
            "summary": "We say\r\n\r\n\r\n- this",
            "full_statement": "",
            "review_on_day": "1",
            "review_on_month": "june",
            "review_on_year": "2027",
            "why": "New",
            "seen": fingerprint(term, TermForm.edited),
        },
    )
    assert answer.headers["Location"] == "/language/#equity"
    term.refresh_from_db()
    assert (term.summary, term.review_on) == ("We say\n\n- this", date(2027, 6, 1))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/vision/edit/", ["Write the words.", "Write why you are changing this."]),
        (
            "/aims/1/edit/",
            ["Write the words.", "Write a short name.", "Write why you are changing this."],
        ),
        (
            "/language/equity/edit/",
            [
                "Write what the word means, in plain words.",
                "Write why you are changing this.",
            ],
        ),
    ],
)
def test_nothing_written_is_refused(
    path: str, expected: list[str], client_of: Browser, owner: User, aim: Aim
) -> None:
    TermFactory(slug="equity")
    assert (
        problems(client_of(owner).post(path, {"statement": " \n ", "why": "\t"}).content)
        == expected
    )
    assert [row.history.count() for row in (aim, Vision.objects.get(), Term.objects.get())] == [
        1,
        1,
        1,
    ]


def test_an_aim_that_left_the_plan_is_not_changed_and_its_history_stays(
    client_of: Browser, owner: User, lead: User, aim: Aim
) -> None:
    Aim.objects.update(retired_on=date(2026, 1, 1))
    assert client_of(owner).get("/aims/1/edit/").status_code == 404
    assert client_of(lead).get("/aims/1/judgement/").status_code == 404
    assert client_of(owner).get("/aims/1/history/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/aims/9/edit/", "/aims/9/history/", "/language/x/edit/", "/language/x/history/"]
)
def test_what_is_not_there_is_not_found(path: str, client_of: Browser, owner: User) -> None:
    assert client_of(owner).get(path).status_code == 404


@pytest.mark.parametrize("name", ["edit", "history"])
def test_before_the_plan_is_loaded_there_is_no_vision(
    name: str, client_of: Browser, owner: User
) -> None:
    assert client_of(owner).get(f"/vision/{name}/").status_code == 404


def test_a_lead_says_how_an_aim_is_doing(client_of: Browser, lead: User, aim: Aim) -> None:
    data = judgement(
        aim,
        judgement="Going  well",
        held_by=lead.pk,
        next_review_on_day="1",
        next_review_on_month="March",
        next_review_on_year="2027",
    )
    with time_machine.travel("2026-11-24"):
        answer = client_of(lead).post("/aims/1/judgement/", data)
    assert answer.status_code == 302
    aim.refresh_from_db()
    assert (aim.judgement, aim.judged_on, aim.held_by, aim.next_review_on) == (
        "Going well",
        date(2026, 11, 24),
        lead,
        date(2027, 3, 1),
    )


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (120, []),
        (121, ["That is 121 words, 1 more than fit. Take 1 word out."]),
        (200, ["That is 200 words, 80 more than fit. Take 80 words out."]),
    ],
)
def test_a_judgement_has_at_most_120_words(
    count: int, expected: list[str], client_of: Browser, lead: User, aim: Aim
) -> None:
    words = " ".join(["well"] * count)
    answer = client_of(lead).post("/aims/1/judgement/", judgement(aim, judgement=words))
    if expected:
        assert problems(answer.content) == expected
        area = page_of(answer.content).xpath("//textarea")[0]
        assert (area.text.strip(), area.get("maxlength")) == (words, None)
    aim.refresh_from_db()
    assert aim.judgement == ("" if expected else words)


def test_an_emptied_judgement_is_gone(client_of: Browser, lead: User, aim: Aim) -> None:
    actions.judge_aim(by=lead, aim=aim, words="Going well")
    client_of(lead).post("/aims/1/judgement/", judgement(aim, judgement=" \n"))
    aim.refresh_from_db()
    assert (aim.judgement, aim.judged_on) == ("", None)


def test_a_new_review_lies_ahead_and_an_overdue_one_may_stay(
    client_of: Browser, lead: User, aim: Aim
) -> None:
    day = {"next_review_on_day": "1", "next_review_on_month": "3", "next_review_on_year": "2026"}
    browser = client_of(lead)
    with time_machine.travel("2026-11-24"):
        refused = browser.post("/aims/1/judgement/", judgement(aim, **day))
        assert problems(refused.content) == ["The next review must be today or later."]
        aim.next_review_on = date(2026, 3, 1)
        aim.save()
        stays = browser.post("/aims/1/judgement/", judgement(aim, judgement="Well", **day))
    assert stays.status_code == 302


def test_two_leads_at_once_the_second_is_told(client_of: Browser, lead: User, aim: Aim) -> None:
    data = judgement(aim, judgement="Badly")
    actions.judge_aim(by=UserFactory(), aim=aim, words="Well")
    page = page_of(client_of(lead).post("/aims/1/judgement/", data).content)
    assert words_of(page.xpath("//dl[@class='now']")[0]) == (
        "How this aim is doing Well Who looks after this aim Nothing Next review Nothing"
    )


def test_the_language_page_shows_plain_words_as_paragraphs_and_lists(client: Client) -> None:
    TermFactory(slug="equity", name="Equity", summary="We say <b>.\n\n- One\n- Two & three")
    page = page_of(client.get("/language/").content)
    word = page.get_element_by_id("equity")
    assert [(part.tag, words_of(part)) for part in word] == [
        ("h2", "Equity"),
        ("p", "We say <b>."),
        ("ul", "One Two & three"),
    ]


def test_the_language_page_shows_the_full_statement_and_the_next_review(client: Client) -> None:
    TermFactory(slug="equity", full_statement="Ours", review_on=date(2027, 6, 1))
    word = page_of(client.get("/language/").content).get_element_by_id("equity")
    assert words_of(word.xpath("blockquote")[0]) == "Ours"
    assert words_of(word.xpath("p[@class='meta']")[0]) == (
        "Language moves on. We look at this again on 1 June 2027."
    )


def test_the_language_page_says_that_nothing_is_explained_yet(client: Client) -> None:
    page = page_of(client.get("/language/").content)
    assert words_of(page.xpath("//div[@class='empty']")[0]) == (
        "The words of this plan have not been explained yet."
    )


def test_only_owners_are_offered_to_change_a_word(
    client_of: Browser, owner: User, consultant: User
) -> None:
    TermFactory(slug="equity")

    def links(person: User) -> list[str]:
        word = page_of(client_of(person).get("/language/").content).get_element_by_id("equity")
        return list(word.xpath(".//a/@href"))

    assert links(owner) == ["/language/equity/edit/", "/language/equity/history/"]
    assert links(consultant) == ["/language/equity/history/"]


def test_the_language_page_asks_the_same_questions_for_any_number_of_words(client: Client) -> None:
    assert_same_queries(client, "/language/", expected=2, add_row=TermFactory)


def test_a_history_asks_the_same_questions_whatever_its_length(
    client_of: Browser, consultant: User, aim: Aim
) -> None:
    def add_row() -> None:
        actions.judge_aim(by=UserFactory(), aim=aim, words="x")
        actions.reword_aim(
            by=UserFactory(),
            aim=aim,
            statement=f"To look {aim.history.count()}",
            short_name="Look",
            why="Clearer",
        )

    assert_same_queries(client_of(consultant), "/aims/1/history/", expected=5, add_row=add_row)


def test_a_history_that_is_not_there_says_so(
    client_of: Browser, consultant: User, aim: Aim
) -> None:
    Aim.history.all().delete()
    page = page_of(client_of(consultant).get("/aims/1/history/").content)
    assert words_of(page.xpath("//div[@class='empty']")[0]) == (
        "Nothing has been kept about it yet. The next change will stand here."
    )


TYPED = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("<>&\"'\x00 \n")),
    max_size=60,
)
FIELDS = st.sampled_from(
    [
        "statement",
        "short_name",
        "summary",
        "full_statement",
        "judgement",
        "held_by",
        "why",
        "seen",
        *(f"{name}_{part}" for name in ("review_on", "next_review_on") for part in ("day", "year")),
        "review_on_month",
        "next_review_on_month",
    ]
)
PATHS = ["/vision/edit/", "/aims/1/edit/", "/aims/1/judgement/", "/language/equity/edit/"]


class WhateverIsTyped(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(path=st.sampled_from(PATHS), data=st.dictionaries(FIELDS, TYPED))
    def test_every_form_answers_and_stores_once(self, path: str, data: dict[str, str]) -> None:
        aim = AimFactory(number=1)
        term = TermFactory(slug="equity")
        browser = signed_in(UserFactory(roles=["owner", "lead"]))
        answers = [browser.post(path, data) for _ in range(2)]
        assert {answer.status_code for answer in answers} <= {200, 302}
        counts = [row.history.count() for row in (aim, term, aim.vision)]
        assert sum(counts) <= 4
