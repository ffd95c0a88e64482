"""The open actions about a statement, which come along with its row and cost no question more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date

from steps.models import Action, Step

MOST = 3


@dataclass(frozen=True, kw_only=True)
class OpenAction:
    """What is to be done by when, and the name of who does it; "" where nobody does now."""

    action: Action
    who: str


def actions_due_next() -> Mapping[str, Subquery]:
    """What statements are annotated with, so that their next open actions come along."""
    said = JSONObject(public_id="public_id", what="what", due="due", who="held_by__name")
    rows = Action.objects.open().filter(step=OuterRef("pk")).order_by("due", "pk").values(said=said)
    return {f"next_action_{n}": Subquery(rows[n : n + 1]) for n in range(MOST)}


def actions_of(step: Step) -> list[OpenAction]:
    """Read the actions that came along with a statement; none where none were asked for."""
    found = [getattr(step, f"next_action_{n}", None) for n in range(MOST)]
    return [_read(said) for said in found if said]


def _read(said: dict[str, Any]) -> OpenAction:
    action = Action(public_id=said["public_id"], what=said["what"])
    due = parse_date(said["due"])
    if due is None:
        raise ValueError(said["due"])
    action.due = due
    return OpenAction(action=action, who=said["who"] or "")
