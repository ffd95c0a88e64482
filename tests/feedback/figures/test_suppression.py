"""Everything is published, every pair is subtracted, and nobody is found."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.suppression import FLOOR, rounded, shown_cells, shown_total

FEW = range(1, 5)
Published = tuple[int | None, tuple[int | None, ...]]


def published(values: tuple[int, ...]) -> Published:
    """Return what of a whole and its parts is published."""
    counts = {str(number): value for number, value in enumerate(values)}
    total = shown_total(sum(values), [counts])
    return total, tuple(shown_cells(counts).values()) if total is not None else ()


@pytest.mark.parametrize(("parts", "most"), [(1, 40), (2, 30), (3, 22), (4, 12)])
def test_whoever_knows_the_rule_cannot_tell_of_a_few(parts: int, most: int) -> None:
    """For every whole there can be: all wholes that look alike once published are put together.

    Of none of their parts, and of no parts taken together, is it then certain that there are
    between one and four.
    """
    alike: dict[Published, list[tuple[int, ...]]] = defaultdict(list)
    for values in product(range(most + 1), repeat=parts):
        alike[published(values)].append(values)
    groups = [group for size in range(1, parts + 1) for group in combinations(range(parts), size)]
    told = [
        (look, group)
        for look, worlds in alike.items()
        # At the edge, those that look alike lie beyond what was tried.
        if all(max(values) < most for values in worlds)
        for group in groups
        if {sum(values[part] for part in group) for values in worlds} <= set(FEW)
    ]
    assert told == []


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8))
def test_no_pair_of_numbers_leaves_a_few(values: list[int]) -> None:
    total, cells = published(tuple(values))
    numbers = [number for number in (total, *cells) if number is not None]
    assert [number for number in numbers if number in FEW] == []
    left = [one - other for one, other in permutations(numbers, 2)]
    assert [number for number in left if number in FEW] == []


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8))
def test_nothing_is_hidden_alone(values: list[int]) -> None:
    _total, cells = published(tuple(values))
    assert cells.count(None) != 1


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8))
def test_what_is_under_five_is_never_shown_and_the_rest_is_nearly_right(values: list[int]) -> None:
    _total, cells = published(tuple(values))
    for value, cell in zip(values, cells, strict=False):
        if cell is not None:
            assert value >= FLOOR
            assert abs(cell - value) <= 2


@pytest.mark.parametrize(
    ("count", "number"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (100, 100)]
)
def test_number_is_rounded_to_the_nearest_five(count: int, number: int) -> None:
    assert rounded(count) == number


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 9, "b": 12}, {"a": 10, "b": 10}),
        ({"a": 3, "b": 12}, {"a": None, "b": None}),
        ({"a": 3, "b": 12, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 1, "b": 0, "c": 14}, {"a": None, "b": None, "c": 15}),
        ({"a": 2, "b": 1, "c": 1}, {"a": None, "b": None, "c": None}),
        # The smallest of the others would leave too little room.
        ({"a": 7, "b": 7, "c": 4}, {"a": None, "b": None, "c": None}),
    ],
)
def test_second_number_is_hidden_beside_the_first(
    counts: dict[str, int], shown: dict[str, int | None]
) -> None:
    assert shown_cells(counts) == shown


def test_whole_is_hidden_where_it_would_tell_of_its_parts() -> None:
    assert shown_total(4) is None
    assert shown_total(15, [{"a": 4, "b": 4, "c": 4, "d": 3}]) is None
    assert shown_total(15, [{"a": 8, "b": 4, "c": 2, "d": 1}]) == 15
