"""Stores what a table of resources says: the rows that are in order, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext
from simple_history.utils import bulk_create_with_history

from imroc_ei.people.models import User
from library.actions.writing import RELATIONS, topic_slug, topics_named
from library.addresses import id_here
from library.imports.rows import Entry
from library.models import Resource, Topic
from library.search.index import index_resources


@dataclass(frozen=True)
class Sorted:
    """What is new, and what the library has already, or an earlier row says."""

    new: list[Entry]
    known: list[Entry]


def sort(entries: Iterable[Entry]) -> Sorted:
    entries = list(entries)
    keys = [entry.address_key for entry in entries]
    seen = set(Resource.objects.filter(address_key__in=keys).values_list("address_key", flat=True))
    # A file came out of this library under an address of its own in it.
    ids = {entry.row: page for entry in entries if (page := id_here(entry.values["url"]))}
    here = set(
        Resource.objects.filter(public_id__in=ids.values()).values_list("public_id", flat=True)
    )
    new: list[Entry] = []
    known: list[Entry] = []
    for entry in entries:
        is_known = entry.address_key in seen or ids.get(entry.row) in here
        (known if is_known else new).append(entry)
        seen.add(entry.address_key)
    return Sorted(new, known)


def store(entries: Sequence[Entry], *, by: User) -> int:
    """Add what is new, in one go, and return how many that were.

    Where somebody adds one of them at the same moment, the rows are looked through once more.
    """
    try:
        return _store(entries, by)
    except IntegrityError:
        return _store(entries, by)


@transaction.atomic
def _store(entries: Sequence[Entry], by: User) -> int:
    new = sort(entries).new
    today = timezone.localdate()
    rows = [
        Resource(
            added_by=by,
            checked_on=today,
            address_key=entry.address_key,
            **{name: value for name, value in entry.values.items() if name not in RELATIONS},
        )
        for entry in new
    ]
    stored = bulk_create_with_history(
        rows, Resource, default_user=by, default_change_reason=gettext("Added from a table")
    )
    _join(stored, new)
    index_resources(stored)
    return len(stored)


def _join(stored: Sequence[Resource], entries: Sequence[Entry]) -> None:
    wanted = [name for entry in entries for name in entry.values["topics"]]
    topics = {word: one for one in topics_named(wanted) for word in (one.name, one.slug)}
    for relation, column, rows_of in (
        (Resource.aims.through, "aim_id", lambda values: values["aims"]),
        (Resource.steps.through, "step_id", lambda values: values["steps"]),
        (Resource.topics.through, "topic_id", lambda values: _topics(values["topics"], topics)),
    ):
        made: list[Any] = [
            relation(resource_id=resource.pk, **{column: row.pk})
            for resource, entry in zip(stored, entries, strict=True)
            for row in rows_of(entry.values)
        ]
        relation._default_manager.bulk_create(made)


def _topics(names: Iterable[str], known: dict[str, Topic]) -> list[Topic]:
    found = (known.get(topic_slug(name)) or known.get(name.strip()) for name in names)
    return list(dict.fromkeys(topic for topic in found if topic))
