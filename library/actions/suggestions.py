"""What becomes of something that somebody thinks should be in the library."""

from __future__ import annotations

from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from imroc_ei.people.models import User
from imroc_ei.uploads.files import CheckedFile
from library.actions.resources import AlreadyHereError, add_resource, with_address
from library.actions.writing import Values
from library.addresses import address_key
from library.enums import SuggestionState
from library.models import Resource, Suggestion
from library.telling import tell_curators_of, tell_suggester


class More(TypedDict, total=False):
    """What can be told about a suggestion after its address."""

    title: str
    creator: str
    year: int | None
    format: str
    minutes: int | None
    accessibility: list[str]
    lived_experience: bool


def suggest(*, by: User, form_key: UUID, url: str, why: str) -> Suggestion:
    """Suggest an address. The same address by the same person waits once.

    Raises AlreadyHereError where it is in the library.
    """
    here = with_address(url)
    if here and not here.is_withdrawn:
        raise AlreadyHereError(here)
    key = address_key(url)
    try:
        with transaction.atomic():
            before = _sent_before(by, form_key, key)
            if before:
                return before
            made = Suggestion.objects.create(
                form_key=form_key, url=url, address_key=key, why=why, suggested_by=by
            )
            tell_curators_of(made)
            return made
    except IntegrityError:
        before = _sent_before(by, form_key, key)
        if before is None:
            raise PermissionDenied from None
        return before


def _sent_before(by: User, form_key: UUID, key: str) -> Suggestion | None:
    own = Suggestion.objects.filter(suggested_by=by)
    same_form = own.filter(form_key=form_key).first()
    return same_form or own.waiting().filter(address_key=key).first()


@transaction.atomic
def tell_more(*, by: User, suggestion: Suggestion, **more: Unpack[More]) -> Suggestion:
    """Add what the person knows of it, while it waits."""
    row = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if row.suggested_by_id != by.pk:
        raise PermissionDenied
    if row.state == SuggestionState.RECEIVED:
        for name, value in more.items():
            setattr(row, name, value)
        row.save()
    return row


@transaction.atomic
def add_suggested(
    *,
    by: User,
    suggestion: Suggestion,
    form_key: UUID,
    values: Values,
    file: CheckedFile | None = None,
) -> Resource:
    """Add what was suggested, and tell everybody who suggested it.

    Raises AlreadyHereError where another resource has the address.
    """
    resource = add_resource(by=by, form_key=form_key, values=values, file=file)
    say_it_is_here(by=by, suggestion=suggestion, resource=resource)
    return resource


@transaction.atomic
def say_it_is_here(*, by: User, suggestion: Suggestion, resource: Resource) -> int:
    """Answer this suggestion, and all that wait with the same address; return how many."""
    same = {suggestion.address_key, resource.address_key} - {""}
    return _answer(
        Suggestion.objects.filter(address_key__in=same),
        {"state": SuggestionState.ADDED, "resource": resource, "decided_by": by},
    )


@transaction.atomic
def decline(*, by: User, suggestion: Suggestion, reason: str) -> int:
    """Say why it is not added. The first answer to a suggestion stands."""
    return _answer(
        Suggestion.objects.filter(address_key=suggestion.address_key),
        {"state": SuggestionState.NOT_ADDED, "reason": reason, "decided_by": by},
    )


def _answer(suggestions: Any, values: dict[str, Any]) -> int:
    rows = list(suggestions.waiting().select_for_update().order_by("pk"))
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
        row.decided_at = timezone.now()
        row.save()
        tell_suggester(row)
    return len(rows)
