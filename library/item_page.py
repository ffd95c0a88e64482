"""What the page of a resource shows, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import cached_property

from library.citation import citation, host_of, schema_type
from library.doors import CURATE
from library.enums import SCHEMA_ORG
from library.models import Problem, ReadingList, Resource
from library.queries.items import lists_beside, related_to

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User


@dataclass(kw_only=True)
class ItemPage:
    resource: Resource
    person: User | AnonymousUser

    @cached_property
    def may_curate(self) -> bool:
        return self.person.has_perm(CURATE)

    @cached_property
    def may_save(self) -> bool:
        return self.person.has_perm("library.add_readinglist")

    @property
    def host(self) -> str:
        return host_of(self.resource)

    @property
    def citation(self) -> str:
        return citation(self.resource)

    @property
    def schema_type(self) -> str:
        return schema_type(self.resource)

    @property
    def schema_features(self) -> list[str]:
        """The accessibility features that schema.org has a name for."""
        return [name.value for name in self.resource.features if name in SCHEMA_ORG]

    @cached_property
    def other_formats(self) -> list[Resource]:
        others = self.resource.other_formats.all()
        return [one for one in others if self.may_curate or not one.is_withdrawn]

    @cached_property
    def related(self) -> list[Resource]:
        return related_to(self.resource, besides=self.other_formats)

    @cached_property
    def lists(self) -> list[ReadingList]:
        return lists_beside(self.resource, self.person)

    @property
    def standing_on(self) -> list[ReadingList]:
        return [one for one in self.lists if vars(one)["has_it"]]

    @property
    def to_save_on(self) -> list[ReadingList]:
        """The lists that it could still be put on."""
        return [one for one in self.lists if not vars(one)["has_it"]]

    @property
    def has_own_lists(self) -> bool:
        return any(one.held_by_id == self.person.pk for one in self.lists)

    @cached_property
    def open_problems(self) -> list[Problem]:
        return list(self.resource.problems.open()) if self.may_curate else []
