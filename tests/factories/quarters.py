from datetime import date, timedelta

import factory

from steps.models import Quarter
from steps.quarters.enums import PayShare, TimeBand
from steps.quarters.periods import WAIT
from tests.factories.base import ModelFactory


class QuarterFactory(ModelFactory[Quarter]):
    """A counted quarter with both figures; the next one made lies a year earlier."""

    class Meta:
        model = Quarter

    first_day = factory.Sequence(lambda n: date(2020 - n % 19, 1, 1))
    time = TimeBand.FROM_20
    pay = PayShare.HALF
    frozen_on = factory.LazyAttribute(lambda made: made.first_day + timedelta(days=91) + WAIT)
