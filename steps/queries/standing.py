"""Where a statement stands: its level, or why it has none just now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from steps.enums import Level
from steps.models import Step

if TYPE_CHECKING:
    from steps.queries.statement import Statement


class Standing(models.TextChoices):
    """The levels, and what stands outside the ladder, in the order in which pages show them."""

    NOT_REVIEWED = Level.NOT_REVIEWED.value, Level.NOT_REVIEWED.label
    NOT_STARTED = Level.NOT_STARTED.value, Level.NOT_STARTED.label
    GETTING_READY = Level.GETTING_READY.value, Level.GETTING_READY.label
    UNDER_WAY = Level.UNDER_WAY.value, Level.UNDER_WAY.label
    MAKING_A_DIFFERENCE = Level.MAKING_A_DIFFERENCE.value, Level.MAKING_A_DIFFERENCE.label
    PART_OF_HOW_WE_WORK = Level.PART_OF_HOW_WE_WORK.value, Level.PART_OF_HOW_WE_WORK.label
    PAUSED = "paused", _("Paused")
    NOT_RECORDED = Level.NOT_RECORDED.value, Level.NOT_RECORDED.label


def standing_of(step: Step, *, has_goals: bool) -> Standing:
    """A goal set without goals has no level; one that has just got its first was never reviewed."""
    if step.is_paused:
        return Standing.PAUSED
    if step.is_goal_set and not has_goals:
        return Standing.NOT_RECORDED
    if step.level == Level.NOT_RECORDED:
        return Standing.NOT_REVIEWED
    return Standing(step.level)


@dataclass(frozen=True, kw_only=True)
class StandingCounts:
    """How many published statements stand where; what the team added is counted apart."""

    published: Counter[Standing]
    added: int

    @property
    def total(self) -> int:
        return self.published.total()

    @property
    def reviewed(self) -> int:
        outside = (Standing.NOT_REVIEWED, Standing.NOT_RECORDED, Standing.PAUSED)
        return self.total - sum(self.published[standing] for standing in outside)

    def rows(self) -> list[tuple[Standing, int]]:
        """Every standing with its count, the empty ones too."""
        return [(standing, self.published[standing]) for standing in Standing]


def count_standings(statements: Iterable[Statement]) -> StandingCounts:
    published: Counter[Standing] = Counter()
    added = 0
    for statement in statements:
        if statement.is_added:
            added += 1
        else:
            published[statement.standing] += 1
    return StandingCounts(published=published, added=added)
