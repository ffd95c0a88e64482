"""What the database itself refuses, whoever writes."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from library.enums import ListVisibility, ResourceState, SuggestionState
from tests.factories import (
    AimFactory,
    ProblemFactory,
    ReadingListFactory,
    ReadingListItemFactory,
    ResourceFactory,
    SavedSearchFactory,
    SuggestionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


REFUSED: dict[str, Callable[[], object]] = {
    "resource_is_a_link_or_a_file": lambda: ResourceFactory(url="", address_key=""),
    "resource_is_a_link_or_a_file, both": lambda: ResourceFactory(file="a.pdf", file_name="a.pdf"),
    "resource_link_has_its_key": lambda: ResourceFactory(address_key=""),
    "resource_withdrawn_says_why": lambda: ResourceFactory(state=ResourceState.WITHDRAWN),
    "resource_withdrawn_says_why, published": lambda: ResourceFactory(withdrawn_reason="Gone"),
    "resource_year_is_a_year": lambda: ResourceFactory(year=99),
    "resource_minutes_are_some": lambda: ResourceFactory(minutes=0),
    "reading_list_is_somebodys_or_an_aims, nobody's": lambda: ReadingListFactory(held_by=None),
    "reading_list_is_somebodys_or_an_aims, no aim's": lambda: ReadingListFactory(
        visibility=ListVisibility.CURATED
    ),
    "reading_list_is_somebodys_or_an_aims, both's": lambda: ReadingListFactory(
        aim=AimFactory(), held_by=UserFactory()
    ),
    "suggestion_decided_is_dated": lambda: SuggestionFactory(state=SuggestionState.ADDED),
    "suggestion_not_added_says_why": lambda: SuggestionFactory(
        state=SuggestionState.NOT_ADDED, decided_at=timezone.now()
    ),
    "problem_settled_says_what_was_done": lambda: ProblemFactory(settled_at=timezone.now()),
}


@pytest.mark.parametrize("name", REFUSED)
def test_row_against_a_rule_is_refused(name: str) -> None:
    with pytest.raises(IntegrityError, match=name.split(",")[0]), transaction.atomic():
        REFUSED[name]()


def refused_twice(write: Callable[[], object]) -> None:
    write()
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_address_is_in_the_library_once() -> None:
    refused_twice(lambda: ResourceFactory(url="https://example.org/one"))


def test_resource_is_on_a_list_once() -> None:
    made, resource = ReadingListFactory(), ResourceFactory()
    refused_twice(lambda: ReadingListItemFactory(reading_list=made, resource=resource))


def test_search_is_saved_once_by_one_person() -> None:
    person = UserFactory()
    refused_twice(lambda: SavedSearchFactory(person=person, query="q=mind"))


def test_address_waits_once_for_one_person() -> None:
    person = UserFactory()
    refused_twice(lambda: SuggestionFactory(suggested_by=person, url="https://example.org/waiting"))


def test_files_need_no_key_of_an_address() -> None:
    made = [
        ResourceFactory(url="", address_key="", file=f"{n}.pdf", file_name="report.pdf")
        for n in (1, 2)
    ]
    assert [resource.address_key for resource in made] == ["", ""]
