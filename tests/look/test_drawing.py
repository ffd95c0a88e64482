import pytest

from imroc_ei.dashboards.drawing import bars, segments
from steps.enums import Level


def test_levels_stand_in_the_order_of_the_ladder_and_fill_the_bar() -> None:
    laid_out = segments({Level.UNDER_WAY: 3, Level.NOT_REVIEWED: 1, Level.GETTING_READY: 0})
    assert [(part.level, part.count, part.x, part.width) for part in laid_out] == [
        ("not-reviewed", 1, "0.000%", "25.000%"),
        ("under-way", 3, "25.000%", "75.000%"),
    ]


def test_levels_may_come_as_rows_of_the_database() -> None:
    assert [part.label for part in segments([("under-way", 2)])] == ["Under way"]


def test_bar_of_nothing_has_no_parts() -> None:
    assert segments({}) == []


def test_tallest_bar_reaches_the_top_and_an_empty_one_has_no_height() -> None:
    tall, empty, half = bars([("June", 8), ("July", 0, "/activity/"), ("August", 4)])
    assert (tall.y, tall.height) == ("13.000%", "73.000%")
    assert (empty.y, empty.height) == ("86.000%", "0.000%")
    assert half.height == "36.500%"


@pytest.mark.parametrize(("months", "kept"), [(3, 3), (12, 3), (24, 3)])
def test_narrow_screen_keeps_few_labels(months: int, kept: int) -> None:
    rows = [(str(month), month) for month in range(months)]
    assert sum(bar.kept for bar in bars(rows)) == kept


def test_chart_of_nothing_has_no_bars() -> None:
    assert bars([]) == []
    assert bars([("June", 0), ("July", 0)]) == []
