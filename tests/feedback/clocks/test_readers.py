from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from feedback.clocks.duties import Duty
from feedback.clocks.kinds import DutyKind, Whose
from feedback.clocks.readers import instead_of, others_for, readers_by_case, whose_turn
from feedback.models import Case
from imroc_ei.people.models import User
from tests.factories import UserFactory
from tests.factories.feedback import CaseAccessFactory
from tests.feedback.clocks.people import a_case, a_handler, pause

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 3)


def duty_of(person: User | None) -> Duty:
    whose = Whose.HANDLER if person else Whose.EVERYBODY
    pk = person.pk if person else None
    return Duty(kind=DutyKind.ANSWER, begun_on=DAY, due_on=DAY, whose=whose, person=pk)


def test_readers_are_those_whom_the_guard_lets_through() -> None:
    reader, ticked, outside = a_handler(), a_handler(), UserFactory(roles=["outside"])
    former = UserFactory(roles=["consultant"])
    left = a_handler(is_active=False)
    stranger = a_handler()
    case = a_case(reader, outside, former, left, conflicts=(ticked,))
    other = a_case(stranger)
    found = readers_by_case(Case.objects.all())
    assert found == {case.pk: [reader, outside], other.pk: [stranger]}
    for person in (reader, ticked, outside, former, left, stranger):
        seen = set(Case.objects.visible_to(person))
        assert seen == {each for each in (case, other) if person in found[each.pk]}


@pytest.mark.parametrize("count", [1, 3])
def test_readers_are_found_with_as_many_queries_for_one_case_as_for_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        a_case(a_handler(), a_handler())
    with django_assert_num_queries(3):
        assert len(readers_by_case(Case.objects.all())) == count


def test_a_duty_is_its_handlers_turn() -> None:
    handler, other = a_handler(), a_handler()
    case = a_case(handler, other)
    assert whose_turn(case, duty_of(handler), [handler, other], DAY) == [handler]
    assert others_for(case, duty_of(handler), [handler, other], DAY) == [other]


def test_a_duty_that_nobody_has_taken_is_everybodys_turn() -> None:
    readers = [a_handler(), a_handler()]
    case = a_case(*readers)
    assert whose_turn(case, duty_of(None), readers, DAY) == readers
    assert others_for(case, duty_of(None), readers, DAY) == []


def test_who_stands_in_is_the_only_other_who_hears_of_it() -> None:
    handler, other, standing_in = a_handler(), a_handler(), a_handler()
    case = a_case(handler, other, standing_in, handler=handler, stands_in=standing_in)
    readers = [handler, other, standing_in]
    assert others_for(case, duty_of(handler), readers, DAY) == [standing_in]


def test_a_pause_hands_the_duty_to_who_stands_in() -> None:
    handler, other, standing_in = a_handler(), a_handler(), a_handler()
    case = a_case(handler, other, standing_in, handler=handler, stands_in=standing_in)
    pause(handler, DAY + timedelta(days=7))
    readers = [handler, other, standing_in]
    assert whose_turn(case, duty_of(handler), readers, DAY) == [standing_in]
    assert others_for(case, duty_of(handler), readers, DAY) == []


def test_a_pause_hands_the_duty_to_all_others_where_nobody_stands_in_or_they_pause_too() -> None:
    handler, standing_in, first, second = (a_handler() for _number in range(4))
    case = a_case(handler, standing_in, first, second, handler=handler, stands_in=standing_in)
    for person in (handler, standing_in):
        pause(person, DAY + timedelta(days=7))
    readers = [handler, standing_in, first, second]
    assert whose_turn(case, duty_of(handler), readers, DAY) == [first, second]


def test_a_pause_of_everybody_leaves_it_with_its_handler() -> None:
    handler, other = a_handler(), a_handler()
    case = a_case(handler, other, handler=handler)
    for person in (handler, other):
        pause(person, DAY + timedelta(days=7))
    assert whose_turn(case, duty_of(handler), [handler, other], DAY) == [handler]
    assert others_for(case, duty_of(handler), [handler, other], DAY) == []


def test_a_pause_among_everybody_leaves_it_with_the_rest() -> None:
    pausing, other = a_handler(), a_handler()
    case = a_case(pausing, other)
    pause(pausing, DAY + timedelta(days=7))
    assert whose_turn(case, duty_of(None), [pausing, other], DAY) == [other]


def test_a_duty_of_somebody_who_may_know_of_it_no_more_is_everybodys_turn() -> None:
    gone, other = a_handler(), a_handler()
    case = a_case(other, conflicts=(gone,), handler=gone)
    assert whose_turn(case, duty_of(gone), [other], DAY) == [other]


def test_nobody_takes_over_who_may_not_know() -> None:
    handler, ticked = a_handler(), a_handler()
    case = a_case(handler, conflicts=(ticked,), handler=handler, stands_in=ticked)
    readers = readers_by_case(Case.objects.all())[case.pk]
    assert instead_of(handler, case, readers, DAY) == []


def test_readers_of_a_case_passed_on_are_those_who_were_let_in_later_too() -> None:
    first, later = a_handler(), a_handler()
    case = a_case(first)
    CaseAccessFactory(case=case, person=later, reason="passed")
    assert readers_by_case(Case.objects.all())[case.pk] == [first, later]
