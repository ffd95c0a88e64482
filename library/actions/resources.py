"""What those who curate do to a resource: add, change, look at again, withdraw, put back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from imroc_ei.forms.editing import Edit
from imroc_ei.people.models import User
from imroc_ei.phrases import and_list
from imroc_ei.uploads.files import CheckedFile
from library.actions.writing import RELATIONS, Values, drop_file, keep_file, topics_named, write
from library.addresses import address_key, id_here
from library.enums import ResourceState
from library.models import Resource
from steps.activity.evidence_actions import files_undone_on_failure


class AlreadyHereError(Exception):
    """The address is in the library; `resource` has it."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        super().__init__(resource.title)


def with_address(url: str) -> Resource | None:
    """Return the resource that has this address, however it is written, withdrawn or not. Its
    page in this library leads to it as well."""
    key = address_key(url)
    if not key:
        return None
    rows = Resource.objects.filter(Q(address_key=key) | Q(public_id=id_here(url)))
    return rows.order_by("pk").first()


def add_resource(
    *,
    by: User,
    form_key: UUID,
    values: Values,
    file: CheckedFile | None = None,
    made_up: bool = False,
) -> Resource:
    """Add a resource. The same form a second time gives back the resource of the first.

    Raises AlreadyHereError where another one has the address.
    """
    try:
        with files_undone_on_failure() as stored, transaction.atomic():
            sent_before = Resource.objects.filter(form_key=form_key).first()
            if sent_before:
                return sent_before
            return _add(by, form_key, values, file, stored, made_up)
    except IntegrityError:
        # Somebody else was quicker by a moment, or the same form came twice at once.
        again = Resource.objects.filter(form_key=form_key).first()
        if again:
            return again
        other = with_address(values.get("url", ""))
        if other is None:
            raise
        raise AlreadyHereError(other) from None


def _add(
    by: User,
    form_key: UUID,
    values: Values,
    file: CheckedFile | None,
    stored: list[str],
    made_up: bool,
) -> Resource:
    other = with_address(values.get("url", ""))
    if other:
        raise AlreadyHereError(other)
    today = timezone.localdate()
    resource = Resource(form_key=form_key, added_by=by, checked_on=today, made_up=made_up)
    if file:
        keep_file(resource, file, stored)
    named = {"topics": topics_named(values["topics"])} if "topics" in values else {}
    write(resource, values | named, by=by, why=gettext("Added"))
    return resource


def edit_resource(
    *,
    by: User,
    resource: Resource,
    values: Values,
    file: CheckedFile | None = None,
    seen: str | None = None,
) -> bool:
    """Change a resource; return whether there was anything to change.

    Raises ChangedMeanwhileError where somebody else changed it after `seen`, and AlreadyHereError
    where another resource has the new address. A new file takes the place of link or file.
    """
    try:
        with files_undone_on_failure() as stored, transaction.atomic():
            return _edit(by, resource, values, file, seen, stored)
    except IntegrityError:
        other = with_address(values.get("url", ""))
        if other is None or other.pk == resource.pk:
            raise
        raise AlreadyHereError(other) from None


def _edit(
    by: User,
    resource: Resource,
    values: Values,
    file: CheckedFile | None,
    seen: str | None,
    stored: list[str],
) -> bool:
    wanted: dict[str, Any] = dict(values)
    if "topics" in values:
        wanted["topics"] = topics_named(values["topics"])
    edit = Edit(resource, wanted, seen=seen)
    row: Resource = edit.row
    changes = {name: wanted[name] for name in edit.differing}
    other = with_address(values.get("url", ""))
    if other and other.pk != row.pk:
        raise AlreadyHereError(other)
    if not changes and not file:
        return False
    if file or changes.get("url"):
        drop_file(row)
    if file:
        keep_file(row, file, stored)
        changes.pop("url", None)
    write(row, changes, by=by, why=what_changed(changes, file))
    return True


def what_changed(names: Iterable[str], file: CheckedFile | None) -> str:
    """Say for the history what the row itself does not show: what it serves and belongs to."""
    # Columns of the resource itself, never the far end of somebody else's relation.
    labels = [
        str(Resource._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in RELATIONS
        if name in names
    ]
    if file:
        labels.insert(0, gettext("file"))
    return gettext("Also changed: %(what)s") % {"what": and_list(labels)} if labels else ""


@transaction.atomic
def look_at(*, by: User, resource: Resource, again_on: date) -> Resource:
    """Say that somebody looked at it and it still holds, and when to look again."""
    row = Resource.objects.select_for_update().get(pk=resource.pk)
    today = timezone.localdate()
    if (row.checked_on, row.check_again_on) != (today, again_on):
        values = {"checked_on": today, "check_again_on": again_on}
        write(row, values, by=by, why=gettext("Looked at"))
    return row


@transaction.atomic
def withdraw(*, by: User, resource: Resource, reason: str) -> Resource:
    """Take a resource out of the library. It can come back, and its address stays known."""
    row = Resource.objects.select_for_update().get(pk=resource.pk)
    if not row.is_withdrawn:
        values = {"state": ResourceState.WITHDRAWN, "withdrawn_reason": reason}
        write(row, values, by=by, why=reason)
    return row


@transaction.atomic
def put_back(*, by: User, resource: Resource) -> Resource:
    row = Resource.objects.select_for_update().get(pk=resource.pk)
    if row.is_withdrawn:
        values = {"state": ResourceState.PUBLISHED, "withdrawn_reason": ""}
        write(row, values, by=by, why=gettext("Put back"))
    return row
