"""What happens to an entry, from the first words to its last deletion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from imroc_ei.people.models import User
from steps.activity.checking import check_activity, decline_activity
from steps.activity.conflicts import DecidedAlreadyError, EntryChangedError
from steps.activity.evidence_actions import (
    NewEvidence,
    add_to,
    delete_files_of,
    files_undone_on_failure,
)
from steps.activity.telling import tell_leads
from steps.enums import ActivityStatus, Audience
from steps.models import Activity, Evidence, Step

__all__ = [
    "DecidedAlreadyError",
    "EntryChangedError",
    "Fields",
    "NewEvidence",
    "add_evidence",
    "check_activity",
    "decline_activity",
    "delete_for_good",
    "edit_activity",
    "forget_private_entries",
    "log_activity",
    "remove_evidence",
    "restore",
    "save_draft",
    "withdraw",
]

# Checked entries lose the check when anything that a lead read has changed.
UNCHECKED: dict[str, Any] = {"checked_at": None, "checked_by": None}


class Fields(TypedDict, total=False):
    """What an entry says, by the names of the model's fields."""

    what_happened: str
    happened_on: date
    precision: str
    kind: str
    audience: str
    learned: str
    aimed_at: str
    shaped_by: str
    minutes: int | None
    paid: bool | None
    threads: list[str]
    show_name: bool


def log_activity(
    *,
    by: User,
    form_key: UUID,
    steps: Iterable[Step],
    evidence: Sequence[NewEvidence] = (),
    **fields: Unpack[Fields],
) -> Activity:
    """Save an entry for good. The same form a second time gives back the entry of the first."""
    with files_undone_on_failure() as stored, transaction.atomic():
        activity, is_new = _entry_of_form(by=by, form_key=form_key, fields=fields)
        if not is_new and not activity.is_draft:
            return activity
        _write(activity, fields | {"status": ActivityStatus.SAVED, "unfinished": {}})
        activity.steps.set(steps)
        add_to(activity, evidence, stored)
        _tell_if_waiting(activity)
        return activity


def save_draft(
    *,
    by: User,
    form_key: UUID,
    steps: Iterable[Step],
    evidence: Sequence[NewEvidence] = (),
    unfinished: Mapping[str, Any],
    **fields: Unpack[Fields],
) -> Activity:
    """Keep what is there so far. An entry that has been saved for good is left as it is."""
    with files_undone_on_failure() as stored, transaction.atomic():
        activity, _is_new = _entry_of_form(by=by, form_key=form_key, fields=fields)
        if not activity.is_draft:
            return activity
        _write(activity, fields | {"unfinished": dict(unfinished)})
        activity.steps.set(steps)
        add_to(activity, evidence, stored)
        return activity


def _entry_of_form(*, by: User, form_key: UUID, fields: Fields) -> tuple[Activity, bool]:
    """Find or make the one row of a form, and hold it until the transaction ends."""
    activity = _found(form_key)
    if activity is None:
        try:
            with transaction.atomic():
                day = fields.get("happened_on", timezone.localdate())
                draft = Activity.objects.create(
                    form_key=form_key,
                    logged_by=by,
                    happened_on=day,
                    status=ActivityStatus.DRAFT,
                )
                return draft, True
        except IntegrityError:
            activity = Activity.objects.select_for_update().get(form_key=form_key)
    if activity.logged_by_id != by.pk:
        raise PermissionDenied
    return activity, False


def _found(form_key: UUID) -> Activity | None:
    return Activity.objects.select_for_update().filter(form_key=form_key).first()


def _write(activity: Activity, values: Mapping[str, Any]) -> None:
    if values.get("status") == ActivityStatus.SAVED:
        activity.logged_at = timezone.now()
    for name, value in values.items():
        setattr(activity, name, value)
    activity.save()


def edit_activity(
    *,
    by: User,
    activity: Activity,
    version: int,
    steps: Iterable[Step],
    evidence: Sequence[NewEvidence] = (),
    **fields: Unpack[Fields],
) -> Activity:
    """Change one's own entry. Raise EntryChangedError where `version` is not its last."""
    with files_undone_on_failure() as stored, transaction.atomic():
        current = _own(by=by, activity=activity)
        if current.version != version:
            raise EntryChangedError(current)
        _write(current, fields | UNCHECKED)
        current.steps.set(steps)
        add_to(current, evidence, stored)
        _mark_changed(current)
        return current


def _own(*, by: User, activity: Activity) -> Activity:
    """Hold the row until the transaction ends. Only its author changes an entry."""
    if activity.logged_by_id != by.pk:
        raise PermissionDenied
    return Activity.objects.select_for_update().get(pk=activity.pk)


def _mark_changed(activity: Activity) -> None:
    """Count the version, drop the check and, where the entry is meant for anyone, ask anew."""
    Activity.objects.filter(pk=activity.pk).update(
        version=F("version") + 1, edited_at=timezone.now(), check_note="", **UNCHECKED
    )
    activity.refresh_from_db()
    _tell_if_waiting(activity)


def _tell_if_waiting(activity: Activity) -> None:
    if activity.waits_to_become_public:
        tell_leads(activity)


def add_evidence(*, by: User, activity: Activity, evidence: Sequence[NewEvidence]) -> None:
    """Add to one's own entry. What a lead checked has changed with it, so it waits again."""
    with files_undone_on_failure() as stored, transaction.atomic():
        current = _own(by=by, activity=activity)
        add_to(current, evidence, stored)
        _mark_changed(current)


@transaction.atomic
def remove_evidence(*, by: User, evidence: Evidence) -> None:
    """Take evidence, and its file, away from one's own entry."""
    current = _own(by=by, activity=evidence.activity)
    delete_files_of([evidence])
    evidence.delete()
    _mark_changed(current)


@transaction.atomic
def withdraw(*, by: User, activity: Activity) -> Activity:
    """Take an entry out of every list and count. It stays its author's, and can come back."""
    current = _own(by=by, activity=activity)
    if current.status == ActivityStatus.SAVED:
        current.status = ActivityStatus.WITHDRAWN
        current.checked_at = current.checked_by = None
        current.save()
        _mark_changed(current)
    return current


@transaction.atomic
def restore(*, by: User, activity: Activity) -> Activity:
    """Put a withdrawn entry back. One that is meant for anyone waits to be checked again."""
    current = _own(by=by, activity=activity)
    if current.is_withdrawn:
        current.status = ActivityStatus.SAVED
        current.save()
        _mark_changed(current)
    return current


@transaction.atomic
def delete_for_good(*, by: User, activity: Activity) -> None:
    """Delete a draft or a withdrawn entry, with its files."""
    current = _own(by=by, activity=activity)
    if current.status == ActivityStatus.SAVED:
        raise PermissionDenied
    delete_files_of(current.evidence.all())
    current.delete()


@transaction.atomic
def forget_private_entries(*, by: User) -> None:
    """Delete what was the person's alone; what was shared stays, without their name."""
    own = Activity.objects.by(by)
    private = own.exclude(status=ActivityStatus.SAVED) | own.filter(audience=Audience.ONLY_ME)
    for activity in private:
        delete_files_of(activity.evidence.all())
    private.delete()
    own.update(show_name=False)
