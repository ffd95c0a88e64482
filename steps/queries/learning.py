"""The newest entries, and the newest of them that say what was learned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

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
    """Take the newest of each audience by its index, so that no older entry is looked at.

    One question for both audiences, or one or the other, would make a database read them all.
    """
    if aim:
        entries = entries.serving(aim)
    audiences = [Audience.PUBLIC] if public_only else SHARED
    first, *others = [_newest_for(audience, entries) for audience in audiences]
    rows = (
        TAGGED.filter(activity__in=first.union(*others, all=True) if others else first)
        .select_related("activity__logged_by", "step__parent")
        .order_by("-activity__happened_on", "-activity__logged_at", "-activity_id", "step__order")
    )
    found: dict[int, Learning] = {}
    row: Any
    for row in rows:
        entry = found.setdefault(row.activity_id, Learning(activity=row.activity))
        entry.steps.append(row.step)
    return list(found.values())[:LATEST]


def _newest_for(audience: Audience, entries: ActivityQuerySet) -> QuerySet[Activity, Any]:
    """The keys of the newest entries for one audience. SQLite joins no parts with limits."""
    newest = entries.filter(audience=audience).order_by("-happened_on", "-logged_at", "-pk")
    return Activity.objects.filter(pk__in=newest.values("pk")[:LATEST]).order_by().values("pk")
