from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from steps.enums import Direction, Level, RestsOn
from steps.models import Action, Finding, Review
from tests.factories.aims import AimFactory
from tests.factories.base import ModelFactory
from tests.factories.people import UserFactory
from tests.factories.steps import StepFactory


class ReviewFactory(ModelFactory[Review]):
    """An open review in which nothing is written yet; `written=True` answers its own questions."""

    class Meta:
        model = Review

    class Params:
        written = factory.Trait(
            learned="People told us more once we stopped asking in a form.",
            next_review_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=180)),
        )

    aim = factory.SubFactory(AimFactory)
    opened_by = factory.SubFactory(UserFactory, roles=["consultant", "lead"])


class FindingFactory(ModelFactory[Finding]):
    """A statement in a review; `given=True` says that it has been taken on."""

    class Meta:
        model = Finding

    class Params:
        given = factory.Trait(
            level=Level.GETTING_READY,
            direction=Direction.MOVED_ON,
            rests_on=RestsOn.OWN,
            why="Two people have taken it on.",
            given_at=factory.LazyFunction(timezone.now),
            found_by=factory.LazyAttribute(lambda made: made.review.opened_by),
        )

    review = factory.SubFactory(ReviewFactory)
    step = factory.LazyAttribute(lambda made: StepFactory(placed_in=[made.review.aim]))
    position = factory.LazyAttribute(lambda made: made.review.findings.count())

    @classmethod
    def _create(cls, model_class: type[Finding], *args: Any, **fields: Any) -> Finding:
        evidence = fields.pop("evidence", ())
        finding = model_class._default_manager.create(**fields)
        finding.evidence.set(evidence)
        return finding


class ActionFactory(ModelFactory[Action]):
    """An action that was agreed and is open."""

    class Meta:
        model = Action

    what = factory.Sequence(lambda n: f"Ask {n} colleagues what they need")
    step = factory.SubFactory(StepFactory)
    held_by = factory.SubFactory(UserFactory)
    due = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    agreed_on = factory.LazyFunction(timezone.localdate)
