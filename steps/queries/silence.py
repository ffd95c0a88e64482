"""How long nothing has been shared about what somebody holds: what a reminder is sent for.

A page says what has gone quiet from shared entries alone (`quiet.py`); a holder is given the
whole time anew from the day on which they took a statement over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from steps.enums import StepState
from steps.models import Activity, Step


@dataclass(frozen=True, kw_only=True)
class Silence:
    """A statement, its holder, the day from which the silence is counted, and the day on which
    it had lasted for as long as the organisation waits."""

    slug: str
    holder: User
    counted_from: date
    since: date


def silences(on: date) -> Iterator[Silence]:
    """Yield the active statements that somebody holds and that are quiet on this day.

    Counted from the last shared entry. Who took a statement over is given the whole time from
    that day. A statement with neither entry nor a known beginning is not called quiet.
    """
    wait = timedelta(days=Organisation.current().quiet_after_days)
    held = Step.objects.filter(state=StepState.ACTIVE, held_by__in=User.objects.present())
    steps = list(held.select_related("held_by").order_by("pk"))
    last_shared, taken_over = _last_shared_on(steps), _taken_over_on(steps)
    for step in steps:
        known = [day for day in (last_shared.get(step.pk), taken_over.get(step.pk)) if day]
        if step.held_by and known and max(known) + wait <= on:
            yield Silence(
                slug=step.slug,
                holder=step.held_by,
                counted_from=max(known),
                since=max(known) + wait,
            )


def _last_shared_on(steps: list[Step]) -> dict[int, date]:
    shared = Activity.objects.shared().filter(steps__in=steps).order_by()
    return dict(shared.values_list("steps").annotate(models.Max("happened_on")))


def _taken_over_on(steps: list[Step]) -> dict[int, date]:
    """Return the day since which each statement has been held by whoever holds it now."""
    holders = {step.pk: step.held_by_id for step in steps}
    history = (
        Step.history.filter(id__in=holders)
        .order_by("history_date", "history_id")
        .values_list("id", "held_by_id", "history_date")
    )
    found: dict[int, date] = {}
    for pk, held_by, changed_at in history:
        if held_by != holders[pk]:
            found.pop(pk, None)
        else:
            found.setdefault(pk, timezone.localdate(changed_at))
    return found
