"""From what people told of their time to words that give none of them away.

The rule: a figure stands on the answers of five people or more, and so does whatever could be
worked out by taking one figure from another. No number of people is given, and no sum as it
is. What cannot be shown is empty here, and "Not shown" to whoever reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from steps.quarters.enums import PayShare, TimeBand

FEWEST_PEOPLE = 5
MINUTES_IN_AN_HOUR = 60
BANDS_FROM_HOURS = (
    (400, TimeBand.FROM_400),
    (200, TimeBand.FROM_200),
    (100, TimeBand.FROM_100),
    (50, TimeBand.FROM_50),
    (20, TimeBand.FROM_20),
)
# Of 100 parts of the time.
MOST_FROM, HALF_FROM = 60, 40


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one entry tells: whose it is, how long it took, and whether it was paid, if said."""

    person: int
    minutes: int
    paid: bool | None


def people_in(told: Iterable[Told]) -> int:
    return len({one.person for one in told})


def minutes_in(told: Iterable[Told]) -> int:
    return sum(one.minutes for one in told)


def time_given(told: list[Told]) -> TimeBand | None:
    """Return the band of the time given altogether; None where fewer than five people gave it."""
    if people_in(told) < FEWEST_PEOPLE:
        return None
    hours = minutes_in(told) / MINUTES_IN_AN_HOUR
    return next((band for least, band in BANDS_FROM_HOURS if hours >= least), TimeBand.UNDER_20)


def pay_share(told: list[Told]) -> PayShare | None:
    """Return how much of the time that people answered for was paid.

    The share says something of paid time and, by what is left, of unpaid time: so there are
    five people in each, or both stay hidden. Time without an answer is what is left of the
    total; there are five people in that as well, or nobody.
    """
    paid = [one for one in told if one.paid is True]
    unpaid = [one for one in told if one.paid is False]
    unsaid = people_in(one for one in told if one.paid is None)
    if min(people_in(paid), people_in(unpaid)) < FEWEST_PEOPLE or 0 < unsaid < FEWEST_PEOPLE:
        return None
    parts = 100 * minutes_in(paid) / (minutes_in(paid) + minutes_in(unpaid))
    if parts >= MOST_FROM:
        return PayShare.MOST
    return PayShare.HALF if parts >= HALF_FROM else PayShare.LESS
