import pytest
from django.contrib.auth.models import AnonymousUser

from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.pages.navigation import FOOT, HEAD, MOST_ITEMS, links
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName

ALL_ROOMS = Organisation(rooms=[room.value for room in Room])
NO_ROOMS = Organisation()


def somebody(*roles: RoleName) -> User:
    person = User(email="somebody@example.com")
    person.role_names = frozenset(roles)
    return person


@pytest.mark.parametrize(
    ("person", "site", "expected"),
    [
        (AnonymousUser(), NO_ROOMS, ["Aims", "Sign in"]),
        (AnonymousUser(), ALL_ROOMS, ["Aims", "Library", "Feedback", "Sign in"]),
        (somebody(), NO_ROOMS, ["Aims", "My space"]),
        (
            somebody(RoleName.CONSULTANT),
            ALL_ROOMS,
            ["Aims", "Log activity", "Activity", "Library", "Feedback", "My space"],
        ),
        (
            somebody(*RoleName),
            ALL_ROOMS,
            ["Aims", "Log activity", "Activity", "Library", "Cases", "My space"],
        ),
        (somebody(RoleName.OUTSIDE), NO_ROOMS, ["Aims", "Cases", "My space"]),
    ],
)
def test_navigation_shows_each_person_their_places_in_one_order(
    person: User | AnonymousUser, site: Organisation, expected: list[str]
) -> None:
    shown = [str(item.label) for item in HEAD if item.shown(site, person)]
    assert shown == expected
    assert len(shown) <= MOST_ITEMS


@pytest.mark.parametrize(("site", "expected"), [(NO_ROOMS, True), (ALL_ROOMS, False)])
def test_feedback_is_in_the_foot_while_its_room_is_off(site: Organisation, expected: bool) -> None:
    shown = [item.view for item in FOOT if item.shown(site, AnonymousUser())]
    assert ("feedback" in shown) is expected


def test_feedback_is_in_the_foot_for_those_who_have_their_cases_in_the_head() -> None:
    shown = [item.view for item in FOOT if item.shown(ALL_ROOMS, somebody(RoleName.HANDLER))]
    assert "feedback" in shown


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", {"Aims": "page"}),
        ("/steps/form-a-team/", {"Aims": "true"}),
        ("/accounts/login/", {"Sign in": "page"}),
        ("/accounts/password/reset/", {"Sign in": "true"}),
        ("/reading/", {}),
    ],
)
def test_navigation_marks_where_one_is(path: str, current: dict[str, str]) -> None:
    shown = links(HEAD, NO_ROOMS, AnonymousUser(), path)
    assert {str(link.label): link.current for link in shown if link.current} == current
