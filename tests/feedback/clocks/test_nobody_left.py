from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from feedback.clocks.nobody_left import let_somebody_in, owners_to_tell
from feedback.enums import State
from feedback.models import Case
from feedback.tasks import leave_no_case_alone
from imroc_ei.notices.enums import Job
from imroc_ei.notices.models import JobRun, Notice
from imroc_ei.people.models import User
from tests.factories import UserFactory
from tests.feedback.clocks.people import a_case, a_handler

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


@pytest.fixture
def outside(db: None) -> User:
    return UserFactory(roles=["outside"])


def test_the_outside_contact_is_let_in_where_the_last_handler_lost_the_role(outside: User) -> None:
    handler = a_handler()
    case = a_case(handler)
    assert let_somebody_in() == 0
    handler.groups.clear()
    assert let_somebody_in() == 1
    assert let_somebody_in() == 0
    assert list(Case.objects.visible_to(outside)) == [case]
    line = case.moves.get()
    assert (line.move, line.by) == ("nobody-left", None)
    assert [notice.person for notice in Notice.objects.all()] == [outside]


def test_a_handler_confirmed_later_is_not_let_in_by_it(outside: User) -> None:
    case = a_case(a_handler(is_active=False))
    later = a_handler()
    leave_no_case_alone()
    assert list(Case.objects.visible_to(later)) == []
    assert list(Case.objects.visible_to(outside)) == [case]
    (run,) = JobRun.objects.all()
    assert (run.job, run.ok, run.message) == (Job.LEFT_ALONE, True, "")


def test_an_outside_contact_with_a_conflict_is_not_let_in(outside: User) -> None:
    case = a_case(conflicts=(outside,))
    assert let_somebody_in() == 0
    assert case.moves.count() == 0


def test_owners_hear_that_another_is_needed_where_each_outside_contact_has_a_conflict(
    outside: User,
) -> None:
    owner, other = UserFactory(roles=["owner"]), UserFactory(roles=["owner", "handler"])
    case = a_case(conflicts=(outside, other))
    # Whoever must not know of it hears nothing.
    assert owners_to_tell() == [owner]
    UserFactory(roles=["outside"])
    # The schedule lets that one in.
    assert owners_to_tell() == []
    assert let_somebody_in() == 1
    assert case.access.count() == 3


def test_owners_hear_nothing_of_what_somebody_may_open_or_has_ended(outside: User) -> None:
    UserFactory(roles=["owner"])
    a_case(a_handler(), conflicts=(outside,))
    a_case(conflicts=(outside,), state=State.CLOSED, closed_on=DAY)
    assert owners_to_tell() == []


@pytest.mark.parametrize("count", [1, 3])
def test_looking_for_owners_to_tell_costs_seven_queries(
    count: int, outside: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    UserFactory(roles=["owner"])
    for _number in range(count):
        a_case(conflicts=(outside,))
    with django_assert_num_queries(7):
        assert len(owners_to_tell()) == 1


def test_what_has_ended_waits_for_nobody(outside: User) -> None:
    a_case(state=State.CLOSED, closed_on=DAY)
    assert let_somebody_in() == 0


def test_what_is_urgent_is_said_at_once(outside: User) -> None:
    a_case(urgent=True, urgent_on=DAY)
    let_somebody_in()
    assert [notice.rule for notice in Notice.objects.all()] == ["case-urgent"]


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_four_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        a_case(a_handler())
    with django_assert_num_queries(4):
        assert let_somebody_in() == 0
