"""The table of moves as a drawing, and as the table that says the same."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.enums import State
from feedback.states import MOVES, Move, Who

WIDTH, HEIGHT = 230, 44
COLUMN, ROW = 290, 84
# Of a move from more states than this only the line between neighbours is drawn: the others
# would hide everything else.
MOST_LINES = 2

# Column and row of each state.
PLACES: dict[State, tuple[int, int]] = {
    State.RECEIVED: (0, 0),
    State.TRIAGE: (0, 1),
    State.ACKNOWLEDGED: (0, 2),
    State.INVESTIGATING: (0, 3),
    State.ANSWERED: (0, 4),
    State.CLOSED: (0, 5),
    State.ANONYMISED: (0, 6),
    State.QUARANTINED: (1, 0),
    State.REOPENED: (1, 1),
    State.EARLY: (1, 3),
    State.SECOND_ASKED: (1, 4),
    State.SECOND_LOOK: (2, 4),
    State.ANSWERED_AGAIN: (2, 5),
    State.REDIRECTED: (2, 1),
    State.WITHDRAWN: (2, 2),
}


@dataclass(frozen=True, kw_only=True)
class Box:
    label: str
    x: int
    y: int
    middle: int
    base: int


@dataclass(frozen=True, kw_only=True)
class Line:
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """A move in the table: from where, to where, by whom, and which ways know it."""

    label: str
    sources: list[str]
    target: str
    who: list[Who]
    short: bool
    long: bool


def boxes() -> list[Box]:
    return [_box(state) for state in PLACES]


def lines() -> list[Line]:
    """Return a line for each move between two states, from edge to edge, each pair once."""
    pairs = {
        (source, move.target)
        for move in MOVES
        if move.target
        for source in move.sources
        if len(move.sources) <= MOST_LINES or _are_neighbours(source, move.target)
    }
    ordered = sorted(pairs, key=lambda pair: (PLACES[pair[0]], PLACES[pair[1]]))
    return [_line(PLACES[source], PLACES[target]) for source, target in ordered]


def rows() -> list[Row]:
    return [_row(move) for move in MOVES]


def size() -> tuple[int, int]:
    columns = max(column for column, _row in PLACES.values())
    bottom = max(row for _column, row in PLACES.values())
    return columns * COLUMN + WIDTH + 4, bottom * ROW + HEIGHT + 4


def _are_neighbours(state: State, other: State) -> bool:
    (column, row), (other_column, other_row) = PLACES[state], PLACES[other]
    return column == other_column and abs(row - other_row) == 1


def _box(state: State) -> Box:
    column, row = PLACES[state]
    x, y = column * COLUMN + 2, row * ROW + 2
    return Box(label=str(state.label), x=x, y=y, middle=x + WIDTH // 2, base=y + HEIGHT // 2 + 5)


def _line(start: tuple[int, int], end: tuple[int, int]) -> Line:
    """Leave a box below or above where the other is in another row, else at its side."""
    x1, y1 = start[0] * COLUMN + 2 + WIDTH // 2, start[1] * ROW + 2 + HEIGHT // 2
    x2, y2 = end[0] * COLUMN + 2 + WIDTH // 2, end[1] * ROW + 2 + HEIGHT // 2
    if start[1] != end[1]:
        down = 1 if end[1] > start[1] else -1
        # There and back between two boxes are drawn side by side.
        aside = 8 * down
        half = HEIGHT // 2
        return Line(x1=x1 + aside, y1=y1 + down * half, x2=x2 + aside, y2=y2 - down * (half + 5))
    right = 1 if end[0] > start[0] else -1
    aside = 8 * right
    half = WIDTH // 2
    return Line(x1=x1 + right * half, y1=y1 + aside, x2=x2 - right * (half + 5), y2=y2 + aside)


def _row(move: Move) -> Row:
    return Row(
        label=str(move.label),
        sources=[str(state.label) for state in move.sources],
        target=str(move.target.label) if move.target else "",
        who=list(move.who),
        short=move.short,
        long=move.long,
    )
