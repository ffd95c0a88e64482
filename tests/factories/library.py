from typing import Any

import factory
from django.utils import timezone
from django.utils.text import slugify

from library.addresses import address_key
from library.enums import LinkState, ListVisibility, ProblemKind, ResourceState
from library.models import (
    LinkCheck,
    Problem,
    ReadingList,
    ReadingListItem,
    Resource,
    SavedSearch,
    Suggestion,
    Topic,
)
from library.search.index import index_resources
from tests.factories.base import ModelFactory
from tests.factories.people import UserFactory


class TopicFactory(ModelFactory[Topic]):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.LazyAttribute(lambda made: slugify(made.name))


class ResourceFactory(ModelFactory[Resource]):
    """A published link; `withdrawn=True` took it out again.

    `aims=`, `steps=`, `topics=` and `other_formats=` name what it serves and belongs to.
    """

    class Meta:
        model = Resource

    class Params:
        withdrawn = factory.Trait(
            state=ResourceState.WITHDRAWN, withdrawn_reason="Its site is gone."
        )

    title = factory.Sequence(lambda n: f"Resource {n}")
    url = factory.Sequence(lambda n: f"https://example.org/library/{n}")
    address_key = factory.LazyAttribute(lambda made: address_key(made.url))
    creator = "Example Collective"
    year = 2024
    why_here = "It says plainly what people asked us about."
    added_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: type[Resource], *args: Any, **fields: Any) -> Resource:
        related = {
            name: fields.pop(name)
            for name in ("aims", "steps", "topics", "other_formats")
            if name in fields
        }
        resource = model_class._default_manager.create(**fields)
        for name, rows in related.items():
            getattr(resource, name).set(rows)
        index_resources([resource])
        return resource


class ReadingListFactory(ModelFactory[ReadingList]):
    """A private list; `aim=` makes it one of the library's own, `resources=` fills it."""

    class Meta:
        model = ReadingList

    class Params:
        shared = factory.Trait(visibility=ListVisibility.LINK)

    title = factory.Sequence(lambda n: f"List {n}")
    aim = None
    held_by = factory.Maybe("aim", None, factory.SubFactory(UserFactory))
    visibility = factory.Maybe("aim", ListVisibility.CURATED, ListVisibility.ONLY_ME)

    @classmethod
    def _create(cls, model_class: type[ReadingList], *args: Any, **fields: Any) -> ReadingList:
        resources = fields.pop("resources", ())
        made = model_class._default_manager.create(**fields)
        for order, resource in enumerate(resources, start=1):
            ReadingListItemFactory(reading_list=made, resource=resource, order=order)
        return made


class ReadingListItemFactory(ModelFactory[ReadingListItem]):
    class Meta:
        model = ReadingListItem

    reading_list = factory.SubFactory(ReadingListFactory)
    resource = factory.SubFactory(ResourceFactory)
    order = factory.Sequence(lambda n: n + 1)


class SavedSearchFactory(ModelFactory[SavedSearch]):
    class Meta:
        model = SavedSearch

    person = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Search {n}")
    query = factory.Sequence(lambda n: f"q=word{n}")


class SuggestionFactory(ModelFactory[Suggestion]):
    """One that waits for somebody who curates."""

    class Meta:
        model = Suggestion

    url = factory.Sequence(lambda n: f"https://example.org/suggested/{n}")
    address_key = factory.LazyAttribute(lambda made: address_key(made.url))
    why = "It helped me to understand."
    suggested_by = factory.SubFactory(UserFactory)


class ProblemFactory(ModelFactory[Problem]):
    class Meta:
        model = Problem

    resource = factory.SubFactory(ResourceFactory)
    kind = ProblemKind.DOES_NOT_OPEN
    words = "It asks me for a password."


class LinkCheckFactory(ModelFactory[LinkCheck]):
    class Meta:
        model = LinkCheck

    resource = factory.SubFactory(ResourceFactory)
    state = LinkState.OK
    status = 200
