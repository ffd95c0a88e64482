"""Where a case stands, in words for the person, and what they can do now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from feedback.cases.moves.by_person import why_no_second_look
from feedback.cases.moves.engine import why_not
from feedback.clocks.duties import duties_of
from feedback.clocks.kinds import DutyKind
from feedback.door.follow_up.opening import Opened
from feedback.door.follow_up.versions import Version
from feedback.enums import State
from feedback.models import Case
from feedback.states import BY_NAME
from feedback.survey.actions import may_answer
from feedback.survey.links import survey_path

# What is said of a state, and the duty whose day is said with it.
SAID_OF: dict[str, tuple[str, DutyKind | None]] = {
    State.RECEIVED: ("received", DutyKind.ACKNOWLEDGE),
    # Whoever sends spam does not learn that it was set aside.
    State.QUARANTINED: ("received", None),
    State.REOPENED: ("received", DutyKind.ACKNOWLEDGE),
    State.TRIAGE: ("received", DutyKind.ACKNOWLEDGE),
    State.ACKNOWLEDGED: ("looking", DutyKind.ANSWER),
    State.EARLY: ("looking", DutyKind.ANSWER),
    State.INVESTIGATING: ("looking", DutyKind.ANSWER),
    State.ANSWERED: ("answered", DutyKind.SECOND_WINDOW),
    State.SECOND_ASKED: ("second", DutyKind.SECOND_ACKNOWLEDGE),
    State.SECOND_LOOK: ("second", DutyKind.SECOND_ACKNOWLEDGE),
    State.ANSWERED_AGAIN: ("answered-again", None),
    State.CLOSED: ("closed", DutyKind.SECOND_WINDOW),
    State.REDIRECTED: ("redirected", None),
    State.WITHDRAWN: ("withdrawn", None),
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the page of a case says of it, and which ways it offers."""

    words: str
    can_write: bool
    can_ask_second_look: bool
    can_withdraw: bool
    survey: str

    @property
    def lines(self) -> list[str]:
        """The words sentence by sentence, for a line each."""
        return re.split(r"(?<=[.?]) ", self.words)


def standing(opened: Opened, version: Version) -> Standing:
    case = opened.case
    return Standing(
        words=words_of(case, version),
        can_write=opened.key is not None and case.state != State.ANONYMISED,
        can_ask_second_look=can_ask_second_look(case),
        can_withdraw=can(case, "withdraw"),
        survey=survey_path(case, prefix=version.start_name) if may_answer(case) else "",
    )


def words_of(case: Case, version: Version) -> str:
    name, kind = SAID_OF[case.state]
    if case.state == State.SECOND_LOOK and case.second_acknowledged_on:
        name, kind = "looking", DutyKind.SECOND_ANSWER
    day = due(case, kind) if kind else None
    late = day is not None and day < timezone.localdate()
    # No time has run out for somebody whom we have not told yet.
    if day is None or (late and kind == DutyKind.SECOND_WINDOW and case.tell_by):
        return str(version.states[name])
    ending = "late" if late else "by"
    return str(version.states[f"{name}-{ending}"]) % {"day": date_format(day)}


def due(case: Case, kind: DutyKind) -> date | None:
    return next((duty.due_on for duty in duties_of(case) if duty.kind == kind), None)


def can(case: Case, move: str) -> bool:
    return not why_not(case, BY_NAME[move], by=None)


def can_ask_second_look(case: Case) -> bool:
    """Whether the page offers it: later than the procedure says, a handler decides."""
    return can(case, "ask-second-look") and not why_no_second_look(case, by_person=True)
