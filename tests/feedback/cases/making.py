"""Cases brought to a state, by bare rows or by the moves that lead there."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from feedback.cases.moves import note_told
from feedback.cases.words import Acknowledgement, Answer, Point
from feedback.enums import EntryKind, Found, State
from feedback.models import Case, CaseEntry
from feedback.states import carried_out_by
from feedback.vault.sealed import key_of, put
from imroc_ei.people.models import User
from steps.reviews.agreed import NewAction
from tests.feedback.told import a_case

ACKNOWLEDGED = Acknowledgement(
    understood="The door was shut.",
    wanted="That it opens.",
    who="Hari",
    by_when="in ten working days",
    support="Somebody can come along.",
)
ANSWERED = Answer(
    points=[
        Point(
            point="The door was shut",
            found=Found.UPHELD,
            why="It was locked.",
            remedy="It is open now.",
        )
    ],
    second_look="Ask within 30 days.",
    elsewhere="The Ombudsman.",
)


def days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


# The days and people that a case has in a state, over those that it has from the door on.
TAKEN = ("handler", "taken_in_on")
LOOKED_AT = (*TAKEN, "acknowledged_on")
IN_STATE: dict[State, tuple[str, ...]] = {
    State.RECEIVED: (),
    State.QUARANTINED: ("quarantined_on",),
    State.TRIAGE: TAKEN,
    State.ACKNOWLEDGED: LOOKED_AT,
    State.EARLY: LOOKED_AT,
    State.INVESTIGATING: LOOKED_AT,
    State.ANSWERED: (*LOOKED_AT, "answered_on"),
    State.SECOND_ASKED: (*LOOKED_AT, "answered_on", "second_asked_on"),
    State.SECOND_LOOK: (*LOOKED_AT, "answered_on", "second_asked_on", "second_handler"),
    State.ANSWERED_AGAIN: (
        *(*LOOKED_AT, "answered_on", "second_asked_on", "second_handler"),
        "second_answered_on",
    ),
    State.REOPENED: (*LOOKED_AT, "closed_on"),
    State.CLOSED: (*LOOKED_AT, "answered_on", "closed_on"),
    State.REDIRECTED: (*TAKEN, "closed_on"),
    State.WITHDRAWN: (*TAKEN, "closed_on"),
    State.ANONYMISED: (*LOOKED_AT, "closed_on", "anonymised_on", "content_gone_on"),
}
GONE = (
    *("key_wrapped", "key_version", "reporter_key_wrapped", "code_look_up", "pepper_version"),
    *("name_sealed", "reach_sealed"),
)


def case_at(state: State, *, by: User, second: User | None = None, **answers: Any) -> Case:
    """Return a whole case set down in a state, with the days that it would have there."""
    case = a_case(**answers)
    people = {"handler": by, "second_handler": second}
    wanted = [name for name in IN_STATE[state] if not (case.is_short and "answered" in name)]
    changes = {name: people.get(name, timezone.localdate()) for name in wanted}
    gone = dict.fromkeys(GONE) if state == State.ANONYMISED else {}
    Case.objects.filter(pk=case.pk).update(state=state, **changes, **gone)
    case.refresh_from_db()
    return case


def written_answer(case: Case, *, by: User, read_by: User | None = None) -> CaseEntry:
    """An answer that waits to go, read by somebody if named."""
    entry = CaseEntry(
        case=case,
        kind=EntryKind.ANSWER,
        stage=2 if case.in_second_look else 1,
        by=by,
        read_by=read_by,
        read_on=timezone.localdate() if read_by else None,
    )
    put(entry, "words_sealed", ANSWERED.as_dict(), key=key_of(case))
    entry.save()
    return entry


def make(move: str, case: Case, by: User | None, **more: Any) -> Any:
    """Make a move with believable words."""
    words: dict[str, dict[str, Any]] = {
        "acknowledge": {"words": ACKNOWLEDGED},
        "acknowledge-second-look": {"words": ACKNOWLEDGED},
        "extend": {"until": days(15), "why": "Somebody is away."},
        "close": {"learned": "Doors want signs."},
        "redirect": {"words": "Ask the council.", "why": "It is theirs."},
        "reopen": {"why": "There is more."},
    }
    function = carried_out_by[move]
    return function(case=case, by=by, **{**words.get(move, {}), **more})


def an_action(step: Any, person: User) -> NewAction:
    return NewAction(what="Put up a sign", step=step, held_by=person, due=days(30))


def key() -> uuid.UUID:
    return uuid.uuid4()


# The moves that lead to each state, one after another.
TO_INVESTIGATING = ("take-in", "acknowledge", "look-into")
TO_ANSWERED = (*TO_INVESTIGATING, "answer")
TO_SECOND_LOOK = (
    *TO_ANSWERED,
    "ask-second-look",
    "take-second-look",
    "acknowledge-second-look",
)
WAY: dict[State, tuple[str, ...]] = {
    State.RECEIVED: (),
    State.QUARANTINED: ("set-aside",),
    State.TRIAGE: ("take-in",),
    State.ACKNOWLEDGED: ("take-in", "acknowledge"),
    State.EARLY: ("take-in", "acknowledge", "try-early"),
    State.INVESTIGATING: TO_INVESTIGATING,
    State.ANSWERED: TO_ANSWERED,
    State.SECOND_ASKED: (*TO_ANSWERED, "ask-second-look"),
    State.SECOND_LOOK: TO_SECOND_LOOK,
    State.ANSWERED_AGAIN: (*TO_SECOND_LOOK, "answer-again"),
    State.CLOSED: (*TO_ANSWERED, "close"),
    State.REOPENED: (*TO_ANSWERED, "close", "reopen"),
    State.REDIRECTED: ("redirect",),
    State.WITHDRAWN: ("withdraw",),
}
BY_THE_SECOND = ("take-second-look", "acknowledge-second-look", "answer-again")
BY_THE_PERSON = ("ask-second-look", "withdraw")


def lead_case(case: Case, state: State, *, first: User, second: User) -> Case:
    """Lead a case through all its moves, as two handlers and the person make them."""
    for name in WAY[state]:
        by = second if name in BY_THE_SECOND else first
        if name in ("answer", "answer-again"):
            written_answer(case, by=by, read_by=second if by == first else first)
        make(name, case, None if name in BY_THE_PERSON else by)
        case.refresh_from_db()
        # Whoever has to be rung about an answer is.
        if name in ("answer", "answer-again") and case.tell_by:
            note_told(case=case, by=by, how="phone", on=timezone.localdate())
            case.refresh_from_db()
    return case
