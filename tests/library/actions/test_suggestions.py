from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from imroc_ei.notices.models import Notice
from imroc_ei.people.models import User
from library.actions import suggestions as actions
from library.actions.resources import AlreadyHereError
from library.enums import SuggestionState
from library.models import Resource, Suggestion
from tests.factories import ResourceFactory, SuggestionFactory

pytestmark = pytest.mark.django_db
URL = "https://example.org/found"


def suggest(person: User, url: str = URL) -> Suggestion:
    return actions.suggest(by=person, form_key=uuid4(), url=url, why="It helped me")


def told(rule: str) -> list[tuple[User | None, str]]:
    return [(notice.person, notice.subject) for notice in Notice.objects.filter(rule=rule)]


def test_suggestion_is_received_and_leads_are_told(consultant: User, lead: User) -> None:
    made = suggest(consultant)
    assert (made.state, made.address_key) == ("received", "//example.org/found")
    assert told("library-suggestion") == [(lead, made.public_id)]


def test_same_address_by_the_same_person_waits_once(consultant: User, second: User) -> None:
    first = suggest(consultant)
    assert suggest(consultant, f"{URL}/?utm_source=mail") == first
    assert suggest(second) != first
    assert Suggestion.objects.count() == 2


def test_same_form_twice_is_one_suggestion(consultant: User) -> None:
    key = uuid4()
    made = [actions.suggest(by=consultant, form_key=key, url=URL, why="Once") for _ in range(2)]
    assert made[0] == made[1]


def test_address_in_the_library_is_not_suggested(consultant: User) -> None:
    here = ResourceFactory(url=URL)
    with pytest.raises(AlreadyHereError) as refused:
        suggest(consultant)
    assert refused.value.resource == here


def test_address_that_was_withdrawn_can_be_suggested(consultant: User) -> None:
    ResourceFactory(url=URL, withdrawn=True)
    assert suggest(consultant).state == SuggestionState.RECEIVED


def test_more_is_told_by_its_author_while_it_waits(consultant: User, second: User) -> None:
    made = suggest(consultant)
    with pytest.raises(PermissionDenied):
        actions.tell_more(by=second, suggestion=made, title="Theirs")
    assert actions.tell_more(by=consultant, suggestion=made, title="Mine", year=2020).year == 2020
    actions.decline(by=second, suggestion=made, reason="Not now")
    assert actions.tell_more(by=consultant, suggestion=made, title="Late").title == "Mine"


def test_added_suggestion_answers_everybody_who_made_it(
    consultant: User, second: User, lead: User
) -> None:
    made = [suggest(person) for person in (consultant, second, lead)]
    values: Any = {"title": "Found", "url": URL, "why_here": "It helps."}
    resource = actions.add_suggested(by=lead, suggestion=made[0], form_key=uuid4(), values=values)
    assert {row.state for row in Suggestion.objects.all()} == {SuggestionState.ADDED}
    assert {row.resource for row in Suggestion.objects.all()} == {resource}
    # Nobody is told of what they decided themselves.
    assert {person for person, _subject in told("library-suggestion-answered")} == {
        consultant,
        second,
    }


def test_declined_suggestion_says_why_and_its_author_is_told(consultant: User, lead: User) -> None:
    made = suggest(consultant)
    assert actions.decline(by=lead, suggestion=made, reason="It is an advertisement") == 1
    made.refresh_from_db()
    assert (made.state, made.reason) == ("not-added", "It is an advertisement")
    assert (made.decided_by, made.resource) == (lead, None)
    assert told("library-suggestion-answered") == [(consultant, made.public_id)]


def test_first_answer_to_a_suggestion_stands(consultant: User, lead: User) -> None:
    made = suggest(consultant)
    actions.decline(by=lead, suggestion=made, reason="First")
    assert actions.decline(by=lead, suggestion=made, reason="Second") == 0
    assert actions.say_it_is_here(by=lead, suggestion=made, resource=ResourceFactory()) == 0
    made.refresh_from_db()
    assert made.reason == "First"


def test_suggestion_of_what_came_meanwhile_is_told_where_it_is(
    consultant: User, lead: User
) -> None:
    made = suggest(consultant)
    here = ResourceFactory(url=URL)
    values: Any = {"title": "Again", "url": URL, "why_here": "It helps."}
    with pytest.raises(AlreadyHereError):
        actions.add_suggested(by=lead, suggestion=made, form_key=uuid4(), values=values)
    made.refresh_from_db()
    assert made.state == SuggestionState.RECEIVED
    assert actions.say_it_is_here(by=lead, suggestion=made, resource=here) == 1
    assert list(Resource.objects.all()) == [here]


def test_suggestions_are_seen_by_their_author_and_by_who_curates(
    consultant: User, second: User, lead: User
) -> None:
    made = SuggestionFactory(suggested_by=consultant)
    seen = [list(Suggestion.objects.visible_to(person)) for person in (consultant, second, lead)]
    assert seen == [[made], [], [made]]
