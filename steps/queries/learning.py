"""The newest entries, and the newest of them that say what was learned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from aims.models import Aim
from steps.enums import Audience
from steps.models import Activity, Step
from steps.models.activity import SHARED, ActivityQuerySet
from steps.queries.statement import TAGGED

LATEST = 3


@dataclass(kw_only=True)
class Learning:
    """An entry and the statements it is about."""

    activity: Activity
    steps: list[Step] = field(default_factory=list)


def latest_learning(*, aim: Aim | None = None, public_only: bool) -> list[Learning]:
    """The newest shared (or public) entries in which something was learned, in one query."""
    learned = _entries(public_only).exclude(learned="")
    return _newest(learned, aim, public_only)


def latest_entries(*, aim: Aim) -> list[Learning]:
    """The newest public entries of an aim, in one query."""
    return _newest(_entries(public_only=True), aim, public_only=True)


def _entries(public_only: bool) -> ActivityQuerySet:
    return Activity.objects.public() if public_only else Activity.objects.shared()


def _newest(entries: ActivityQuerySet, aim: Aim | None, public_only: bool) -> list[Learning]:
    """Take the newest of each audience by its index, so that no older entry is looked at."""
    if aim:
        entries = entries.serving(aim)
    wanted = Q()
    for audience in [Audience.PUBLIC] if public_only else SHARED:
        newest = entries.filter(audience=audience).order_by("-happened_on", "-logged_at", "-pk")
        wanted |= Q(activity__in=newest.values("pk")[:LATEST])
    rows = (
        TAGGED.filter(wanted)
        .select_related("activity__logged_by", "step__parent")
        .order_by("-activity__happened_on", "-activity__logged_at", "-activity_id", "step__order")
    )
    found: dict[int, Learning] = {}
    row: Any
    for row in rows:
        entry = found.setdefault(row.activity_id, Learning(activity=row.activity))
        entry.steps.append(row.step)
    return list(found.values())[:LATEST]
