from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from imroc_ei.people.models import User
from library.actions import lists as actions
from library.enums import ListVisibility
from library.models import ReadingList, Resource, SavedSearch
from library.queries.lists import items_of
from tests.factories import (
    AimFactory,
    ReadingListFactory,
    ResourceFactory,
    SavedSearchFactory,
    SuggestionFactory,
)

pytestmark = pytest.mark.django_db


def titles(made: ReadingList) -> list[str]:
    return [item.resource.title for item in made.items.select_related("resource")]


def test_list_of_ones_own_begins_private_and_with_its_first(consultant: User) -> None:
    first = ResourceFactory()
    made = actions.make_list(by=consultant, form_key=uuid4(), title="Mine", first=first)
    assert (made.held_by, made.aim, made.visibility) == (consultant, None, "only-me")
    assert titles(made) == [first.title]


def test_same_form_twice_makes_one_list(consultant: User, second: User) -> None:
    key = uuid4()
    made = [actions.make_list(by=consultant, form_key=key, title="Mine") for _ in range(2)]
    assert made[0] == made[1]
    with pytest.raises(PermissionDenied):
        actions.make_list(by=second, form_key=key, title="Theirs")


def test_list_of_the_library_is_an_aims_and_nobodys(lead: User) -> None:
    aim = AimFactory()
    made = actions.make_list(
        by=lead, form_key=uuid4(), title="Ours", visibility=ListVisibility.CURATED, aim=aim
    )
    assert (made.held_by, made.aim) == (None, aim)


def test_resource_stands_on_a_list_once_and_at_its_end() -> None:
    made = ReadingListFactory(resources=[ResourceFactory(title="A")])
    other = ResourceFactory(title="B")
    items = [actions.put_on(reading_list=made, resource=other) for _ in range(2)]
    assert items[0] == items[1]
    assert titles(made) == ["A", "B"]


def test_saved_for_later_is_on_the_first_list(consultant: User) -> None:
    made = actions.save_for_later(by=consultant, resource=ResourceFactory(title="A"))
    again = actions.save_for_later(by=consultant, resource=ResourceFactory(title="B"))
    assert made == again
    assert (titles(made), made.visibility) == (["A", "B"], "only-me")


@pytest.mark.parametrize(
    ("place", "order"), [(1, ["C", "A", "B"]), (2, ["A", "C", "B"]), (9, ["A", "B", "C"])]
)
def test_item_moves_and_the_others_close_up(place: int, order: list[str], consultant: User) -> None:
    made = ReadingListFactory(resources=[ResourceFactory(title=t) for t in ("A", "B", "C")])
    item = made.items.get(resource__title="C")
    actions.move(by=consultant, item=item, place=place, note="Read it last")
    assert titles(made) == order
    item.refresh_from_db()
    assert item.note == "Read it last"
    assert [one.order for one in made.items.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("moved", "place", "order"),
    [("A", 2, ["Gone", "B", "A"]), ("B", 1, ["B", "A", "Gone"]), ("A", 1, ["A", "Gone", "B"])],
)
def test_places_are_counted_among_what_is_seen(
    moved: str, place: int, order: list[str], consultant: User
) -> None:
    resources = [ResourceFactory(title=t, withdrawn=t == "Gone") for t in ("A", "Gone", "B")]
    made = ReadingListFactory(held_by=consultant, resources=resources)
    actions.move(by=consultant, item=made.items.get(resource__title=moved), place=place, note="")
    assert titles(made) == order


def test_item_that_is_gone_is_not_moved(consultant: User) -> None:
    made = ReadingListFactory(resources=[ResourceFactory(title=t) for t in ("A", "B")])
    gone = made.items.get(resource__title="A")
    actions.take_off(item=made.items.get(resource__title="A"))
    actions.move(by=consultant, item=gone, place=1, note="")
    assert titles(made) == ["B"]


def test_list_that_is_shared_no_more_has_a_new_address() -> None:
    made = ReadingListFactory(shared=True)
    private = actions.describe_list(
        reading_list=made, title="New", about="For us", visibility="only-me"
    )
    assert private.public_id != made.public_id
    shared = actions.describe_list(
        reading_list=private, title="New", about="For us", visibility="link"
    )
    assert (shared.public_id, shared.title) == (private.public_id, "New")


def test_list_of_the_library_stays_its_own() -> None:
    other = AimFactory()
    made = ReadingListFactory(aim=AimFactory())
    kept = actions.describe_list(
        reading_list=made, title="T", about="", visibility="curated", aim=other
    )
    assert (kept.visibility, kept.aim, kept.held_by) == ("curated", other, None)


def test_lists_are_seen_by_whom_they_are_for(consultant: User, second: User, lead: User) -> None:
    private = ReadingListFactory(held_by=consultant)
    shared = ReadingListFactory(held_by=consultant, shared=True)
    curated = ReadingListFactory(aim=AimFactory())
    everybody = {shared, curated}
    people = (consultant, second, lead, AnonymousUser())
    seen = [set(ReadingList.objects.visible_to(person)) for person in people]
    assert seen == [{private, *everybody}, everybody, everybody, everybody]
    may_change = [
        [one.is_changeable_by(person) for one in (private, shared, curated)] for person in people
    ]
    assert may_change == [
        [True, True, False],
        [False, False, False],
        [False, False, True],
        [False, False, False],
    ]


def test_withdrawn_resource_is_on_a_list_for_who_curates_alone(
    consultant: User, lead: User
) -> None:
    kept, gone = ResourceFactory(title="Kept"), ResourceFactory(title="Gone", withdrawn=True)
    made = ReadingListFactory(aim=AimFactory(), resources=[gone, kept])
    shown = [
        [item.resource.title for item in items_of(made, person)]
        for person in (consultant, lead, AnonymousUser())
    ]
    assert shown == [["Kept"], ["Gone", "Kept"], ["Kept"]]


def test_search_saved_again_takes_its_new_name(consultant: User) -> None:
    for name in ("Old name", "New name"):
        actions.save_search(by=consultant, name=name, query="q=rest")
    assert [search.name for search in SavedSearch.objects.all()] == ["New name"]


def test_who_leaves_leaves_no_list_and_no_search(consultant: User, second: User) -> None:
    kept = [ReadingListFactory(held_by=second), SavedSearchFactory(person=second)]
    ReadingListFactory(held_by=consultant, shared=True, resources=[ResourceFactory()])
    SavedSearchFactory(person=consultant)
    suggestion = SuggestionFactory(suggested_by=consultant)
    actions.forget_what_is_private(by=consultant)
    assert [list(ReadingList.objects.all()), list(SavedSearch.objects.all())] == [
        [one] for one in kept
    ]
    suggestion.refresh_from_db()
    assert Resource.objects.count() == 1
