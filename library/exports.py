"""Rows to take away: the library as a table that can come back, and what is somebody's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from imroc_ei.people.models import User
from imroc_ei.spreadsheets import Cell, Row
from library.citation import whole_address
from library.imports.columns import COLUMNS
from library.models import ReadingList, Resource, SavedSearch, Suggestion
from library.queries.lists import items_of

JOINED = ("aims", "steps", "topics")


def head() -> Row:
    return [str(column.label) for column in COLUMNS]


def rows(resources: Iterable[Resource]) -> Iterator[Row]:
    """Yield each resource under the columns of the import; its relations were prefetched."""
    slugs = [column.slug for column in COLUMNS]
    # The same few words stand in every row, so they are looked up once.
    said: dict[tuple[str, str], str] = {}
    for resource in resources:
        yield [_cell(resource, slug, said) for slug in slugs]


def _cell(resource: Resource, slug: str, said: dict[tuple[str, str], str]) -> Cell:
    if slug in WORDS:
        key = (slug, str(getattr(resource, slug)))
        if key not in said:
            said[key] = WORDS[slug](resource)
        return said[key]
    special = CELLS.get(slug)
    if special:
        return special(resource)
    value: Any = getattr(resource, slug)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value is None or isinstance(value, int) else str(value)


def _list(parts: Iterable[Any]) -> str:
    return "; ".join(str(part) for part in parts)


# Codes, written in words.
WORDS: dict[str, Callable[[Resource], str]] = {
    "format": lambda resource: str(resource.get_format_display()),
    "language": lambda resource: str(resource.get_language_display()),
    "accessibility": lambda resource: _list(feature.label for feature in resource.features),
}
# What else is written otherwise than the column of the row has it.
CELLS: dict[str, Callable[[Resource], Cell]] = {
    "url": whole_address,
    "aims": lambda resource: _list(aim.number for aim in resource.aims.all()),
    "steps": lambda resource: _list(step.short_name for step in resource.steps.all()),
    "topics": lambda resource: _list(resource.topics.all()),
}


def own_library_rows(person: User) -> dict[str, Any]:
    """What the library holds about somebody, for the copy of their own data."""
    lists = ReadingList.objects.held_by(person)
    return {
        "reading_lists": [
            {
                "title": one.title,
                "about": one.about,
                "who_can_see_it": one.visibility,
                "items": [
                    {"title": item.resource.title, "note": item.note}
                    for item in items_of(one, person)
                ],
            }
            for one in lists
        ],
        "saved_searches": [
            {"name": search.name, "search": search.query}
            for search in SavedSearch.objects.visible_to(person)
        ],
        "suggestions": [
            {
                "address": suggestion.url,
                "why": suggestion.why,
                "title": suggestion.title,
                "became": suggestion.state,
                "reason": suggestion.reason,
                "at": suggestion.suggested_at.isoformat(),
            }
            for suggestion in Suggestion.objects.filter(suggested_by=person)
        ],
        "added": [
            {"title": resource.title, "at": resource.added_at.isoformat()}
            for resource in Resource.objects.filter(added_by=person)
        ],
    }
