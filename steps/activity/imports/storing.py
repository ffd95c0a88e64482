"""Stores what a table of past entries says: all of it or nothing, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from imroc_ei.people.models import User
from steps.activity.imports.rows import Entry
from steps.activity.telling import tell_leads
from steps.enums import ActivityStatus
from steps.models import Activity


@dataclass(frozen=True)
class Sorted:
    """What is new, and what its author has logged already."""

    new: list[Entry]
    known: list[Entry]


def sort(entries: list[Entry], *, person: User) -> Sorted:
    """Tell new entries from those that the person has: imported before, or logged by hand."""
    seen = _keys_of(person) | _said_by(person)
    new, known = [], []
    for entry in entries:
        about = _about(entry)
        if entry.form_key in seen or about in seen:
            known.append(entry)
        else:
            new.append(entry)
            seen |= {entry.form_key, about}
    return Sorted(new, known)


About = tuple[object, ...]


def _keys_of(person: User) -> set[UUID | About]:
    return set(Activity.objects.by(person).values_list("form_key", flat=True))


def _said_by(person: User) -> set[UUID | About]:
    own = Activity.objects.by(person).exclude(status=ActivityStatus.DRAFT)
    return {
        (
            entry.what_happened,
            entry.happened_on,
            entry.precision,
            frozenset(step.pk for step in entry.steps.all()),
        )
        for entry in own.prefetch_related("steps")
    }


def _about(entry: Entry) -> About:
    fields = entry.fields
    steps = frozenset(step.pk for step in entry.steps)
    return (fields["what_happened"], fields["happened_on"], fields["precision"], steps)


@transaction.atomic
def store(entries: list[Entry], *, by: User) -> int:
    """Log what is new, in one go, and return how many that were.

    The person's row is held meanwhile, so that a second press of the button finds the first.
    """
    User.objects.select_for_update().get(pk=by.pk)
    new = sort(entries, person=by).new
    rows = [Activity(form_key=entry.form_key, logged_by=by, **entry.fields) for entry in new]
    stored = Activity.objects.bulk_create(rows)
    about = Activity.steps.through
    about._default_manager.bulk_create(
        about(activity_id=row.pk, step_id=step.pk)
        for row, entry in zip(stored, new, strict=True)
        for step in entry.steps
    )
    for row in stored:
        if row.waits_to_become_public:
            tell_leads(row)
    return len(new)
