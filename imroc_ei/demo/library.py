"""The made-up library: written as real resources are, with its days moved back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from aims.models import Aim
from imroc_ei.demo.read import past, read
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from library.actions.lists import put_on
from library.actions.writing import topic_slug, topics_named, write
from library.addresses import address_key
from library.enums import ListVisibility, SuggestionState
from library.models import Problem, ReadingList, Resource, Suggestion, Topic
from steps.models import Step

Row = dict[str, Any]
People = dict[str, User]
SITE = "https://example.org/library/"
NOON = time(12)
WORDS = (
    *("title", "creator", "year", "format", "minutes", "language", "accessibility"),
    *("lived_experience", "free_to_read", "licence", "content_notes", "why_here"),
)


def add_library(data: Row, people: People, today: date) -> int:
    """Add the resources, lists, suggestions and problems, and open the library."""
    curator = next(person for person in people.values() if person.email == "lead@example.org")
    made: dict[str, Resource] = {}
    for row in data["resource"]:
        made[row["slug"]] = _resource(row, made, curator, today)
    for row in data["reading_list"]:
        own = {"aim": Aim.objects.get(number=row["aim"]), "visibility": ListVisibility.CURATED}
        _list(row, made, about=row["about"], **own)
    for row in data["own_list"]:
        _list(row, made, held_by=people[row["person"]])
    for row in data["suggestion"]:
        _suggestion(row, made, people[row["person"]], curator, today)
    for row in data["problem"]:
        told = {"kind": row["kind"], "words": row["words"], "reported_on": past(today, row)}
        Problem.objects.create(resource=made[row["resource"]], **told)
    open_library()
    return len(made)


def _resource(row: Row, made: dict[str, Resource], curator: User, today: date) -> Resource:
    added = _noon(past(today, row))
    resource = Resource(
        made_up=True,
        added_by=curator,
        added_at=added,
        checked_on=past(today, row, "checked_days_ago"),
        check_again_on=today + timedelta(days=row["again_in_days"]),
    )
    values: Row = {name: row[name] for name in WORDS if name in row} | {
        "url": SITE + row["slug"],
        "aims": Aim.objects.filter(number__in=row["aims"]),
        "steps": Step.objects.filter(slug__in=row.get("steps", [])),
        "topics": topics_named(row["topics"]),
        "other_formats": [made[slug] for slug in row.get("other_formats", [])],
    }
    vars(resource)["_history_date"] = added
    write(resource, values, by=curator, why="")
    return resource


def _list(row: Row, made: dict[str, Resource], **fields: Any) -> None:
    added = ReadingList.objects.create(title=row["title"], made_up=True, **fields)
    for slug in row["resources"]:
        put_on(reading_list=added, resource=made[slug])


def _suggestion(
    row: Row, made: dict[str, Resource], person: User, curator: User, today: date
) -> None:
    url, at = SITE + row["slug"], _noon(past(today, row))
    answer: Row = {}
    if "added" in row:
        answer = {"state": SuggestionState.ADDED, "resource": made[row["added"]]}
    elif "reason" in row:
        answer = {"state": SuggestionState.NOT_ADDED, "reason": row["reason"]}
    if answer:
        answer |= {"decided_by": curator, "decided_at": at + timedelta(days=2)}
    Suggestion.objects.create(
        url=url,
        address_key=address_key(url),
        why=row["why"],
        title=row.get("title", ""),
        suggested_by=person,
        suggested_at=at,
        **answer,
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON))


def open_library() -> None:
    for site in Organisation.objects.all():
        if not site.has_room(Room.LIBRARY):
            site.rooms = [*site.rooms, Room.LIBRARY.value]
            site.save(update_fields=["rooms"])


def remove_library() -> None:
    """Take the made-up resources away, and close the library if nothing is left in it."""
    Suggestion.objects.filter(suggested_by__is_demo=True).delete()
    ReadingList.objects.filter(made_up=True).delete()
    made_up = list(Resource.objects.filter(made_up=True).values_list("pk", flat=True))
    Resource.objects.filter(pk__in=made_up).delete()
    # Last, as taking a resource away writes a line of history too.
    Resource.history.filter(id__in=made_up).delete()
    slugs = {topic_slug(name) for row in read("library.toml")["resource"] for name in row["topics"]}
    Topic.objects.filter(slug__in=slugs, resources=None).delete()
    if made_up and not Resource.objects.exists():
        close_library()


def close_library() -> None:
    for site in Organisation.objects.all():
        site.rooms = [room for room in site.rooms if room != Room.LIBRARY.value]
        site.save(update_fields=["rooms"])
