from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from imroc_ei.notices.people_rules import NAMED, OPENED, HandlerNamed, TeamTermEnds
from imroc_ei.notices.rules import Due
from imroc_ei.people.models import RoleGrant, TeamTerm, User
from tests.clock import on
from tests.factories import TeamTermFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with on(DAY):
        yield


def term_until(ends_on: date | None) -> TeamTerm:
    return TeamTermFactory(starts_on=date(2025, 1, 1), ends_on=ends_on)


def test_term_that_ends_soon_is_told_to_its_person_and_to_owners(owner: User) -> None:
    term = term_until(DAY + timedelta(days=60))
    expected = [
        Due(person=person, subject=str(term.pk), due_on=date(2026, 5, 2))
        for person in (term.person, owner)
    ]
    assert list(TeamTermEnds().due(DAY)) == expected


def test_term_of_an_owner_is_told_once() -> None:
    owner = UserFactory(roles=["consultant", "owner"])
    TeamTermFactory(person=owner, ends_on=DAY + timedelta(days=5))
    assert [due.person for due in TeamTermEnds().due(DAY)] == [owner]


@pytest.mark.parametrize("ends_on", [None, DAY + timedelta(days=61), DAY - timedelta(days=1)])
def test_other_terms_are_not_told(owner: User, ends_on: date | None) -> None:
    term_until(ends_on)
    assert list(TeamTermEnds().due(DAY)) == []


def test_term_says_whose_it_is_to_that_person_only(owner: User) -> None:
    term = term_until(DAY + timedelta(days=60))
    own, others = (TeamTermEnds().render(due, today=DAY) for due in TeamTermEnds().due(DAY))
    assert own
    assert others
    assert own.text == "Your term in the equity and inclusion team ends on 2 May 2026."
    assert others.text == "A term in the equity and inclusion team ends on 2 May 2026."
    assert term.person.name not in others.text


def test_term_made_longer_meanwhile_is_dropped(owner: User) -> None:
    term = term_until(DAY + timedelta(days=60))
    (due, _other) = TeamTermEnds().due(DAY)
    TeamTerm.objects.filter(pk=term.pk).update(ends_on=date(2027, 3, 3))
    assert TeamTermEnds().render(due, today=DAY) is None


def named(person: User) -> RoleGrant:
    return RoleGrant.objects.create(person=person, role="handler")


def test_named_handler_is_told_to_every_handler_at_once(handler: User, second: User) -> None:
    grant = named(second)
    (due,) = [due for due in HandlerNamed().due(DAY) if due.rung == NAMED]
    assert due == Due(person=handler, subject=str(grant.pk), due_on=DAY, rung=NAMED)
    line = HandlerNamed().render(due, today=DAY)
    assert line
    assert line.text == "Somebody has been named to read cases. A handler has to confirm it."


def test_opened_handler_is_told_to_the_others(handler: User, second: User) -> None:
    grant = named(second)
    (before,) = HandlerNamed().due(DAY)
    RoleGrant.objects.filter(pk=grant.pk).update(opened_at=timezone.now())
    second.groups.add(Group.objects.get(name="handler"))
    own = str(RoleGrant.objects.get(person=handler, role="handler").pk)
    assert [(due.person, due.rung) for due in HandlerNamed().due(DAY) if due.subject != own] == [
        (handler, OPENED)
    ]
    assert HandlerNamed().render(before, today=DAY) is None


def test_ended_grant_is_not_told(handler: User, second: User) -> None:
    grant = named(second)
    (due,) = HandlerNamed().due(DAY)
    RoleGrant.objects.filter(pk=grant.pk).update(ended_at=timezone.now())
    assert list(HandlerNamed().due(DAY)) == []
    assert HandlerNamed().render(due, today=DAY) is None


def test_handler_of_long_ago_is_not_told_again(handler: User, second: User) -> None:
    grant = named(second)
    long_ago = timezone.now() - timedelta(days=15)
    RoleGrant.objects.filter(pk=grant.pk).update(granted_at=long_ago, opened_at=long_ago)
    assert list(HandlerNamed().due(DAY)) == []
