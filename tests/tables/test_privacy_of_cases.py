"""Nobody learns of a case that is not theirs to know of, on any page, list, count or file."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from feedback.enums import State
from feedback.models import Case
from imroc_ei.notices.actions import work_out
from imroc_ei.notices.sending import send_due
from steps.models import Action
from steps.reviews.agreed import add_action
from tests.clients import browser_of
from tests.clock import on
from tests.feedback.cases.making import WAY, an_action, key, make
from tests.privacy import EVERYBODY, lasting_text_of, text_of, whole_site
from tests.standing import in_full_world
from tests.tables.answers import Ask, crawling, lists_of_cases
from tests.world import World, case_word_of

pytestmark = pytest.mark.django_db

NO_READERS = (
    *("anyone", "nobody", "consultant", "author", "team_member", "lead", "owner"),
    *("only_lead", "only_owner", "ticked_handler", "later_handler"),
)
STATES = {str(state) for state in WAY}
SECOND = {"second-asked", "second-look", "answered-again"}
# By role, the cases that they may know of. Who handled the first look knows nothing of the second.
MAY_KNOW: dict[str, set[str]] = {
    **{role: set() for role in NO_READERS},
    "handler": STATES,
    "only_handler": STATES - SECOND,
    "outside": {"kept"},
}


def told_of(world: World, text: str) -> set[str]:
    """Return the cases whose words, reference or address an answer has in it."""
    return {
        state
        for state, case in world.cases.items()
        if case_word_of(state) in text or case.reference in text or case.public_id in text
    }


def row_of(action: Action) -> dict[str, Any]:
    """What the table of actions says of one, but for what is new in every row."""
    return {
        field.name: field.value_from_object(action)
        for field in Action._meta.concrete_fields
        if field.name not in ("id", "public_id", "form_key")
    } | {"version of its key": action.form_key.version}


def places_of(action: Action) -> list[str]:
    """Every place where an action shows."""
    aims = [reverse("aim", args=[number]) for number in range(1, 6)]
    lists = [f"{reverse('actions')}{query}" for query in ("", "?aim=2", "?mine=1", "?ended=1")]
    others = [reverse("overview"), reverse("me"), reverse("me_export"), "/search/?q=sign"]
    return [action.get_absolute_url(), action.step.get_absolute_url(), *aims, *lists, *others]


def news_in(text: str, address: str) -> str:
    """What a page says, but for the link to a survey: who asks for that page holds it already."""
    return text.replace(address.split("/")[-2], "") if "/survey/" in address else text


def pages_of_cases(world: World) -> Iterator[str]:
    for case in world.cases.values():
        yield case.get_absolute_url()
        yield reverse("case_log", args=[case.public_id])
        yield reverse("case_export", args=[case.public_id])
        yield from (
            reverse("case_file", args=[case.public_id, kept.public_id]) for kept in case.files.all()
        )
        for doing in ("take-in", "write", "open-name", "conflict", "close", "answer"):
            yield reverse("case_do", args=[case.public_id, doing])


def test_every_state_of_a_case_is_in_the_table() -> None:
    # What was made anonymous is open to nobody any more.
    assert {str(state) for state in State} - {"anonymised"} == STATES


@in_full_world
@crawling(EVERYBODY)
def test_case_that_is_not_for_this_role_is_in_no_answer(ask: Ask, world: World, role: str) -> None:
    answers = ask()
    addresses = [*whole_site(world), *lists_of_cases()]
    own = {address for address in addresses if "/feedback/cases/" in address}
    leaks = {
        address: told_of(world, news_in(lasting_text_of(answers.at[address]), address))
        - (MAY_KNOW[role] if address in own else set())
        for address in addresses
    }
    assert {address: states for address, states in leaks.items() if states} == {}


@in_full_world
@pytest.mark.parametrize("role", EVERYBODY)
def test_page_of_a_case_opens_for_those_whom_the_table_names(world: World, role: str) -> None:
    client = browser_of(world, role)
    answers = {state: opens(client, case.get_absolute_url()) for state, case in world.cases.items()}
    assert answers == {state: state in MAY_KNOW[role] for state in world.cases}


def opens(client: Client, address: str) -> bool:
    return client.get(address).status_code == 200


@in_full_world
@pytest.mark.parametrize("role", [*NO_READERS, "only_handler", "outside"])
def test_no_address_below_a_case_tells_others_of_it(world: World, role: str) -> None:
    client = browser_of(world, role)
    hidden = [
        address
        for address in pages_of_cases(world)
        if not any(world.cases[state].public_id in address for state in MAY_KNOW[role])
    ]
    wanted = 302 if role == "anyone" else 404
    answers = {address: client.get(address).status_code for address in hidden}
    assert answers == dict.fromkeys(hidden, wanted)
    before = list(Case.objects.order_by("pk").values())
    sent = {address: sends(client, address) for address in hidden}
    assert sent == dict.fromkeys(hidden, wanted)
    assert list(Case.objects.order_by("pk").values()) == before


def sends(client: Client, address: str) -> int:
    # One person sends no hundred forms in a minute.
    cache.clear()
    return client.post(address, {"version": "1"}).status_code


@in_full_world
@pytest.mark.parametrize("role", ["handler", "only_handler", "outside"])
def test_search_finds_what_one_may_know_of_and_nothing_else(world: World, role: str) -> None:
    client = browser_of(world, role)
    found = set()
    for state in world.cases:
        answer = client.post(reverse("case_search"), {"words": case_word_of(state)})
        found |= told_of_a_case(world, answer)
    assert found == MAY_KNOW[role]


def told_of_a_case(world: World, answer: Any) -> set[str]:
    text = answer.content.decode()
    return {state for state, case in world.cases.items() if case.reference in text}


@in_full_world
@pytest.mark.parametrize("role", sorted(set(EVERYBODY) - {"anyone"}))
def test_export_of_my_data_has_nothing_of_cases(world: World, role: str) -> None:
    text = text_of(browser_of(world, role).post(reverse("me_export")))
    assert told_of(world, text) == set()


@in_full_world
def test_mails_tell_nobody_of_a_case_that_is_not_theirs(world: World) -> None:
    """A year in which every reminder comes due, and never a word of what was said."""
    for days in (0, 1, 3, 8, 31, 100):
        with on(timezone.localdate() + timedelta(days=days)):
            work_out(timezone.localdate())
            work_out(timezone.localdate(), urgent=True)
            send_due()
    roles = {person.email: role for role, person in world.people.items()}
    leaks: dict[str, set[str]] = {}
    for sent in mail.outbox:
        text = f"{sent.subject} {sent.body} {getattr(sent, 'alternatives', '')}"
        role = roles[sent.to[0]]
        leaks.setdefault(role, set()).update(told_of(world, text) - MAY_KNOW.get(role, set()))
        assert "zqcase" not in text
    assert {role: states for role, states in leaks.items() if states} == {}


@in_full_world
@pytest.mark.parametrize("role", [role for role in NO_READERS if role != "ticked_handler"])
def test_action_out_of_a_case_looks_as_one_that_a_lead_adds(world: World, role: str) -> None:
    """Alike in every column, and on every page that this person can open."""
    case, step = world.cases["answered"], world.plan.steps["psychological-safety"]
    wanted = an_action(step, world.people["author"])
    looks = []
    for from_case in (True, False):
        before = transaction.savepoint()
        if from_case:
            make("close", case, world.people["only_handler"], actions=[wanted], form_key=key())
        else:
            add_action(by=world.people["lead"], form_key=key(), wanted=wanted)
        action, client = step.actions.get(), browser_of(world, role)
        answers = [client.get(address) for address in places_of(action)]
        texts = [lasting_text_of(answer).replace(action.public_id, "ID") for answer in answers]
        looks.append((row_of(action), [answer.status_code for answer in answers], texts))
        transaction.savepoint_rollback(before)
    assert looks[0] == looks[1]
    assert told_of(world, "".join(looks[0][2])) == set()
