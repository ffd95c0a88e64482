from feedback.enums import ENDED, State
from feedback.states import MOVES


def test_every_state_can_be_reached() -> None:
    reached = {move.target for move in MOVES if move.target}
    assert {State(state) for state in State} - reached == set()


def test_every_state_but_the_last_leads_on() -> None:
    left = {source for move in MOVES for source in move.sources if move.target != source}
    assert set(State) - left == {State.ANONYMISED}


def test_names_of_moves_are_unique() -> None:
    assert len({move.name for move in MOVES}) == len(MOVES)


def test_what_has_ended_leads_nowhere_by_itself() -> None:
    onwards = {move.name for move in MOVES if set(ENDED) & set(move.sources)}
    assert onwards == {"ask-second-look", "reopen", "make-anonymous"}
