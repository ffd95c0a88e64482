"""A lead decides whether an entry becomes public. Nobody decides about their own."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from imroc_ei.people.models import User
from steps.activity.conflicts import DecidedAlreadyError, EntryChangedError
from steps.activity.telling import tell_author
from steps.enums import Audience
from steps.models import Activity


@transaction.atomic
def check_activity(
    *, by: User, activity: Activity, note: str = "", version: int | None = None
) -> Activity:
    """Make an entry public. `version` is the one the lead has read."""
    current = _waiting(by=by, activity=activity, version=version)
    current.checked_by = by
    current.checked_at = timezone.now()
    current.check_note = note
    current.save()
    return current


@transaction.atomic
def decline_activity(
    *, by: User, activity: Activity, note: str, version: int | None = None
) -> Activity:
    """Keep an entry among consultants, and tell its author why."""
    current = _waiting(by=by, activity=activity, version=version)
    current.audience = Audience.CONSULTANTS
    current.check_note = note
    current.version += 1
    current.save()
    tell_author(current)
    return current


def _waiting(*, by: User, activity: Activity, version: int | None) -> Activity:
    if activity.logged_by_id == by.pk or not by.has_perm("steps.check_activity"):
        raise PermissionDenied
    current = Activity.objects.select_for_update().get(pk=activity.pk)
    if not current.waits_to_become_public:
        raise DecidedAlreadyError(current)
    if version is not None and version != current.version:
        raise EntryChangedError(current)
    return current
