"""What stands beside a resource on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q

from library.enums import ListVisibility, ResourceState
from library.models import ReadingList, ReadingListItem, Resource

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User

MOST_RELATED = 4
LOOKED_AT = 40
# A topic in common says more than a statement in common: there are more topics to choose from.
WEIGHT_OF_A_TOPIC, WEIGHT_OF_A_STATEMENT = 3, 1


def related_to(resource: Resource, *, besides: Iterable[Resource] = ()) -> list[Resource]:
    """Those with most topics and statements in common, without other formats of the same."""
    score: Counter[int] = Counter()
    for pk, shared in _sharing(resource, Resource.topics.through, "topic_id"):
        score[pk] += WEIGHT_OF_A_TOPIC * shared
    for pk, shared in _sharing(resource, Resource.steps.through, "step_id"):
        score[pk] += WEIGHT_OF_A_STATEMENT * shared
    for other in besides:
        score.pop(other.pk, None)
    best = sorted(score, key=lambda pk: (-score[pk], -pk))[:MOST_RELATED]
    rows = Resource.objects.in_bulk(best)
    return [rows[pk] for pk in best if pk in rows]


def _sharing(resource: Resource, joined: Any, column: str) -> Any:
    """Which other published resources are joined to the same rows, and to how many of them."""
    mine = joined._default_manager.filter(resource=resource).values(column)
    return (
        joined._default_manager.filter(
            **{f"{column}__in": mine}, resource__state=ResourceState.PUBLISHED
        )
        .exclude(resource=resource)
        .values("resource_id")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-resource_id")
        .values_list("resource_id", "shared")[:LOOKED_AT]
    )


def lists_beside(resource: Resource, person: User | AnonymousUser) -> list[ReadingList]:
    """The library's own lists that it stands on, and all of the person's; `has_it` tells."""
    on_it = ReadingListItem.objects.filter(reading_list=OuterRef("pk"), resource=resource)
    wanted = Q(visibility=ListVisibility.CURATED, has_it=True)
    if person.is_authenticated:
        wanted |= Q(held_by=person)
    if person.has_perm("library.curate_resource"):
        wanted |= Q(visibility=ListVisibility.CURATED)
    return list(ReadingList.objects.annotate(has_it=Exists(on_it)).filter(wanted))
