"""The moves of a case: each name in the table of `feedback/states.py` has one function here.

The schedule's own, which makes a case anonymous, is in `feedback/vault/`.
"""

from feedback.cases.moves.answering import (
    agree_to_answer,
    answer,
    answer_again,
    ask_to_read,
    extend,
    send_answer_back,
    unsent_answer,
    write_answer,
)
from feedback.cases.moves.by_hand import note_not_reached, note_told
from feedback.cases.moves.by_person import add_message, ask_second_look, withdraw
from feedback.cases.moves.ending import close, close_short, redirect, reopen
from feedback.cases.moves.engine import CaseChangedError, RefusedError
from feedback.cases.moves.second_look import acknowledge_second_look, take_second_look
from feedback.cases.moves.taking_in import (
    acknowledge,
    bring_back,
    look_into,
    set_aside,
    take_in,
    try_early,
)

__all__ = [
    "CaseChangedError",
    "RefusedError",
    "acknowledge",
    "acknowledge_second_look",
    "add_message",
    "agree_to_answer",
    "answer",
    "answer_again",
    "ask_second_look",
    "ask_to_read",
    "bring_back",
    "close",
    "close_short",
    "extend",
    "look_into",
    "note_not_reached",
    "note_told",
    "redirect",
    "reopen",
    "send_answer_back",
    "set_aside",
    "take_in",
    "take_second_look",
    "try_early",
    "unsent_answer",
    "withdraw",
    "write_answer",
]
