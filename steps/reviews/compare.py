"""Two snapshots of an aim beside each other, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from steps.enums import Level
from steps.reviews.levels import LADDER
from steps.reviews.minute import day, label, value
from steps.reviews.snapshot import Json, counts_in, standings_in


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A statement whose level is another in the later snapshot.

    `onward` is False for back, `first` says that it had no level of the ladder before.
    """

    short_name: str
    slug: str
    before: str
    before_label: str
    after: str
    after_label: str
    onward: bool
    first: bool


@dataclass(frozen=True, kw_only=True)
class Reworded:
    short_name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What is different in the later of two snapshots."""

    earlier_on: date | None
    later_on: date | None
    counts: list[tuple[str, str, int, int]]
    moved: list[Moved]
    same: int
    reworded: list[Reworded]
    came: list[str]
    went: list[str]
    done: list[str]
    let_go: list[str]
    still_open: list[str]

    @property
    def onward(self) -> list[Moved]:
        return [row for row in self.moved if row.onward]

    @property
    def back(self) -> list[Moved]:
        return [row for row in self.moved if not row.onward]


def difference(earlier: Json, later: Json) -> Difference:
    before, after = standings_in(earlier), standings_in(later)
    both = [slug for slug in after if slug in before]
    moved = moved_between(before, after)
    labels = {row["standing"]: row["label"] for row in [*earlier["counts"], *later["counts"]]}
    first, second = counts_in(earlier), counts_in(later)
    became = {row["id"]: row for row in later["actions_before"]}
    agreed = [row for row in earlier["actions"] if row["id"] in became]
    return Difference(
        earlier_on=day(earlier["closed_on"]),
        later_on=day(later["closed_on"]),
        counts=[(key, labels.get(key, key), first[key], second[key]) for key in second],
        moved=moved,
        same=len(both) - len(moved),
        reworded=[
            _reworded(before[slug], after[slug])
            for slug in both
            if before[slug]["statement"] != after[slug]["statement"]
        ],
        came=[row["short_name"] for slug, row in after.items() if slug not in before],
        went=[row["short_name"] for slug, row in before.items() if slug not in after],
        done=[row["what"] for row in agreed if became[row["id"]]["done_on"]],
        let_go=[row["what"] for row in agreed if became[row["id"]]["let_go_on"]],
        still_open=[row["what"] for row in agreed if _is_open(became[row["id"]])],
    )


def moved_between(before: Mapping[str, Json], after: Mapping[str, Json]) -> list[Moved]:
    """The statements that are in both and have another level in the second."""
    return [
        _moved(before[slug], after[slug])
        for slug in after
        if slug in before and _has_moved(before, after, slug)
    ]


def _has_moved(before: Mapping[str, Json], after: Mapping[str, Json], slug: str) -> bool:
    return value(before[slug]["level"]) != value(after[slug]["level"])


def _is_open(row: Json) -> bool:
    return not (row["done_on"] or row["let_go_on"])


def _moved(before: Json, after: Json) -> Moved:
    return Moved(
        short_name=after["short_name"],
        slug=after["slug"],
        before=value(before["level"]),
        before_label=label(before["level"]),
        after=value(after["level"]),
        after_label=label(after["level"]),
        onward=is_onward(value(before["level"]), value(after["level"])),
        first=value(before["level"]) not in LADDER,
    )


def is_onward(before: str, after: str) -> bool:
    """Whether `after` is further up the ladder; what stands outside it comes before its foot."""
    return _rung(after) > _rung(before)


def _rung(level: str) -> int:
    return LADDER.index(Level(level)) if level in LADDER else -1


def _reworded(before: Json, after: Json) -> Reworded:
    return Reworded(
        short_name=after["short_name"], before=before["statement"], after=after["statement"]
    )
