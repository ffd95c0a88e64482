"""The table of moves, whole: what it allows happens, and everything else is refused."""

import pytest
from django.core.exceptions import PermissionDenied

from feedback.cases.moves import CaseChangedError, RefusedError
from feedback.enums import Kind, State
from feedback.models import Case, CaseMove
from feedback.states import BY_NAME, MOVES, Move, Who, carried_out_by
from imroc_ei.people.models import User
from tests.factories import UserFactory
from tests.feedback.cases.making import case_at, make, written_answer

pytestmark = pytest.mark.django_db

BY_HAND = [move for move in MOVES if move.name != "make-anonymous"]
NEEDS_AN_ANSWER = {"answer", "answer-again"}


def test_every_move_has_its_function() -> None:
    assert set(carried_out_by) | {"make-anonymous"} == set(BY_NAME)


# The short way has no second look.
LONG_ONLY = (State.SECOND_ASKED, State.SECOND_LOOK, State.ANSWERED_AGAIN)


@pytest.fixture
def second(db: None) -> User:
    return UserFactory(roles=["handler"])


def ready(move: Move, state: State, handler: User, second: User, kind: str) -> tuple[Case, User]:
    """A case in this state, and somebody whom the move allows."""
    case = case_at(state, by=handler, second=second, kind=kind)
    by = second if Who.ANOTHER_HANDLER in move.who else handler
    if (move.name, state) == ("extend", State.SECOND_LOOK):
        case.second_acknowledged_on = case.received_on
        case.save()
    if move.name in NEEDS_AN_ANSWER and state != State.ANONYMISED:
        written_answer(case, by=by, read_by=handler if by == second else second)
    return case, by


def allowed(kind: str) -> list[tuple[str, State]]:
    short = Kind(kind).is_short
    return [
        (move.name, state)
        for move in BY_HAND
        for state in move.sources
        if (move.short if short else move.long) and not (short and state in LONG_ONLY)
    ]


def refused(kind: str) -> list[tuple[str, State]]:
    fine = set(allowed(kind))
    states = [state for state in State if not (Kind(kind).is_short and state in LONG_ONLY)]
    every = [(move.name, state) for move in BY_HAND for state in states]
    return [pair for pair in every if pair not in fine]


LONG, SHORT = Kind.COMPLAINT, Kind.IDEA
ALLOWED = [(LONG, *pair) for pair in allowed(LONG)] + [(SHORT, *pair) for pair in allowed(SHORT)]
REFUSED = [(LONG, *pair) for pair in refused(LONG)] + [(SHORT, *pair) for pair in refused(SHORT)]


@pytest.mark.parametrize(("kind", "name", "state"), ALLOWED)
def test_move_of_the_table_is_made_and_logged(
    kind: str, name: str, state: State, handler: User, second: User
) -> None:
    move = BY_NAME[name]
    case, by = ready(move, state, handler, second, kind)
    make(name, case, by)
    after = Case.objects.get(pk=case.pk)
    line = CaseMove.objects.filter(case=case).last()
    assert line is not None
    assert (line.move, line.from_state, line.to_state, line.by) == (
        name,
        state,
        move.target or state,
        by,
    )
    assert (after.state, after.version) == (move.target or state, case.version + 1)


@pytest.mark.parametrize("name", [move.name for move in BY_HAND])
@pytest.mark.parametrize("kind", [LONG, SHORT])
def test_every_other_pair_of_state_and_move_is_refused(
    kind: str, name: str, handler: User, second: User
) -> None:
    for state in [state for found, move, state in REFUSED if (found, move) == (kind, name)]:
        case, by = ready(BY_NAME[name], state, handler, second, LONG)
        Case.objects.filter(pk=case.pk).update(**as_kind(kind))
        case.refresh_from_db()
        before = Case.objects.filter(pk=case.pk).values().get()
        with pytest.raises(RefusedError):
            make(name, case, by)
        assert Case.objects.filter(pk=case.pk).values().get() == before


def as_kind(kind: str) -> dict[str, object]:
    if kind == LONG:
        return {}
    return {"kind": kind, "second_asked_on": None, "second_answered_on": None}


@pytest.mark.parametrize("move", BY_HAND, ids=lambda move: move.name)
def test_move_by_somebody_who_may_not_know_of_the_case_is_refused(
    move: Move, handler: User, second: User
) -> None:
    case, _by = ready(move, move.sources[0], handler, second, LONG if move.long else SHORT)
    for person in (UserFactory(roles=["handler"]), UserFactory(roles=["lead", "owner"])):
        with pytest.raises(PermissionDenied):
            make(move.name, case, person)


@pytest.mark.parametrize("move", BY_HAND, ids=lambda move: move.name)
def test_second_of_two_browsers_is_told(move: Move, handler: User, second: User) -> None:
    case, by = ready(move, move.sources[0], handler, second, LONG if move.long else SHORT)
    with pytest.raises(CaseChangedError):
        make(move.name, case, by, version=case.version - 1)


@pytest.mark.parametrize("move", BY_HAND, ids=lambda move: move.name)
def test_nobody_signed_in_makes_only_what_the_person_or_the_schedule_may(
    move: Move, handler: User, second: User
) -> None:
    case, _by = ready(move, move.sources[0], handler, second, LONG if move.long else SHORT)
    if {Who.PERSON, Who.SCHEDULE}.intersection(move.who):
        make(move.name, case, None)
        line = CaseMove.objects.filter(case=case).last()
        assert line is not None
        assert (line.move, line.by) == (move.name, None)
    else:
        with pytest.raises(RefusedError):
            make(move.name, case, None)
