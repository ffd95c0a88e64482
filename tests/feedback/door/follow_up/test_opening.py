from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from feedback.door import network
from feedback.door.visit import CASE_COOKIE
from feedback.models import Case
from feedback.vault.codes import derive, new_code, understood
from feedback.vault.sealed import CODE_FIELDS, give_copy, key_by_code, key_of
from imroc_ei.sealing.keys import KeyRing
from tests.feedback.door.conftest import CASE, START, CaseOf
from tests.feedback.door.visitor import Visitor
from tests.feedback.vault.making import THIRD
from tests.html import main_words, problems, token_of

ASKS = "Come back with your code"
DERIVE = "feedback.door.follow_up.opening.derive"
UNKNOWN = "We find nothing under this code."


def test_code_opens_its_case_and_is_in_no_address(case_of: CaseOf) -> None:
    case, code = case_of(what_happened="They shut the door.")
    answer = Visitor().send(START, {"code": code})
    assert answer.redirect_chain == [(CASE, 302)]
    assert "They shut the door." in main_words(answer.content)
    assert f"Reference {case.reference}" in main_words(answer.content)


@pytest.mark.parametrize("set_apart", ["-", "", " . ", "\u00a0"])
def test_code_is_understood_however_it_is_set_apart(case_of: CaseOf, set_apart: str) -> None:
    _case, code = case_of()
    answer = Visitor().send(START, {"code": set_apart.join(code.split())})
    assert answer.redirect_chain == [(CASE, 302)]


def test_code_typed_wrong_is_told_apart_and_costs_nothing(
    case_of: CaseOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    _case, code = case_of()
    last = str((int(code[-1]) + 1) % 10)

    def never(*args: Any, **options: Any) -> None:
        raise AssertionError("No code was to be derived.")

    monkeypatch.setattr(DERIVE, never)
    visitor = Visitor()
    answers = [visitor.send(START, {"code": code[:-1] + last}) for _ in range(20)]
    assert {answer.status_code for answer in answers} == {200}
    assert problems(answers[-1].content) == [
        "One of the digits is not right, or two have changed places. Check each group."
    ]


def test_code_that_was_never_given_out_opens_nothing(case_of: CaseOf) -> None:
    case_of()
    answer = Visitor().send(START, {"code": new_code()})
    assert problems(answer.content)[0].startswith(UNKNOWN)


def test_thousand_wrong_codes_are_slowed_and_never_answered(
    case_of: CaseOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    _case, code = case_of()
    derived = []

    def counted(*args: Any, **options: Any) -> Any:
        derived.append(1)
        return derive(*args, **options)

    monkeypatch.setattr(DERIVE, counted)
    # It is not the limit of forms that slows them.
    many = network.Limit(what="forms", times=10_000, seconds=600)
    monkeypatch.setattr(network, "FORMS", many)
    visitor = Visitor()
    with time_machine.travel(timezone.now(), tick=False):
        token = token_of(visitor.get(START).content)
        guesses = ({"code": new_code(), **token} for _ in range(1000))
        statuses = [visitor.client.post(START, guess).status_code for guess in guesses]
        assert statuses[:7] == [200] * 6 + [429]
        assert set(statuses[6:]) == {429}
        assert len(derived) == 6
        waiting = visitor.send(START, {"code": code})
        assert waiting.status_code == 429
        assert "Wait 1 minute, then try again." in main_words(waiting.content)
        elsewhere = Visitor("198.51.100.4").send(START, {"code": code})
        assert elsewhere.redirect_chain == [(CASE, 302)]
    with time_machine.travel(timezone.now() + timedelta(seconds=31), tick=False):
        assert visitor.send(START, {"code": code}).redirect_chain == [(CASE, 302)]


def test_thousand_tries_over_a_day_are_answered_in_few(case_of: CaseOf) -> None:
    case_of()
    visitor, answered = Visitor(), 0
    begun = timezone.now()
    for number in range(1000):
        with time_machine.travel(begun + timedelta(seconds=80 * number), tick=False):
            if number % 10 == 0:
                answered += visitor.send(START, {"code": new_code()}).status_code == 200
    assert 50 < answered <= 100


def test_case_is_open_for_half_an_hour_after_the_last_page(inside: Any) -> None:
    _case, visitor = inside()
    begun = timezone.now()
    for minutes in (29, 58):
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=False):
            assert "What you told us" in visitor.words(CASE)
    with time_machine.travel(begun + timedelta(minutes=89), tick=False):
        assert ASKS in visitor.words(CASE)


def test_cookie_of_a_case_is_sealed_and_good_in_its_browser_alone(inside: Any) -> None:
    case, visitor = inside()
    cookie = visitor.client.cookies[CASE_COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/feedback/", True, "Lax")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert case.public_id not in cookie.value
    other = Visitor()
    other.get(START)
    other.client.cookies[CASE_COOKIE] = cookie.value
    assert ASKS in other.words(CASE)


@pytest.mark.parametrize("value", ["x", "A" * 200, ""])
def test_cookie_that_is_not_ours_opens_nothing(inside: Any, value: str) -> None:
    _case, visitor = inside()
    visitor.client.cookies[CASE_COOKIE] = value
    assert ASKS in visitor.words(CASE)


def test_nothing_of_a_case_is_open_without_its_code(case_of: CaseOf) -> None:
    case_of(what_happened="A word of mine")
    assert ASKS in Visitor().words(CASE)


def test_case_that_was_deleted_meanwhile_is_open_no_more(inside: Any) -> None:
    _case, visitor = inside()
    Case.objects.all().delete()
    assert ASKS in visitor.words(CASE)


def test_case_with_a_new_code_is_open_no_more_with_the_old(inside: Any) -> None:
    case, visitor = inside()
    give_copy(case, derive(new_code()), key=key_of(case))
    case.save(update_fields=CODE_FIELDS)
    assert ASKS in visitor.words(CASE)


def test_leaving_forgets_the_case_on_this_computer(inside: Any) -> None:
    _case, visitor = inside()
    assert "What you told us" in visitor.words("/feedback/follow-up/leave/")
    left = visitor.send("/feedback/follow-up/leave/", page=CASE)
    assert "You have left" in main_words(left.content)
    assert visitor.client.cookies[CASE_COOKIE].value == ""
    assert ASKS in visitor.words(CASE)


def test_code_and_lost_key_are_renewed_when_the_person_comes_back(
    case_of: CaseOf, settings: Settings
) -> None:
    """Under a newer pepper, and with another key of the organisation's than the one it had."""
    case, code = case_of()
    settings.FEEDBACK_PEPPERS = KeyRing({**settings.FEEDBACK_PEPPERS, 9: bytes(range(32))})
    settings.FEEDBACK_KEYS = KeyRing({9: bytes(range(64, 96))})
    visitor = Visitor()
    visitor.send(START, {"code": code})
    assert visitor.get(CASE).status_code == 200
    case.refresh_from_db()
    assert (case.pepper_version, case.key_version) == (9, 9)
    assert key_of(case) == key_by_code(case, derive(understood(code)).wrapping_key)


def test_code_from_before_a_new_pepper_opens_and_moves_to_it(
    case_of: CaseOf, settings: Settings
) -> None:
    case, code = case_of(what_happened="They shut the door.")
    settings.FEEDBACK_PEPPERS = KeyRing({**settings.FEEDBACK_PEPPERS, 9: THIRD})
    for _ in range(2):
        page = Visitor().send(START, {"code": code})
        assert "They shut the door." in main_words(page.content)
        assert Case.objects.get(pk=case.pk).pepper_version == 9
