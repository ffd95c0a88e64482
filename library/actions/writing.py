"""The one way in which a resource is written, with what is made from its words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from aims.models import Aim
from imroc_ei.people.models import User
from imroc_ei.uploads.files import CheckedFile
from library.addresses import address_key
from library.enums import LinkState
from library.models import Resource, Topic
from library.search.index import index_resources
from steps.models import Step

# What a resource is joined to; everything else is a column of its own row.
RELATIONS = ("aims", "steps", "topics", "other_formats")
SLUG_LENGTH = 60


class Values(TypedDict, total=False):
    """What is said of a resource, by the names of the model's fields; topics by their names."""

    title: str
    url: str
    creator: str
    year: int | None
    format: str
    minutes: int | None
    language: str
    accessibility: list[str]
    lived_experience: bool
    free_to_read: bool
    licence: str
    content_notes: str
    why_here: str
    check_again_on: Any
    aims: list[Aim]
    steps: list[Step]
    topics: list[str]
    other_formats: list[Resource]


def write(resource: Resource, values: Mapping[str, Any], *, by: User | None, why: str) -> None:
    """Write these values, within the running transaction, and keep who and why."""
    columns = {name: value for name, value in values.items() if name not in RELATIONS}
    for name, value in columns.items():
        setattr(resource, name, value)
    if "url" in columns:
        _new_address(resource)
    vars(resource).update(_history_user=by, _change_reason=why)
    resource.save()
    for name in RELATIONS:
        if name in values:
            getattr(resource, name).set(values[name])
    index_resources([resource])


def _new_address(resource: Resource) -> None:
    """What was found out about an address says nothing about the next one."""
    key = address_key(resource.url)
    if key != resource.address_key:
        resource.link_state, resource.link_note = LinkState.NOT_CHECKED, ""
        resource.link_checked_at, resource.failures_in_a_row = None, 0
    resource.address_key = key


def keep_file(resource: Resource, file: CheckedFile, stored: list[str]) -> None:
    """Take a checked file in, naming in `stored` where it went."""
    resource.url = resource.address_key = ""
    resource.file_name, resource.content_type = file.name, file.content_type
    resource.file.save(file.stored_name, file.content, save=False)
    stored.append(str(resource.file.name))


def drop_file(resource: Resource) -> None:
    """Let go of the file, which is deleted once the transaction has gone through."""
    if resource.file:
        storage, name = resource.file.storage, str(resource.file.name)
        transaction.on_commit(lambda: storage.delete(name))
    resource.file, resource.file_name, resource.content_type = "", "", ""


def topics_named(names: Iterable[str]) -> list[Topic]:
    """Return the topics of these names, in their order; what is new is made.

    Names that differ in capitals, accents or signs alone are one topic.
    """
    wanted: dict[str, str] = {}
    for name in names:
        if topic_slug(name):
            wanted.setdefault(topic_slug(name), name.strip())
    # A topic that was renamed since goes by both its names.
    same = Q(slug__in=wanted) | Q(name__in=wanted.values())
    known = {word for topic in Topic.objects.filter(same) for word in (topic.slug, topic.name)}
    for slug, name in wanted.items():
        if known.isdisjoint((slug, name)):
            Topic.objects.get_or_create(slug=slug, defaults={"name": name})
    return list(Topic.objects.filter(same))


def topic_slug(name: str) -> str:
    return slugify(name)[:SLUG_LENGTH].strip("-") or slugify(name, allow_unicode=True)[:SLUG_LENGTH]
