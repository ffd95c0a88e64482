"""Counting a quarter, once. Nobody asks for it: the schedule does, and pages only read."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from steps.models import Quarter
from steps.quarters.counting import pay_share, time_given
from steps.quarters.periods import Period, due
from steps.quarters.queries import first_logged_on, only_made_up, told_in


@transaction.atomic
def freeze_quarters(*, today: date) -> int:
    """Count every quarter that is due and has not been counted. Return how many there were.

    A quarter that has its row is never counted again, whatever happens to its entries, so a
    change of the figures can give nothing away. Of two that count at once the first stands.
    """
    made_up = only_made_up()
    since = first_logged_on(made_up=made_up)
    if since is None:
        return 0
    counted = set(Quarter.objects.values_list("first_day", flat=True))
    missing = [period for period in due(since, today) if period.first not in counted]
    rows = [_counted(period, today=today, made_up=made_up) for period in missing]
    Quarter.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _counted(period: Period, *, today: date, made_up: bool) -> Quarter:
    told = told_in(period, made_up=made_up)
    return Quarter(
        first_day=period.first,
        time=time_given(told) or "",
        pay=pay_share(told) or "",
        made_up=made_up,
        frozen_on=today,
    )
