from typing import Any

import factory
from django.utils import timezone

from steps.enums import ActivityStatus, Direction, EvidenceKind, Level, RestsOn
from steps.models import Activity, Evidence, Placement, Step
from steps.models.step import OUTSIDE_THE_LADDER
from tests.factories.aims import AimFactory
from tests.factories.base import ModelFactory
from tests.factories.people import UserFactory


def judged() -> dict[str, Any]:
    """What a review says beside a level."""
    return {
        "direction": Direction.ABOUT_THE_SAME,
        "rests_on": RestsOn.OWN,
        "reviewed_on": timezone.localdate(),
    }


class StepFactory(ModelFactory[Step]):
    """A published step; `placed_in=[aim, ...]` puts it last in each of these aims."""

    class Meta:
        model = Step

    slug = factory.Sequence(lambda n: f"statement-{n}")
    short_name = factory.Sequence(lambda n: f"Statement {n}")
    statement = factory.Sequence(lambda n: f"Do what statement {n} says")

    @classmethod
    def _create(cls, model_class: type[Step], *args: Any, **fields: Any) -> Step:
        aims = fields.pop("placed_in", ())
        if fields.get("level", Level.NOT_REVIEWED) not in OUTSIDE_THE_LADDER:
            fields = judged() | fields
        step = model_class._default_manager.create(**fields)
        for aim in aims:
            PlacementFactory(aim=aim, step=step)
        return step


class PlacementFactory(ModelFactory[Placement]):
    class Meta:
        model = Placement

    aim = factory.SubFactory(AimFactory)
    step = factory.SubFactory(StepFactory)
    order = factory.LazyAttribute(lambda made: made.aim.placements.count() + 1)


class ActivityFactory(ModelFactory[Activity]):
    """A saved entry that all consultants can read, about one statement of its own.

    `steps=[...]` names the statements; `checked=True` makes a public one readable by anyone.
    """

    class Meta:
        model = Activity

    class Params:
        checked = factory.Trait(audience="public", checked_at=factory.LazyFunction(timezone.now))
        draft = factory.Trait(status=ActivityStatus.DRAFT)
        withdrawn = factory.Trait(status=ActivityStatus.WITHDRAWN)

    happened_on = factory.LazyFunction(timezone.localdate)
    what_happened = factory.Sequence(lambda n: f"We met about topic {n}")
    logged_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class: type[Activity], *args: Any, **fields: Any) -> Activity:
        steps = fields.pop("steps", None)
        activity = model_class._default_manager.create(**fields)
        activity.steps.set([StepFactory()] if steps is None else steps)
        return activity


class EvidenceFactory(ModelFactory[Evidence]):
    class Meta:
        model = Evidence

    activity = factory.SubFactory(ActivityFactory)
    kind = EvidenceKind.ACCOUNT
    text = factory.Sequence(lambda n: f"Somebody told us {n} things about it")
