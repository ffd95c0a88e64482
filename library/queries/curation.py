"""What waits for those who look after the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import QuerySet
from django.db.models.functions import Lower

from library.models import Problem, Resource, Suggestion

MOST_SHOWN = 25
# What was withdrawn waits for nobody: it stands there so that it can be found and put back.
MOST_WITHDRAWN = 200
Row = TypeVar("Row", Problem, Resource, Suggestion)


@dataclass(frozen=True, kw_only=True)
class Waiting(Generic[Row]):
    """The first of what waits, and how many there are."""

    rows: Sequence[Row]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True, kw_only=True)
class Curation:
    suggestions: Waiting[Suggestion]
    problems: Waiting[Problem]
    broken: Waiting[Resource]
    to_look_at: Waiting[Resource]
    withdrawn: Waiting[Resource]

    @property
    def is_empty(self) -> bool:
        parts = (self.suggestions, self.problems, self.broken, self.to_look_at)
        return not any(part.count for part in parts)


def curation(today: date) -> Curation:
    """Everything that waits, what waits longest first."""
    suggestions = Suggestion.objects.waiting().select_related("suggested_by")
    withdrawn = Resource.objects.withdrawn().only("public_id", "title", "withdrawn_reason")
    return Curation(
        suggestions=_first(suggestions.order_by("suggested_at", "pk")),
        problems=_first(Problem.objects.open().select_related("resource")),
        broken=_first(Resource.objects.failing().order_by("link_checked_at", "pk")),
        to_look_at=_first(Resource.objects.to_look_at_by(today).order_by("check_again_on", "pk")),
        withdrawn=_first(withdrawn.order_by(Lower("title"), "pk"), MOST_WITHDRAWN),
    )


def _first(rows: QuerySet[Row], most: int = MOST_SHOWN) -> Waiting[Row]:
    shown = list(rows[:most])
    count = len(shown) if len(shown) < most else rows.count()
    return Waiting(rows=shown, count=count)
