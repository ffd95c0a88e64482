"""Whatever is typed into the forms of a review: an answer in words, never a fault, stored once."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imroc_ei.people.models import User
from steps.models import Action, Finding, Review
from tests.clients import signed_in
from tests.factories import ActionFactory, FindingFactory, ReviewFactory, StepFactory
from tests.steps.reviews.making import proposed_review, written_review

pytestmark = pytest.mark.django_db

WORDS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", " ", "\x00", "1", "-1", "99999999999", "under-way", "<b>", "31", "None"]),
)
ANSWERS = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def filled(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    """A form with some of its fields filled with anything."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, WORDS))


@ANSWERS
@given(
    data=filled(
        *("version", "level", "direction", "rests_on", "why", "other_explanation", "back_reason"),
        *("evidence_since", "evidence_earlier", "later"),
    )
)
def test_finding_form_answers_anything(lead: User, data: dict[str, Any]) -> None:
    finding = FindingFactory()
    answer = signed_in(lead).post(finding.get_absolute_url(), data)
    assert answer.status_code in (200, 302)
    assert Finding.objects.given().count() == 0 or answer.status_code == 302


@ANSWERS
@given(
    data=filled(
        *("version", "learned", "nothing_new", "stop_doing", "took_part", "affected_among"),
        *("not_agreed", "next_review_on_day", "next_review_on_month", "next_review_on_year"),
    )
)
def test_words_form_answers_anything(lead: User, data: dict[str, Any]) -> None:
    review = ReviewFactory()
    answer = signed_in(lead).post(f"{review.get_absolute_url()}learned/", data)
    assert answer.status_code in (200, 302)


@ANSWERS
@given(data=filled("form_key", "what", "statement", "held_by", "due_day", "due_month", "due_year"))
def test_note_action_form_answers_anything(lead: User, data: dict[str, Any]) -> None:
    finding = FindingFactory()
    answer = signed_in(lead).post(f"{finding.review.get_absolute_url()}actions/", data)
    assert answer.status_code in (200, 302)
    assert Action.objects.count() <= 1


@ANSWERS
@given(data=filled("form_key", "what", "held_by", "due_day", "due_month", "due_year"))
def test_add_action_form_answers_anything(lead: User, data: dict[str, Any]) -> None:
    step = StepFactory()
    answer = signed_in(lead).post(f"{step.get_absolute_url()}actions/add/", data)
    assert (answer.status_code, step.actions.count()) in [(200, 0), (302, 1)]


@ANSWERS
@given(data=filled("version", "asked", "reason", "statements"))
def test_decisions_answer_anything(lead: User, consultant: User, data: dict[str, Any]) -> None:
    review, waiting = written_review(), proposed_review()
    lead_client, reader = signed_in(lead), signed_in(consultant)
    for client, path in (
        (lead_client, f"{review.get_absolute_url()}statements/"),
        (lead_client, f"{review.get_absolute_url()}check/"),
        (reader, f"{waiting.get_absolute_url()}send-back/"),
        (reader, f"{waiting.get_absolute_url()}confirm/"),
    ):
        assert client.post(path, data).status_code in (200, 302)
    assert Review.objects.closed().count() <= 1


@ANSWERS
@given(data=filled("done-done_on_day", "done-done_on_month", "done-done_on_year", "go-reason"))
def test_ends_of_an_action_answer_anything(consultant: User, data: dict[str, Any]) -> None:
    action = ActionFactory(held_by=consultant)
    client = signed_in(consultant)
    for end in ("done/", "let-go/"):
        assert client.post(f"{action.get_absolute_url()}{end}", data).status_code in (200, 302)


@ANSWERS
@given(query=filled("a", "b"), chosen=filled("aim", "mine", "ended", "page"))
def test_addresses_answer_anything(
    consultant: User, query: dict[str, str], chosen: dict[str, str]
) -> None:
    client = signed_in(consultant)
    assert client.get("/reviews/compare/", query).status_code == 404
    assert client.get("/actions/", chosen).status_code == 200
