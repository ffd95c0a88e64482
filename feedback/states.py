"""Which move leads a case from which state to which, who may make it, and what makes it.

The table is written here; each move's function registers itself with `carries_out`. A page for
handlers draws the table, and a test holds that every move has its function.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.enums import State


class Who(StrEnum):
    """Who makes a move."""

    HANDLER = "handler"
    # A handler who has not handled the stage before.
    ANOTHER_HANDLER = "another-handler"
    PERSON = "person"
    SCHEDULE = "schedule"


@dataclass(frozen=True, kw_only=True)
class Move:
    """A step of a case. `short` says whether the short way knows it, `long` the longer one."""

    name: str
    label: str | Promise
    sources: tuple[State, ...]
    target: State | None
    who: tuple[Who, ...]
    short: bool = False
    long: bool = True


FIRST_LOOK = (State.TRIAGE, State.ACKNOWLEDGED, State.EARLY, State.INVESTIGATING)
AFTER_RECEIPT = (State.RECEIVED, State.QUARANTINED, *FIRST_LOOK, State.REOPENED)
BEFORE_THE_END = (
    *AFTER_RECEIPT,
    State.ANSWERED,
    State.SECOND_ASKED,
    State.SECOND_LOOK,
    State.ANSWERED_AGAIN,
)

MOVES = (
    Move(
        name="set-aside",
        label=_("Set aside as possible spam"),
        sources=(State.RECEIVED,),
        target=State.QUARANTINED,
        who=(Who.SCHEDULE, Who.HANDLER),
        short=True,
    ),
    Move(
        name="bring-back",
        label=_("Bring back from aside"),
        sources=(State.QUARANTINED,),
        target=State.RECEIVED,
        who=(Who.SCHEDULE, Who.HANDLER),
        short=True,
    ),
    Move(
        name="take-in",
        label=_("Take it in"),
        sources=(State.RECEIVED, State.REOPENED),
        target=State.TRIAGE,
        who=(Who.HANDLER,),
        short=True,
    ),
    Move(
        name="acknowledge",
        label=_("Acknowledge"),
        sources=(State.TRIAGE,),
        target=State.ACKNOWLEDGED,
        who=(Who.HANDLER,),
    ),
    Move(
        name="try-early",
        label=_("Try for an early answer"),
        sources=(State.ACKNOWLEDGED,),
        target=State.EARLY,
        who=(Who.HANDLER,),
    ),
    Move(
        name="look-into",
        label=_("Look into it"),
        sources=(State.ACKNOWLEDGED, State.EARLY),
        target=State.INVESTIGATING,
        who=(Who.HANDLER,),
    ),
    Move(
        name="extend",
        label=_("Take more time"),
        sources=(State.ACKNOWLEDGED, State.EARLY, State.INVESTIGATING, State.SECOND_LOOK),
        target=None,
        who=(Who.HANDLER,),
    ),
    Move(
        name="answer",
        label=_("Answer"),
        sources=(State.EARLY, State.INVESTIGATING),
        target=State.ANSWERED,
        who=(Who.HANDLER,),
    ),
    Move(
        name="ask-second-look",
        label=_("Ask for a second look"),
        sources=(State.ANSWERED, State.CLOSED),
        target=State.SECOND_ASKED,
        who=(Who.PERSON, Who.HANDLER),
    ),
    Move(
        name="take-second-look",
        label=_("Take the second look"),
        sources=(State.SECOND_ASKED,),
        target=State.SECOND_LOOK,
        who=(Who.ANOTHER_HANDLER,),
    ),
    Move(
        name="acknowledge-second-look",
        label=_("Acknowledge the second look"),
        sources=(State.SECOND_LOOK,),
        target=None,
        who=(Who.ANOTHER_HANDLER,),
    ),
    Move(
        name="answer-again",
        label=_("Answer again"),
        sources=(State.SECOND_LOOK,),
        target=State.ANSWERED_AGAIN,
        who=(Who.ANOTHER_HANDLER,),
    ),
    Move(
        name="close",
        label=_("Close"),
        sources=(State.ANSWERED, State.ANSWERED_AGAIN),
        target=State.CLOSED,
        who=(Who.HANDLER,),
    ),
    Move(
        name="close-short",
        label=_("Close"),
        sources=(State.TRIAGE,),
        target=State.CLOSED,
        who=(Who.HANDLER,),
        short=True,
        long=False,
    ),
    Move(
        name="redirect",
        label=_("Pass to another place"),
        sources=(*FIRST_LOOK, State.RECEIVED),
        target=State.REDIRECTED,
        who=(Who.HANDLER,),
        short=True,
    ),
    Move(
        name="withdraw",
        label=_("The person takes it back"),
        sources=BEFORE_THE_END,
        target=State.WITHDRAWN,
        who=(Who.PERSON, Who.HANDLER),
        short=True,
    ),
    Move(
        name="reopen",
        label=_("Open again"),
        sources=(State.CLOSED, State.REDIRECTED, State.WITHDRAWN),
        target=State.REOPENED,
        who=(Who.HANDLER,),
        short=True,
    ),
    Move(
        name="make-anonymous",
        label=_("Make anonymous"),
        sources=(State.CLOSED, State.REDIRECTED, State.WITHDRAWN),
        target=State.ANONYMISED,
        who=(Who.SCHEDULE,),
        short=True,
    ),
)

BY_NAME = {move.name: move for move in MOVES}

Function = TypeVar("Function", bound=Callable[..., Any])
carried_out_by: dict[str, Callable[..., Any]] = {}


def carries_out(name: str) -> Callable[[Function], Function]:
    """Register the one function that makes a move. Raises KeyError for one not in the table."""
    move = BY_NAME[name]

    def register(function: Function) -> Function:
        carried_out_by[move.name] = function
        return function

    return register
