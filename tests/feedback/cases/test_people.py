import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from feedback.cases import marks, people
from feedback.cases.moves import RefusedError, add_message
from feedback.enums import ConflictReason, EntryKind, State
from feedback.models import Case
from feedback.vault.sealed import key_of, read
from imroc_ei.people.models import User
from tests.clients import said, signed_in
from tests.factories import UserFactory
from tests.feedback.cases.browsing import address, hidden, send
from tests.feedback.cases.making import case_at
from tests.feedback.told import a_case
from tests.html import main_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db: None) -> User:
    return UserFactory(roles=["handler"], name="Sid Second")


@pytest.fixture
def outside(db: None) -> User:
    return UserFactory(roles=["outside"])


def may_see(case: Case) -> list[User]:
    people = User.objects.order_by("pk")
    return [one for one in people if Case.objects.visible_to(one).filter(pk=case.pk).exists()]


def test_case_passed_on_opens_for_a_later_handler_and_says_why(handler: User) -> None:
    case = a_case()
    later = UserFactory(roles=["handler"], name="Lat Later")
    people.pass_on(case=case, by=handler, to=later, why="Knows the venue")
    assert may_see(case) == [handler, later]
    line = case.moves.last()
    assert line is not None
    line.case = Case.objects.get(pk=case.pk)
    why = read(line, "why_sealed", key=key_of(case))
    assert (line.move, line.by, why) == ("pass-on", handler, "To Lat Later: Knows the venue")


@pytest.mark.parametrize("roles", [["consultant"], ["lead"], ["owner"], []])
def test_case_is_passed_on_to_nobody_without_the_role(handler: User, roles: list[str]) -> None:
    case = a_case()
    with pytest.raises(RefusedError):
        people.pass_on(case=case, by=handler, to=UserFactory(roles=roles), why="Asked")
    assert may_see(case) == [handler]


def test_case_is_never_passed_on_to_who_was_ticked(handler: User, second: User) -> None:
    case = a_case(not_these=[second.public_id])
    with pytest.raises(RefusedError, match="must not know"):
        people.pass_on(case=case, by=handler, to=second, why="Asked")
    assert may_see(case) == [handler]


def test_conflict_named_closes_the_case_and_frees_the_duty(handler: User, second: User) -> None:
    case = case_at(State.INVESTIGATING, by=second)
    people.name_conflict(case=case, by=handler, person=second, why="Worked there")
    after = Case.objects.get(pk=case.pk)
    conflict = after.conflicts.get()
    assert (may_see(case), after.handler, conflict.reason) == (
        [handler],
        None,
        ConflictReason.NAMED,
    )
    assert read(conflict, "why_sealed", key=key_of(after)) == "Worked there"


def test_own_conflict_of_the_last_reader_lets_the_outside_contact_in(
    handler: User, outside: User
) -> None:
    case = a_case()
    answer = send(handler, case, "own-conflict", why="It is about a friend")
    assert answer.headers["Location"] == "/feedback/cases/"
    assert may_see(case) == [outside]


@pytest.mark.parametrize("doing", ["own-conflict", "ask-second-look"])
def test_pressed_twice_what_closes_a_case_to_oneself_ends_where_the_first_press_did(
    handler: User, second: User, doing: str
) -> None:
    case = case_at(State.ANSWERED, by=handler)
    client, path = signed_in(handler), address(case, doing)
    filled = {**hidden(client, path), "why": "A friend"}
    answers = [client.post(path, filled) for _ in range(3)]
    assert [answer.headers["Location"] for answer in answers] == ["/feedback/cases/"] * 3
    assert len({said(answer)[-1] for answer in answers}) == 1
    assert (may_see(case), case.moves.count()) == ([second], 2)
    assert client.get(path).status_code == 404
    assert client.get(case.get_absolute_url()).status_code == 404


def test_who_closed_a_case_to_themself_is_told_so_for_that_day_only(
    handler: User, second: User
) -> None:
    case = a_case()
    client, path = signed_in(handler), address(case, "own-conflict")
    filled = {**hidden(client, path), "why": "A friend"}
    client.post(path, filled)
    case.moves.update(on=timezone.localdate() - timedelta(days=1))
    assert client.post(path, filled).status_code == 404


def test_who_was_kept_from_a_case_by_others_learns_nothing_by_pressing(
    handler: User, second: User
) -> None:
    ticked = a_case(not_these=[second.public_id])
    named = a_case()
    people.name_conflict(case=named, by=handler, person=second, why="Worked there")
    client = signed_in(second)
    answers = [client.post(address(case, "own-conflict"), {"why": "x"}) for case in (ticked, named)]
    nowhere = client.post(f"/feedback/cases/{'x' * 16}/do/own-conflict/", {"why": "x"})
    assert [answer.status_code for answer in answers] == [404, 404]
    assert {main_words(answer.content) for answer in answers} == {main_words(nowhere.content)}


