"""The one way to look for resources, the same on every database."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower
from django.db.models.query import QuerySet

from library.enums import Sort
from library.models import Resource
from library.search import index
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
    rows = rows.filter(index.having_all(asked, using=rows.db, scan=among is None))
    if sort is Sort.BEST:
        return rows.order_by(_distance(asked, rows.db), *NEWEST)
    return rows.order_by(*ORDERS[sort])


def _distance(asked: Sequence[str], using: str) -> Case:
    """How far a resource is from the search: its title says all of it, some of it, or nothing."""
    steps = [When(index.having_all_in_title(asked, using=using), then=Value(0))]
    if len(asked) > 1:
        steps.append(When(index.having_some_in_title(asked, using=using), then=Value(1)))
    return Case(*steps, default=Value(2), output_field=IntegerField())
