"""Where the parts of a bar or a chart stand, in per cent of its width and height."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from steps.enums import Level, StepState

Counts = Mapping[Any, int] | Iterable[tuple[str, int]]

# In per cent of a chart's height: kept free for the number above the tallest bar, and where
# the bars stand, so that their labels have room below.
ROOM_ABOVE = 13
FLOOR = 86
LABELS_ON_A_PHONE = 3


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A level's share of the stacked bar."""

    level: str
    label: str
    count: int
    x: str
    width: str
    middle: str


def segments(counts: Counts) -> list[Segment]:
    """Lay the levels out side by side; a level of none is left out.

    Pairs keep their order, and may name what stands outside the ladder; a mapping gets the
    ladder's.
    """
    by_level = dict(counts.items() if isinstance(counts, Mapping) else counts)
    order = Level if isinstance(counts, Mapping) else by_level
    present = [(level, by_level[level]) for level in order if by_level.get(level)]
    total = sum(count for _, count in present)
    laid_out = []
    before = 0
    for level, count in present:
        start, width = 100 * before / total, 100 * count / total
        laid_out.append(
            Segment(
                level=str(level),
                label=level_label(str(level)),
                count=count,
                x=f"{start:.3f}%",
                width=f"{width:.3f}%",
                middle=f"{start + width / 2:.3f}%",
            )
        )
        before += count
    return laid_out


def level_label(level: str) -> str:
    """A level in its words; a statement that is paused says so in the same way."""
    known = StepState.PAUSED if level == StepState.PAUSED else Level(level)
    return str(known.label)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar of a chart through time. A narrow screen keeps only some of the labels."""

    label: str
    count: int
    x: str
    width: str
    middle: str
    y: str
    height: str
    floor: str
    kept: bool


def bars(rows: Iterable[Any]) -> list[Bar]:
    """Stand the rows (label, count, …) beside one another, as tall as their counts.

    Where every count is nought there is nothing to draw.
    """
    pairs = [(str(row[0]), int(row[1])) for row in rows]
    tallest = max((count for _, count in pairs), default=0)
    if not tallest:
        return []
    every = ceil(len(pairs) / LABELS_ON_A_PHONE)
    return [
        bar(place, of=len(pairs), label=label, count=count, share=count / tallest, every=every)
        for place, (label, count) in enumerate(pairs)
    ]


def bar(place: int, *, of: int, label: str, count: int, share: float, every: int) -> Bar:
    slot = 100 / of
    height = share * (FLOOR - ROOM_ABOVE)
    return Bar(
        label=label,
        count=count,
        x=f"{slot * (place + 0.15):.3f}%",
        width=f"{slot * 0.7:.3f}%",
        middle=f"{slot * (place + 0.5):.3f}%",
        y=f"{FLOOR - height:.3f}%",
        height=f"{height:.3f}%",
        floor=f"{FLOOR}%",
        kept=place % every == 0,
    )
