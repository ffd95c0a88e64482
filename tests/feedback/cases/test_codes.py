"""A new code for somebody who rang: one for each form, shown until it is passed on."""

import uuid
from typing import Any

import pytest
from django.test import Client

from feedback.cases.codes import give_new_code
from feedback.cases.log import log_of
from feedback.cases.moves import RefusedError
from feedback.cases.sight import Sight
from feedback.models import Case
from feedback.vault.codes import derive, understood
from feedback.vault.sealed import key_by_code, key_of
from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.clock import on
from tests.factories import UserFactory
from tests.feedback.cases.browsing import address, hidden
from tests.feedback.told import CODE, a_case
from tests.html import main_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(handler: User) -> Case:
    return a_case(code=CODE, by=handler)


@pytest.fixture
def client(handler: User) -> Client:
    return signed_in(handler)


def looked_up() -> bytes:
    return bytes(Case.objects.get().code_look_up or b"")


def note(client: Client, case: Case, answer: Any) -> Any:
    """Press the button below a code that is shown."""
    form = answer.context["form"]
    fields = {field.html_name: str(field.value()) for field in form.hidden_fields()}
    return client.post(address(case, "code-passed-on"), fields)


def test_new_code_opens_the_case_and_the_one_before_does_not(case: Case, handler: User) -> None:
    code = understood(give_new_code(case=case, by=handler, form_key=uuid.uuid4()))
    made = derive(code)
    found = Case.objects.get(code_look_up=made.look_up)
    assert key_by_code(found, made.wrapping_key) == key_of(found)
    assert not Case.objects.filter(code_look_up=derive(CODE).look_up).exists()


def test_new_code_is_refused_for_who_used_the_form(handler: User) -> None:
    case = a_case(code=CODE)
    with pytest.raises(RefusedError):
        give_new_code(case=case, by=handler, form_key=uuid.uuid4())
    assert looked_up() == derive(CODE).look_up


def test_form_of_a_new_code_sent_again_shows_the_same_code(case: Case, client: Client) -> None:
    path = address(case, "new-code")
    filled = hidden(client, path)
    shown = [client.post(path, filled).context["shown"] for _ in range(3)]
    assert len(set(shown)) == 1
    assert derive(understood(shown[0])).look_up == looked_up()
    assert case.moves.filter(move="new-code").count() == 1


def test_new_code_is_shown_no_more_once_it_is_passed_on(
    case: Case, client: Client, handler: User
) -> None:
    path = address(case, "new-code")
    filled = hidden(client, path)
    first = client.post(path, filled)
    assert note(client, case, first).headers["Location"] == case.get_absolute_url()
    code, stands = first.context["shown"], looked_up()
    again = client.post(path, filled).content.decode()
    assert "This code stands already, and is not shown again." in again
    assert (code in again, looked_up()) == (False, stands)
    labels = [move.label for move in log_of(Sight(case=Case.objects.get(), by=handler)).moves]
    assert labels[-2:] == ["Gave the person a new code", "Passed the code on to the person"]
    assert client.get(address(case, "code-passed-on")).status_code == 302


def test_new_code_is_shown_again_on_its_day_only(case: Case, client: Client) -> None:
    path = address(case, "new-code")
    filled = hidden(client, path)
    code = client.post(path, filled).context["shown"]
    case.moves.update(on="2026-01-05")
    answer = client.post(path, filled).content.decode()
    assert (code in answer, case.moves.filter(move="new-code").count()) == (False, 1)


def test_form_open_in_another_tab_asks_before_it_ends_the_code(case: Case, client: Client) -> None:
    path = address(case, "new-code")
    tabs = [hidden(client, path) for _ in range(2)]
    client.post(path, tabs[0])
    stands = looked_up()
    asked = client.post(path, tabs[1])
    assert "Give another only if that one is lost" in main_words(asked.content)
    assert looked_up() == stands
    # Pressing again, having read it, is a decision.
    version = asked.context["form"]["version"].value()
    code = client.post(path, {**tabs[1], "version": version}).context["shown"]
    assert looked_up() == derive(understood(code)).look_up != stands


def test_form_of_a_new_code_says_who_gave_the_one_before(case: Case) -> None:
    other = UserFactory(roles=["handler"], name="Olu Other")
    Case.objects.get().access.create(person=other, reason="passed")
    with on("2026-11-24"):
        give_new_code(case=Case.objects.get(), by=other, form_key=uuid.uuid4())
    reader = User.objects.exclude(pk=other.pk).get()
    page = main_words(signed_in(reader).get(address(case, "new-code")).content)
    assert "The person has had a code since 24 November 2026, from Olu Other." in page


def test_form_of_a_first_code_has_nothing_to_warn_of(handler: User, client: Client) -> None:
    path = address(a_case(by=handler), "new-code")
    assert "Give another only" not in main_words(client.get(path).content)


def test_code_is_noted_as_passed_on_by_nobody_but_who_gave_it(case: Case, client: Client) -> None:
    other = UserFactory(roles=["handler"])
    case.access.create(person=other, reason="passed")
    path = address(case, "new-code")
    filled = hidden(client, path)
    client.post(path, filled)
    late = signed_in(other)
    assert late.get(address(case, "code-passed-on")).status_code == 302
    assert "This code stands already" in main_words(late.post(path, filled).content)
    assert case.moves.last() == case.moves.get(move="new-code")
