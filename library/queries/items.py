"""What stands beside a resource on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from library.enums import ListVisibility
from library.models import ReadingList, ReadingListItem, Resource

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User

MOST_RELATED = 4
# Some that were withdrawn may be among those fetched.
FETCHED = 12
LOOKED_AT = 200
# A topic in common says more than a statement in common: there are more topics to choose from.
WEIGHT_OF_A_TOPIC, WEIGHT_OF_A_STATEMENT = 3, 1


def related_to(resource: Resource, *, besides: Iterable[Resource] = ()) -> list[Resource]:
    """Those with most topics and statements in common, without other formats of the same.

    Of what is about the same, only the newest are looked at, so that a topic that everything is
    about costs no more than another one.
    """
    score: Counter[int] = Counter()
    for pk in _sharing(resource, Resource.topics.through, "topic_id"):
        score[pk] += WEIGHT_OF_A_TOPIC
    for pk in _sharing(resource, Resource.steps.through, "step_id"):
        score[pk] += WEIGHT_OF_A_STATEMENT
    for other in besides:
        score.pop(other.pk, None)
    best = sorted(score, key=lambda pk: (-score[pk], -pk))[:FETCHED]
    rows = Resource.objects.published().in_bulk(best)
    return [rows[pk] for pk in best if pk in rows][:MOST_RELATED]


def _sharing(resource: Resource, joined: Any, column: str) -> Iterable[int]:
    """The newest others that are joined to the same rows, each as often as it shares one."""
    mine = joined._default_manager.filter(resource=resource).values(column)
    same = joined._default_manager.filter(**{f"{column}__in": mine}).exclude(resource=resource)
    keys: Iterable[int] = same.order_by("-resource_id").values_list("resource_id", flat=True)[
        :LOOKED_AT
    ]
    return keys


def lists_beside(resource: Resource, person: User | AnonymousUser) -> list[ReadingList]:
    """The library's own lists that it stands on, and all of the person's; `has_it` tells."""
    on_it = ReadingListItem.objects.filter(reading_list=OuterRef("pk"), resource=resource)
    wanted = Q(visibility=ListVisibility.CURATED, has_it=True)
    if person.is_authenticated:
        wanted |= Q(held_by=person)
    if person.has_perm("library.curate_resource"):
        wanted |= Q(visibility=ListVisibility.CURATED)
    return list(ReadingList.objects.annotate(has_it=Exists(on_it)).filter(wanted))
