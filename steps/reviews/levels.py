"""What each level asks for. The form that takes a finding and the action that keeps it ask here.

There is no way round a rule: where the evidence is not there, the lower level is the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from steps.enums import LEVEL_CRITERIA, Level, Precision, StepKind
from steps.models.evidence import FROM_ELSEWHERE
from steps.reviews.dates import end_of_month, months_after

if TYPE_CHECKING:
    from datetime import date

    from steps.models import Evidence, Step

LADDER = list(LEVEL_CRITERIA)
EVIDENCE_FOR_A_DIFFERENCE = 2
HELD_BEFORE = (Level.MAKING_A_DIFFERENCE, Level.PART_OF_HOW_WE_WORK)


@dataclass(frozen=True)
class Ground:
    """How much evidence there is, how much of it from elsewhere, and since the review before."""

    pieces: int = 0
    from_elsewhere: int = 0
    since: int = 0


def is_since(evidence: Evidence, reviewed_on: date | None) -> bool:
    """Whether what the evidence shows happened after the review before, as far as is known.

    Where somebody gave only the month, the whole month counts.
    """
    if reviewed_on is None:
        return True
    activity = evidence.activity
    by_month = activity.precision == Precision.MONTH
    latest = end_of_month(activity.happened_on) if by_month else activity.happened_on
    return latest > reviewed_on


def ground_of(pieces: Iterable[Evidence], reviewed_on: date | None) -> Ground:
    """Count evidence whose `activity` has been fetched with it."""
    pieces = list(pieces)
    return Ground(
        pieces=len(pieces),
        from_elsewhere=sum(piece.from_whom in FROM_ELSEWHERE for piece in pieces),
        since=sum(is_since(piece, reviewed_on) for piece in pieces),
    )


def missing(level: str, *, before: str, ground: Ground) -> list[str]:
    """Say what `level` still needs, one sentence each; nothing where it may be given."""
    if level == Level.UNDER_WAY:
        return _missing_for_under_way(ground)
    if level == Level.MAKING_A_DIFFERENCE:
        return _missing_for_a_difference(ground)
    if level == Level.PART_OF_HOW_WE_WORK and before not in HELD_BEFORE:
        return [_("It has to be “Making a difference” at the review before.")]
    return []


def _missing_for_under_way(ground: Ground) -> list[str]:
    if ground.pieces:
        return []
    return [_("It needs at least one piece of evidence; a written account counts.")]


def _missing_for_a_difference(ground: Ground) -> list[str]:
    said = []
    if ground.pieces < EVIDENCE_FOR_A_DIFFERENCE:
        said.append(
            _("It needs at least two pieces of evidence; there are %(count)d.")
            % {"count": ground.pieces}
            if ground.pieces != 1
            else _("It needs at least two pieces of evidence; there is one.")
        )
    if not ground.from_elsewhere:
        said.append(_("One piece has to come from outside the team, or from people most affected."))
    if not ground.since:
        said.append(_("One piece has to be about something since the review before."))
    return said


def problems(
    level: str, *, before: str, ground: Ground, other_explanation: str, back_reason: str
) -> dict[str, list[str]]:
    """Say, by field, why a finding cannot be kept as it is."""
    found: dict[str, list[str]] = {}
    lacking = missing(level, before=before, ground=ground)
    if lacking:
        found["level"] = [
            _("“%(level)s” cannot be chosen yet. %(why)s Choose the lower level.")
            % {"level": Level(level).label, "why": " ".join(lacking)}
        ]
    if level == Level.MAKING_A_DIFFERENCE and not other_explanation.strip():
        found["other_explanation"] = [
            _("Say what else might explain the change, even if it is “nothing that we know of”.")
        ]
    if moves_back(level, before=before) and not back_reason.strip():
        found["back_reason"] = [_("Say in a sentence why this moves back.")]
    return found


def moves_back(level: str, *, before: str) -> bool:
    if before not in LADDER or level not in LADDER:
        return False
    return LADDER.index(Level(level)) < LADDER.index(Level(before))


def can_be_judged(step: Step, *, goals: int) -> bool:
    """A goal set without goals has nothing that could be judged."""
    return step.kind != StepKind.GOAL_SET or goals > 0


def next_level(level: str) -> Level | None:
    """Return the level above; from outside the ladder, its foot; from its top, nothing."""
    if level == Level.NOT_RECORDED:
        return None
    if level not in LADDER:
        return LADDER[0]
    above = LADDER.index(Level(level)) + 1
    return LADDER[above] if above < len(LADDER) else None


def goes_out_of_date_on(step: Step) -> date | None:
    """The first day on which a level may be out of date: after the statement's own interval."""
    return months_after(step.reviewed_on, step.review_every) if step.reviewed_on else None


def may_be_out_of_date(step: Step, today: date) -> bool:
    last = goes_out_of_date_on(step)
    return last is not None and today > last
