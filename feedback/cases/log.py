"""The log of a case: what was done, by whom, why, and who looked at it when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.cases.queries import WHAT_WAS_SEEN, moves_of, views_of
from feedback.cases.sight import Sight
from feedback.enums import State
from feedback.models import CaseMove
from feedback.states import BY_NAME
from feedback.vault.sealed import read

MOST_VIEWS = 500

# What is logged beside the moves of the table.
ALSO_LOGGED: dict[str, str | Promise] = {
    "receive": _("It came"),
    "add": _("The person added something"),
    "write-down": _("Wrote down what the person said"),
    "write-message": _("Wrote to the person"),
    "write-progress": _("Told the person how far it is"),
    "told": _("Told the person what was written"),
    "not-reached": _("Could not reach the person"),
    "ask-to-read": _("Asked somebody to read the answer"),
    "agree-to-answer": _("Agreed to the answer"),
    "send-answer-back": _("Asked for a change of the answer"),
    "pass-on": _("Let somebody in"),
    "hand-over": _("Handed the duty over"),
    "stand-in": _("Said who stands in"),
    "name-conflict": _("Said that somebody must not know of it"),
    "declare-conflict": _("Said that they should not know of it"),
    "open-name": _("Opened the name"),
    "kind": _("Said what kind it is"),
    "theme": _("Said what it is about"),
    "urgent": _("Marked as urgent"),
    "not-urgent": _("Did what could be done about the danger"),
    "hold": _("Put a legal hold on it"),
    "end-hold": _("Ended the legal hold"),
    "new-code": _("Gave the person a new code"),
    "code-passed-on": _("Passed the code on to the person"),
    "export": _("Made a copy for the person"),
    "nobody-left": _("The outside contact was let in, because nobody else was left"),
    "forget": _("What was said was destroyed, because its time was over"),
    "left": _("Left, and handed back what they had in hand"),
}


@dataclass(frozen=True, kw_only=True)
class LoggedMove:
    label: str
    to_state: str
    who: str
    on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class LoggedView:
    what: str
    who: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Log:
    moves: list[LoggedMove]
    views: list[LoggedView]


def log_of(sight: Sight) -> Log:
    moves = [logged(sight, move) for move in moves_of(sight.case)]
    views = [
        LoggedView(
            what=WHAT_WAS_SEEN.get(view.what, WHAT_WAS_SEEN["case"])(),
            who=view.person.display_name if view.person else gettext("Somebody who has left"),
            at=view.at,
        )
        for view in views_of(sight.case)[:MOST_VIEWS]
    ]
    return Log(moves=moves, views=views)


def logged(sight: Sight, move: CaseMove) -> LoggedMove:
    move.case = sight.case
    why = read(move, "why_sealed", key=sight.key) if sight.has_words and move.why_sealed else ""
    moved = move.from_state != move.to_state
    return LoggedMove(
        label=label_of(move.move),
        to_state=str(State(move.to_state).label) if moved else "",
        who=move.by.display_name if move.by else gettext("The person, or the site by itself"),
        on=move.on,
        why=why or "",
    )


def label_of(name: str) -> str:
    known = BY_NAME.get(name)
    return str(known.label if known else ALSO_LOGGED.get(name, name))
