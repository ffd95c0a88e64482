"""What the library adds to the plan: additions and looks, as lines on statements and aims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from library.models import Resource
from library.models.resource import ResourceQuerySet
from steps.models import Step

LINES = 5
NEWEST = 3
SHOWN = ("public_id", "title", "added_at", "checked_on")
# The room whose word this is in the plan file is the library itself.
WORKED_ON_HERE = "library"


@dataclass(frozen=True, kw_only=True)
class LibraryLine:
    """A resource, and what happened to it last: it was added, or somebody looked at it again."""

    title: str
    url: str
    day: date
    looked_at: bool = False


@dataclass(frozen=True, kw_only=True)
class LibraryLines:
    """The newest lines about a statement, and how many resources there are for it.

    `whole`: the statement is about the library, so that the lines are those of all of it.
    """

    lines: list[LibraryLine]
    total: int
    whole: bool


def lines_of(step: Step) -> LibraryLines:
    """What happened in the library for a statement and what stands under it, in one query."""
    whole = step.working_place == WORKED_ON_HERE
    rows = Resource.objects.published()
    if not whole:
        joined = Resource.steps.through._default_manager.filter(
            Q(step=step) | Q(step__parent=step), resource_id=OuterRef("pk")
        )
        rows = rows.filter(Exists(joined))
    found: list[Any] = list(
        rows.annotate(total=_count_of(rows))
        .only(*SHOWN)
        .order_by(F("checked_on").desc(nulls_last=True), "-added_at", "-pk")[:LINES]
    )
    return LibraryLines(
        lines=[_line(row) for row in found],
        total=found[0].total if found else 0,
        whole=whole,
    )


def _count_of(rows: ResourceQuerySet) -> Subquery:
    """How many there are, worked out once beside the few rows that are read."""
    one_group = rows.order_by().annotate(every=Value(1)).values("every")
    return Subquery(one_group.annotate(n=Count("pk")).values("n"))


def _line(row: Resource) -> LibraryLine:
    added = timezone.localdate(row.added_at)
    looked_at = row.checked_on is not None and row.checked_on > added
    day = row.checked_on if row.checked_on is not None and looked_at else added
    return LibraryLine(title=row.title, url=row.get_absolute_url(), day=day, looked_at=looked_at)


def newest_for_an_aim() -> Mapping[str, Subquery]:
    """What an aim is annotated with, so that its newest resources come along in its own query."""
    chosen = Resource.aims.through._default_manager.filter(
        aim_id=OuterRef(OuterRef("pk")), resource_id=OuterRef("pk")
    )
    through = Resource.steps.through._default_manager.filter(
        Q(step__placements__aim_id=OuterRef(OuterRef("pk")))
        | Q(step__parent__placements__aim_id=OuterRef(OuterRef("pk"))),
        resource_id=OuterRef("pk"),
    )
    rows = (
        Resource.objects.published()
        .filter(Exists(chosen) | Exists(through))
        .order_by("-added_at", "-pk")
        .values(line=JSONObject(title="title", public_id="public_id", added_at="added_at"))
    )
    return {f"newest_{n}": Subquery(rows[n : n + 1]) for n in range(NEWEST)}


def newest_of(aim: Any) -> list[LibraryLine]:
    """Read what `newest_for_an_aim` brought along; nothing where it was not asked for."""
    found = [getattr(aim, f"newest_{n}", None) for n in range(NEWEST)]
    return [_added(entry) for entry in found if entry]


def _added(entry: dict[str, str]) -> LibraryLine:
    at = parse_datetime(entry["added_at"])
    if at is None:
        raise ValueError(entry["added_at"])
    if timezone.is_naive(at):
        # SQLite keeps times in UTC, without saying so.
        at = timezone.make_aware(at, timezone.get_fixed_timezone(0))
    resource = Resource(public_id=entry["public_id"])
    return LibraryLine(
        title=entry["title"], url=resource.get_absolute_url(), day=timezone.localdate(at)
    )