def test_name_given_to_one_person_is_opened_by_others_with_a_logged_reason(
    handler: User, second: User
) -> None:
    reach: dict[str, Any] = {"reply_by": "phone", "reach": "01632 960 300"}
    case = a_case(named="one", name="Ada Lane", named_to=second.public_id, **reach)
    assert "01632" not in signed_in(handler).get(case.get_absolute_url()).content.decode()
    assert "Ada Lane" not in signed_in(handler).get(case.get_absolute_url()).content.decode()
    assert "Ada Lane" in signed_in(second).get(case.get_absolute_url()).content.decode()
    with pytest.raises(RefusedError, match="one person only"):
        people.open_name(case=case, by=handler)
    shown = send(handler, case, "open-name", why="The police asked").content.decode()
    assert "Ada Lane · 01632 960 300" in shown
    assert case.moves.latest("pk").move == "open-name"
    assert case.entries.filter(kind=EntryKind.REVEALED, by=handler).count() == 1
    assert "Ada Lane" not in signed_in(handler).get(case.get_absolute_url()).content.decode()


def test_name_opened_by_two_presses_is_shown_by_both_and_logged_once(
    handler: User, second: User
) -> None:
    case = a_case(named="one", name="Ada Lane", named_to=second.public_id)
    client, path = signed_in(handler), address(case, "open-name")
    filled = {**hidden(client, path), "why": "The police asked"}
    pages = [main_words(client.post(path, filled).content) for _ in range(2)]
    assert ["Ada Lane" in page for page in pages] == [True, True]
    assert case.moves.filter(move="open-name").count() == 1
    marks.set_theme(case=case, by=second, theme="doors")
    assert "Ada Lane" not in main_words(client.post(path, filled).content)


def test_hand_over_goes_to_who_may_know_only(handler: User, second: User) -> None:
    case = case_at(State.TRIAGE, by=handler)
    with pytest.raises(RefusedError):
        people.hand_over(case=case, by=handler, to=UserFactory(roles=["handler"]))
    people.hand_over(case=case, by=handler, to=second)
    assert Case.objects.get(pk=case.pk).handler == second


def test_urgent_stays_until_something_was_done(handler: User) -> None:
    case = a_case()
    marks.flag_urgent(case=case, by=handler, why="They said so on the phone")
    assert Case.objects.get(pk=case.pk).urgent is True
    marks.settle_urgent(case=case, by=handler, why="Rang at noon; they are safe")
    assert Case.objects.get(pk=case.pk).urgent is False


def test_hold_is_put_and_ended_with_a_reason(handler: User) -> None:
    case = a_case()
    send(handler, case, "hold", why="A solicitor wrote")
    assert Case.objects.get(pk=case.pk).held is True
    send(handler, case, "end-hold", why="It is settled")
    assert Case.objects.get(pk=case.pk).held is False
    assert [line.move for line in case.moves.all()] == ["receive", "hold", "end-hold"]


def test_what_the_person_adds_is_kept_once_and_by_nobody(handler: User) -> None:
    case, key = a_case(), uuid.uuid4()
    first = add_message(case=case, words="One thing more", form_key=key)
    assert add_message(case=case, words="One thing more", form_key=key) == first
    assert (first.by, case.entries.count()) == (None, 2)


def test_what_a_handler_writes_down_is_the_persons(handler: User) -> None:
    case = a_case()
    send(handler, case, "write-down", words="They rang again")
    entry = case.entries.last()
    assert entry is not None
    assert (entry.kind, entry.by) == (EntryKind.ADDED, None)
    line = case.moves.last()
    assert line is not None
    assert (line.move, line.by) == ("write-down", handler)


def test_nothing_is_written_by_somebody_who_may_not_know(handler: User) -> None:
    case = a_case()
    with pytest.raises(PermissionDenied):
        add_message(case=case, words="x", form_key=uuid.uuid4(), by=UserFactory(roles=["handler"]))


def test_what_is_no_act_of_substance_does_not_lengthen_the_time_it_is_kept(handler: User) -> None:
    case = a_case()
    Case.objects.filter(pk=case.pk).update(last_act_on="2026-01-05")
    marks.set_theme(case=case, by=handler, theme="doors")
    assert str(Case.objects.get(pk=case.pk).last_act_on) == "2026-01-05"
    send(handler, case, "fact", words="It rained")
    assert str(Case.objects.get(pk=case.pk).last_act_on) > "2026-01-05"
