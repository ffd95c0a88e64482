"""The best of a search first, read only as far as a page of it needs.

A database asked to sort by how well a resource fits looks at everything that was found, for
twenty rows. So each degree of fitting is asked for by itself, newest first, for which there is an
index, and the next degree only when the one before did not fill the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Value
from django.db.models.query import QuerySet, RawQuerySet

from library.models import Resource

# The words that searches look into are wide, and no page shows them.
NOT_SHOWN = {"search_title", "search_text"}


def in_turn(
    degrees: Sequence[QuerySet[Resource]], *, start: int, stop: int
) -> RawQuerySet[Resource]:
    """Return the rows `start` to `stop` of some querysets in turn, each newest first.

    No resource may be in two of them. In the SQL is nothing but what the ORM wrote, and columns.
    """
    parts: list[str] = []
    values: list[Any] = []
    for number, degree in enumerate(degrees):
        newest = degree.order_by("-added_at", "-pk").annotate(key=F("pk"), degree=Value(number))
        keys, of_keys = newest.values("key", "degree")[:stop].query.sql_with_params()
        parts.append(f"SELECT * FROM ({keys}) AS degree_{number}")  # noqa: S608
        values += of_keys
    columns = ", ".join(
        f"library_resource.{field.column}"
        for field in Resource._meta.concrete_fields
        if field.name not in NOT_SHOWN
    )
    sql = f"""
        SELECT {columns} FROM library_resource JOIN (
            SELECT * FROM ({" UNION ALL ".join(parts)}) AS degrees LIMIT %s OFFSET %s
        ) AS part ON part.key = library_resource.id
        ORDER BY part.degree, library_resource.added_at DESC, library_resource.id DESC
    """  # noqa: S608
    return Resource.objects.raw(sql, [*values, stop - start, start])
