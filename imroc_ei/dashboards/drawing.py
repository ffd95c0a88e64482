"""Where the parts of a bar or a chart stand, in per cent of its width and height."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from steps.enums import Level

# A bar chart keeps this much of its height free for the number above the tallest bar.
ROOM_ABOVE = 14


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A level's share of the stacked bar."""

    level: str
    label: str
    count: int
    x: str
    width: str
    middle: str


def segments(counts: Mapping[str, int] | Iterable[tuple[str, int]]) -> list[Segment]:
    """Lay the levels out side by side in the order of the ladder; a level of none is left out."""
    by_level = dict(counts.items() if isinstance(counts, Mapping) else counts)
    present = [(level, by_level.get(level, 0)) for level in Level if by_level.get(level, 0)]
    total = sum(count for _, count in present)
    laid_out = []
    before = 0
    for level, count in present:
        start, width = 100 * before / total, 100 * count / total
        laid_out.append(
            Segment(
                level=level.value,
                label=str(level.label),
                count=count,
                x=f"{start:.3f}%",
                width=f"{width:.3f}%",
                middle=f"{start + width / 2:.3f}%",
            )
        )
        before += count
    return laid_out


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar of a chart through time."""

    label: str
    count: int
    x: str
    width: str
    middle: str
    y: str
    height: str


def bars(rows: Iterable[Any]) -> list[Bar]:
    """Stand the rows (label, count, …) beside one another, as tall as their counts."""
    pairs = [(str(row[0]), int(row[1])) for row in rows]
    if not pairs:
        return []
    slot = 100 / len(pairs)
    tallest = max(count for _, count in pairs) or 1
    return [
        Bar(
            label=label,
            count=count,
            x=f"{slot * (place + 0.15):.3f}%",
            width=f"{slot * 0.7:.3f}%",
            middle=f"{slot * (place + 0.5):.3f}%",
            y=f"{100 - count / tallest * (100 - ROOM_ABOVE):.3f}%",
            height=f"{count / tallest * (100 - ROOM_ABOVE):.3f}%",
        )
        for place, (label, count) in enumerate(pairs)
    ]
