"""Reading lists as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from library.doors import CURATE
from library.enums import ListVisibility, ResourceState
from library.models import ReadingList, ReadingListItem

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User


@dataclass(frozen=True, kw_only=True)
class ListOverview:
    """The library's own lists, by aim, and those of the person."""

    curated: list[ReadingList]
    own: list[ReadingList]


def list_overview(person: User | AnonymousUser) -> ListOverview:
    """Each list with `shown`, the number of resources that everybody sees on it."""
    on_it = Count("items", filter=Q(items__resource__state=ResourceState.PUBLISHED))
    wanted = Q(visibility=ListVisibility.CURATED, aim__retired_on=None)
    if person.is_authenticated:
        wanted |= Q(held_by=person)
    rows = list(
        ReadingList.objects.filter(wanted)
        .annotate(shown=on_it)
        .select_related("aim")
        .order_by("aim__number", "title", "pk")
    )
    return ListOverview(
        curated=[row for row in rows if row.is_curated],
        own=[row for row in rows if not row.is_curated],
    )


def items_of(reading_list: ReadingList, person: User | AnonymousUser) -> list[ReadingListItem]:
    """What stands on a list, in its order. What was withdrawn is for those who curate."""
    items = reading_list.items.select_related("resource")
    if not person.has_perm(CURATE):
        items = items.filter(resource__state=ResourceState.PUBLISHED)
    return list(items)
