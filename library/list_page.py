"""What the list of the library shows: the rows, the choices made, and ways on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import ngettext

from imroc_ei.phrases import and_list
from library.models import Resource
from library.search.filters import Chosen, ResourceFilter, chosen_filters, words_alone

ROWS_ON_A_PAGE = 20
# Choices that are ticked stand below those that are picked from a list.
BOXES = ("access", "lived", "free")


@dataclass(frozen=True, kw_only=True)
class Row:
    resource: Resource

    @property
    def aims(self) -> str:
        """The aims it was chosen for: "Aim 2", or "Aims 4 and 5"."""
        numbers = [aim.number for aim in self.resource.aims.all()]
        words = ngettext("Aim %(aims)s", "Aims %(aims)s", len(numbers))
        return words % {"aims": and_list(numbers)} if numbers else ""


@dataclass(kw_only=True)
class ListPage:
    """The list for one address."""

    found: ResourceFilter
    address: QueryDict

    boxes: tuple[str, ...] = BOXES

    @cached_property
    def part(self) -> Page[Resource]:
        """The page of the list that the address names."""
        rows = self.found.qs.prefetch_related("aims")
        return Paginator(rows, ROWS_ON_A_PAGE).get_page(self.address.get("page"))

    @property
    def total(self) -> int:
        return self.part.paginator.count

    @cached_property
    def rows(self) -> list[Row]:
        return [Row(resource=resource) for resource in self.part]

    @cached_property
    def chosen(self) -> list[Chosen]:
        return chosen_filters(self.found, self.address)

    @property
    def words(self) -> str:
        return self.found.words

    @property
    def words_query(self) -> str:
        return urlencode({"q": self.words})

    @property
    def words_alone(self) -> str:
        return words_alone(self.address)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.chosen)

    @cached_property
    def query(self) -> str:
        """What stands behind the ? of this search, whichever of its pages is open."""
        rest = self.address.copy()
        rest.pop("page", None)
        return rest.urlencode()

    @property
    def keep_query(self) -> str:
        return urlencode({"search": self.query})
