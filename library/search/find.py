"""The one way to look for resources, the same on every database."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower
from django.db.models.query import QuerySet

from library.enums import Sort
from library.models import Resource
from library.search.degrees import in_turn
from library.search.index import (
    degrees,
    having_all,
    having_all_in_title,
    having_some_in_title,
)
from library.search.words import words_asked

Order = tuple[str | Combinable, ...]
NEWEST: Order = ("-added_at", "-pk")
ORDERS: dict[Sort, Order] = {
    Sort.NEWEST: NEWEST,
    Sort.TITLE: (Lower("title"), "pk"),
    Sort.CHECKED: (F("checked_on").desc(nulls_last=True), "-pk"),
}


def find_resources(
    *,
    words: str = "",
    among: QuerySet[Resource] | None = None,
    sort: Sort = Sort.BEST,
) -> QuerySet[Resource]:
    """Return the resources in which every word is found, in the order asked for.

    `among` are those that the filters leave; without it, all that anybody may read. Whatever is
    typed is words: nothing in it is an operator. A text without a letter or a digit in it is
    found nowhere; no text at all asks for everything.
    """
    rows = Resource.objects.published() if among is None else among
    asked = words_asked(words)
    if words.strip() and not asked:
        return rows.order_by(*NEWEST).none()
    if not asked:
        return rows.order_by(*ORDERS.get(sort, NEWEST))
    rows = rows.filter(having_all(asked, using=rows.db))
    if sort is Sort.BEST:
        return rows.order_by(_distance(asked, rows.db), *NEWEST)
    return rows.order_by(*ORDERS[sort])


class Found:
    """What a search found: all of it as `rows`, and a page's part of it, which comes quicker."""

    def __init__(
        self,
        *,
        words: str = "",
        among: QuerySet[Resource] | None = None,
        sort: Sort = Sort.BEST,
    ) -> None:
        self.rows = find_resources(words=words, among=among, sort=sort)
        self._among = among
        self._asked = words_asked(words) if sort is Sort.BEST else []

    def part(self, start: int, stop: int) -> list[Resource]:
        """Return the resources from `start` and before `stop`, in their order."""
        if stop <= start or self.rows.query.is_empty():
            return []
        if self._asked:
            return list(in_turn(self._degrees(), start=start, stop=stop))
        # The rows are wide, so it is their keys alone that are sorted.
        keys = self.rows.values("pk")[start:stop]
        return list(Resource.objects.filter(pk__in=keys).order_by(*self.rows.query.order_by))

    def _degrees(self) -> list[QuerySet[Resource]]:
        rows = Resource.objects.published() if self._among is None else self._among
        scan = self._among is None
        return [rows.filter(one) for one in degrees(self._asked, using=rows.db, scan=scan)]


def _distance(asked: Sequence[str], using: str) -> Case:
    """How far a resource is from the search: its title says all of it, some of it, or nothing."""
    steps = [When(having_all_in_title(asked, using=using), then=Value(0))]
    if len(asked) > 1:
        steps.append(When(having_some_in_title(asked, using=using), then=Value(1)))
    return Case(*steps, default=Value(2), output_field=IntegerField())
