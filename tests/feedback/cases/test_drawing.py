from feedback.cases.drawing import COLUMN, HEIGHT, PLACES, WIDTH, boxes, lines, rows, size
from feedback.enums import State
from feedback.states import MOVES


def test_every_state_has_a_place_of_its_own() -> None:
    assert set(PLACES) == set(State)
    assert len(set(PLACES.values())) == len(PLACES)


def test_every_move_is_in_the_table() -> None:
    assert [row.label for row in rows()] == [str(move.label) for move in MOVES]


def test_drawing_lies_within_its_size() -> None:
    width, height = size()
    assert all(box.x + WIDTH <= width and box.y + HEIGHT <= height for box in boxes())
    ends = [(line.x1, line.y1, line.x2, line.y2) for line in lines()]
    assert all(
        0 <= x <= width and 0 <= y <= height for a, b, c, d in ends for x, y in ((a, b), (c, d))
    )
    assert WIDTH < COLUMN


def test_lines_lead_from_a_state_to_the_next() -> None:
    assert len(lines()) == len({(line.x1, line.y1, line.x2, line.y2) for line in lines()})
    assert len(lines()) > len(MOVES) / 2
