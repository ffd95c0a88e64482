"""From counts to numbers that point to nobody.

The rule: no count under five is shown, and none can be worked out. Numbers are rounded to the
nearest five, so that one taken from another never leaves one, two, three or four. If one number
of a table is hidden, a second one is; nothing is hidden alone. Where even that would tell of
somebody that there are between one and four of them, more is hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FLOOR = 5
STEP = 5
FEW = FLOOR - 1
# What rounding adds or takes away at most.
SLACK = STEP // 2

Shown = int | None
Counts = Mapping[str, int]


def rounded(count: int) -> int:
    """Return the nearest multiple of five."""
    return STEP * ((count + SLACK) // STEP)


def shown_total(total: int, tables: Sequence[Counts] = ()) -> Shown:
    """Return how many there are, about; None for too few, or where a table would tell more.

    `tables` part the same whole in several ways. Without the whole, none of them is shown.
    """
    if total < FLOOR or any(_whole_pins_a_few(table) for table in tables):
        return None
    return rounded(total)


def shown_cells(counts: Counts) -> dict[str, Shown]:
    """Return the parts of a whole that is shown, as they may be shown. None is hidden."""
    hidden = {name for name, count in counts.items() if count < FLOOR}
    second: set[str] = set()
    if hidden and len(hidden) < len(counts) and (len(hidden) == 1 or _pins(counts, hidden)):
        second = {min(counts.keys() - hidden, key=lambda name: (counts[name], name))}
        if _pins(counts, hidden, second):
            return dict.fromkeys(counts)
    out = hidden | second
    return {name: None if name in out else rounded(count) for name, count in counts.items()}


def _whole_pins_a_few(counts: Counts) -> bool:
    """Whether the whole alone would tell of a part that it has between one and four."""
    if any(count >= FLOOR for count in counts.values()):
        return False
    least = max(rounded(sum(counts.values())) - SLACK, FLOOR)
    return least - FEW * (len(counts) - 1) >= 1


def _pins(
    counts: Counts, hidden: set[str], second: set[str] | frozenset[str] = frozenset()
) -> bool:
    """Whether somebody who knows the rule could tell of parts under five that there are between
    one and four in them.

    They know the whole and the shown parts up to rounding, that a hidden part is under five,
    and that one hidden besides is the smallest of the others.
    """
    shown = [rounded(counts[name]) for name in counts.keys() - hidden - second]
    least = rounded(sum(counts.values())) - SLACK - sum(shown) - SLACK * len(shown)
    most_of_second = len(second) * (min(shown) + SLACK if shown else sum(counts.values()) + STEP)
    # As little as can be in one of them, when there is as much as can be in the others.
    return least - most_of_second - (len(hidden) - 1) * FEW >= 1
