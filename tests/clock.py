from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

import time_machine
from django.utils import timezone

MID_MORNING = time(10, 0)


@contextmanager
def on(day: date | str, at: time = MID_MORNING) -> Iterator[datetime]:
    """Stand the clock still on `day` ("2026-03-03" or a date), at `at` in London."""
    wanted = date.fromisoformat(day) if isinstance(day, str) else day
    moment = datetime.combine(wanted, at, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(moment, tick=False):
        yield moment
