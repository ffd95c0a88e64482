"""What is counted in a quarter: shared entries whose author said how long they took."""

from __future__ import annotations

from datetime import date

from django.db.models import Min
from django.utils import timezone

from imroc_ei.people.models import User
from steps.models import Activity
from steps.quarters.counting import Told
from steps.quarters.periods import Period


def only_made_up() -> bool:
    """Whether the made-up people are here. Then they alone are counted, and never real people
    with them: the difference, once they are gone, would be about the few real ones."""
    return bool(User.objects.filter(is_demo=True).exists())


def first_logged_on(*, made_up: bool) -> date | None:
    """Return the day on which the first of the shared entries was logged: the site's beginning.

    Quarters before it are never counted. A past year is brought in bit by bit, and the first
    bit would be frozen as if it were the whole.
    """
    shared = Activity.objects.shared().filter(logged_by__is_demo=made_up)
    first = shared.aggregate(first=Min("logged_at"))["first"]
    return timezone.localdate(first) if first else None


def told_in(period: Period, *, made_up: bool) -> list[Told]:
    """Return what shared entries tell of their time, each entry once whatever it is about."""
    entries = (
        Activity.objects.shared()
        .filter(happened_on__range=(period.first, period.last), logged_by__is_demo=made_up)
        .exclude(minutes=None)
        .order_by("pk")
    )
    return [
        Told(person=person, minutes=minutes, paid=paid)
        for person, minutes, paid in entries.values_list("logged_by", "minutes", "paid")
        if minutes
    ]
