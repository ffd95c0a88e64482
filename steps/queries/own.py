"""What one person logged and holds, for that person alone."""

from __future__ import annotations

from imroc_ei.people.models import User
from steps.enums import Audience
from steps.models import Activity, Step
from steps.models.activity import ActivityQuerySet

RECENT = 10


def own_entries(person: User) -> list[Activity]:
    """Their newest saved entries, those for "only me" included."""
    return list(Activity.objects.by(person).saved()[:RECENT])


def waiting_entries(person: User) -> list[Activity]:
    return list(Activity.objects.by(person).to_check())


def declined_entries(person: User) -> list[Activity]:
    """What they offered to anyone and a lead kept among consultants, with the lead's note."""
    unchecked = Activity.objects.by(person).saved().filter(checked_at=None)
    return list(unchecked.exclude(check_note="").exclude(audience=Audience.PUBLIC))


def withdrawn_entries(person: User) -> list[Activity]:
    return list(Activity.objects.withdrawn_by(person))


def held_statements(person: User) -> list[Step]:
    return list(Step.objects.current().filter(held_by=person).order_by("order", "pk"))


def entries_to_check() -> ActivityQuerySet:
    """What waits for a lead before anyone may read it."""
    return Activity.objects.to_check()
