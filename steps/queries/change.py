"""What was shared in an aim: month by month, and since a chosen day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from aims.models import Aim
from steps.enums import ActivityStatus
from steps.models import Activity
from steps.models.activity import SHARED
from steps.queries.statement import TAGGED, Statement

MONTHS_SHOWN = 12
# Fewer entries than this say nothing about whom a statement rests on.
FEWEST_ENTRIES = 3


@dataclass(frozen=True, kw_only=True)
class Month:
    first: date
    last: date
    count: int


@dataclass(frozen=True, kw_only=True)
class StatementActivity:
    statement: Statement
    count: int


@dataclass(frozen=True, kw_only=True)
class AimActivity:
    """Shared entries of an aim, each once in `total` however many of its statements it serves."""

    since: date
    total: int
    by_statement: list[StatementActivity]
    # Statements all of whose shared entries in these months are one person's, who is not named.
    resting_on_one: list[Statement]
    months: list[Month]

    @property
    def in_all_months(self) -> int:
        return sum(month.count for month in self.months)


def activity_of(aim: Aim, statements: list[Statement], *, since: date, today: date) -> AimActivity:
    """Count what was shared in an aim, in two queries that read no further back than needed."""
    months = months_to(today)
    days = dict(
        Activity.objects.shared()
        .serving(aim)
        .filter(happened_on__gte=min(since, months[0][0]))
        .order_by()
        .values_list("happened_on")
        .annotate(entries=Count("pk"))
    )
    counted = _count_by_statement(statements, since=since, first=months[0][0])
    return AimActivity(
        since=since,
        total=sum(entries for day, entries in days.items() if day >= since),
        by_statement=[
            StatementActivity(statement=row, count=counted[row.step.pk].since)
            for row in statements
            if row.step.pk in counted and counted[row.step.pk].since
        ],
        resting_on_one=[
            row
            for row in statements
            if row.step.pk in counted and counted[row.step.pk].rests_on_one
        ],
        months=[
            Month(
                first=first,
                last=last,
                count=sum(entries for day, entries in days.items() if first <= day <= last),
            )
            for first, last in months
        ],
    )


@dataclass(frozen=True)
class Counted:
    """How many entries a statement has since the day, and in the months; of how many people."""

    since: int
    entries: int
    people: int

    @property
    def rests_on_one(self) -> bool:
        return self.people == 1 and self.entries >= FEWEST_ENTRIES


def _count_by_statement(
    statements: list[Statement], *, since: date, first: date
) -> dict[int, Counted]:
    """Count each statement's own shared entries; those without any are left out."""
    within = Q(activity__happened_on__gte=first)
    rows = (
        TAGGED.filter(
            step_id__in=[row.step.pk for row in statements],
            activity__status=ActivityStatus.SAVED,
            activity__audience__in=SHARED,
            activity__happened_on__gte=min(since, first),
        )
        .values("step_id")
        .annotate(
            since=Count("activity_id", filter=Q(activity__happened_on__gte=since)),
            entries=Count("activity_id", filter=within),
            people=Count("activity__logged_by", filter=within, distinct=True),
        )
        .values_list("step_id", "since", "entries", "people")
    )
    return {pk: Counted(*counts) for pk, *counts in rows}


def months_to(today: date) -> list[tuple[date, date]]:
    """The first and last days of the twelve months that end with this one."""
    spans = []
    year, month = today.year - 1, today.month
    for _ in range(MONTHS_SHOWN):
        month += 1
        if month > 12:
            year, month = year + 1, 1
        first = date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        spans.append((first, following - timedelta(days=1)))
    return spans
