"""The entries about one statement that a person may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from imroc_ei.people.models import User
from steps.enums import ActivityStatus
from steps.models import Activity, Placement, Step
from steps.models.activity import SHARED, ActivityQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


@dataclass(frozen=True, kw_only=True)
class EntryCounts:
    """`readable` pages through what this person may read; `shared` is the figure shown."""

    readable: int
    shared: int


def entries_about(step: Step, person: User | AnonymousUser) -> ActivityQuerySet:
    """What this person may read about a statement, with its evidence, the newest first."""
    return _readable(step, person).select_related("logged_by").prefetch_related("evidence")


def entry_counts(step: Step, person: User | AnonymousUser) -> EntryCounts:
    shared = Q(status=ActivityStatus.SAVED, audience__in=SHARED)
    counts = _readable(step, person).aggregate(
        readable=Count("pk"), shared=Count("pk", filter=shared)
    )
    return EntryCounts(**counts)


def _readable(step: Step, person: User | AnonymousUser) -> ActivityQuerySet:
    """Leave out one's own drafts and what one withdrew.

    Said as what it is not: asked for saved entries, SQLite reads all of them, and not the few
    about this statement.
    """
    unsaved = [ActivityStatus.DRAFT, ActivityStatus.WITHDRAWN]
    return Activity.objects.visible_to(person).exclude(status__in=unsaved).about(step)


def placements_of(step: Step) -> list[Placement]:
    """Where a statement, or the step it stands under, is placed, by aim."""
    return list(
        Placement.objects.filter(step=step.parent_id or step.pk, aim__retired_on=None)
        .select_related("aim")
        .order_by("aim__number")
    )
