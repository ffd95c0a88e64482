"""The statements of the plan as pages show them, each with the aims it serves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from aims.models import Aim
from imroc_ei.people.models import User
from steps.enums import Audience, Origin, StepState
from steps.models import Activity, Placement, Step
from steps.models.activity import SHARED
from steps.models.step import StepQuerySet
from steps.queries.standing import Standing, standing_of

TAGGED = Activity.steps.through._default_manager


@dataclass(kw_only=True)
class Statement:
    """A statement with what its row says of it.

    `places` maps the number of each aim that it serves to its place there; a sub-step has its
    parent's. `last_shared_on` is the day of the newest shared entry about the statement itself.
    """

    step: Step
    parent: Step | None = None
    places: dict[int, int] = field(default_factory=dict)
    also_in: tuple[int, ...] = ()
    last_shared_on: date | None = None
    has_goals: bool = False

    @property
    def aims(self) -> tuple[int, ...]:
        return tuple(sorted(self.places))

    @property
    def is_added(self) -> bool:
        return self.step.origin == Origin.ADDED

    @property
    def is_below(self) -> bool:
        return self.step.parent_id is not None

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.step, has_goals=self.has_goals)

    @property
    def has_no_goals(self) -> bool:
        return self.step.is_goal_set and not self.has_goals

    @property
    def holder(self) -> User | None:
        """Who looks after it now; somebody who has left no longer does."""
        person = self.step.held_by
        return person if person and person.left_at is None else None


def plan_statements(*, with_last: bool = False) -> list[Statement]:
    """Every current statement that serves an aim, in one query, in no aim's order."""
    return [row for row in _statements(Step.objects.current(), with_last) if row.places]


def statements_of(aim: Aim) -> list[Statement]:
    """The current statements of an aim in its order, sub-steps under their step, in one query."""
    placed = Placement.objects.filter(aim=aim).values("step")
    steps = Step.objects.current().filter(Q(pk__in=placed) | Q(parent__in=placed))
    return in_order(_statements(steps, with_last=True), aim.number)


def family_of(slug: str, **along: Subquery) -> list[Statement]:
    """A statement, retired or not, and the current ones right under it; empty if unknown.

    `along` is what another room wants to know of each in the same query.
    """
    steps = Step.objects.filter(Q(slug=slug) | (Q(parent__slug=slug) & ~Q(state=StepState.RETIRED)))
    return _statements(steps.annotate(**along), with_last=True)


def worked_on_in(place: str) -> list[Step]:
    """The current statements whose work is done in this working place, as the plan names it."""
    return list(Step.objects.current().filter(working_place=place).order_by("order", "pk"))


def in_order(statements: Iterable[Statement], number: int) -> list[Statement]:
    """What serves aim `number`, as published: placed steps in their order, children below."""
    rows = [row for row in statements if number in row.places]
    for row in rows:
        row.also_in = tuple(aim for aim in row.aims if aim != number)
    return sorted(rows, key=lambda row: _sort_key(row, number))


def _sort_key(row: Statement, number: int) -> tuple[Any, ...]:
    top = row.step.parent_id or row.step.pk
    return (row.places[number], top, row.is_below, row.is_added, row.step.order, row.step.pk)


def _statements(steps: StepQuerySet, with_last: bool) -> list[Statement]:
    """Read the statements: a row for each placement, gathered into one for each statement."""
    rows = steps.select_related("held_by", "parent").annotate(
        aim_number=F("placements__aim__number"),
        aim_retired_on=F("placements__aim__retired_on"),
        place=F("placements__order"),
    )
    if with_last:
        rows = rows.annotate(
            last_for_consultants=last_shared(Audience.CONSULTANTS),
            last_for_anyone=last_shared(Audience.PUBLIC),
        )
    found: dict[int, Statement] = {}
    places: dict[int, dict[int, int]] = defaultdict(dict)
    row: Any
    for row in rows.order_by("order", "pk"):
        found.setdefault(row.pk, Statement(step=row, parent=row.parent, last_shared_on=_last(row)))
        if row.aim_number is not None and row.aim_retired_on is None:
            places[row.pk][row.aim_number] = row.place
    return _joined(found, places)


def _joined(found: dict[int, Statement], places: dict[int, dict[int, int]]) -> list[Statement]:
    with_children = {row.step.parent_id for row in found.values()}
    for pk, row in found.items():
        row.places = places[row.step.parent_id or pk]
        row.has_goals = row.step.is_goal_set and pk in with_children
        row.also_in = row.aims
    return list(found.values())


def _last(row: Any) -> date | None:
    days = (getattr(row, "last_for_consultants", None), getattr(row, "last_for_anyone", None))
    return max((day for day in days if day), default=None)


def last_shared(audience: Audience) -> Case:
    """The day of the newest entry about a statement that was shared with `audience`.

    Asked for one audience at a time, it walks the newest entries by their index and stops at
    the first that fits; a statement that nobody ever logged anything for is not searched at all.
    """
    if audience not in SHARED:
        raise ValueError(audience)
    about = TAGGED.filter(activity_id=OuterRef("pk"), step_id=OuterRef(OuterRef("pk")))
    newest = (
        Activity.objects.saved()
        .filter(Exists(about), audience=audience)
        .order_by("-happened_on")
        .values("happened_on")[:1]
    )
    return Case(When(Exists(TAGGED.filter(step_id=OuterRef("pk"))), then=Subquery(newest)))
