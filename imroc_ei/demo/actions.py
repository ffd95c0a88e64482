"""The made-up actions that leads added by hand, on the page of a statement."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from imroc_ei.demo.read import past
from imroc_ei.people.models import User
from steps.models import Action, Step
from steps.reviews.agreed import NewAction, add_action, key_of

# An action keeps no origin, so these are known again by the key of their form alone.
MADE_UP = UUID("6f3a1a52-5d7e-4c1b-9a63-0d2b7c4e8f10")

People = dict[str, User]
Row = dict[str, Any]


def add_actions(rows: list[Row], people: People, today: date) -> int:
    for row in rows:
        _add(row, people, past(today, row))
    return len(rows)


def _add(row: Row, people: People, on: date) -> None:
    wanted = NewAction(
        what=row["what"],
        step=Step.objects.get(slug=row["statement"]),
        held_by=people[row["held_by"]],
        due=on + timedelta(days=row["due_in_days"]),
    )
    action = add_action(by=people[row["by"]], form_key=_form_key(row), wanted=wanted)
    month = timezone.make_aware(datetime.combine(on.replace(day=1), time()))
    action.noted_at, action.agreed_on = month, month.date()
    if "done_in_days" in row:
        action.done_on = on + timedelta(days=row["done_in_days"])
    if "let_go_in_days" in row:
        action.let_go_on = on + timedelta(days=row["let_go_in_days"])
        action.let_go_reason = row["let_go_reason"]
    action.save()


def _form_key(row: Row) -> UUID:
    return uuid5(MADE_UP, row["what"])


def remove_actions(rows: list[Row]) -> None:
    Action.objects.filter(form_key__in=[key_of(_form_key(row), 0) for row in rows]).delete()
