import pytest

from feedback.cases.leaving import hand_back_cases
from feedback.enums import State
from feedback.models import Case
from imroc_ei.dashboards.leaving import leave_for_good
from imroc_ei.people.actions import confirm_handler, end_role, grant_role
from imroc_ei.people.models import RoleGrant, User
from imroc_ei.people.roles import RoleName
from tests.factories import UserFactory
from tests.feedback.cases.making import case_at, lead_case
from tests.feedback.told import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db: None) -> User:
    return UserFactory(roles=["handler"])


def test_what_a_handler_had_in_hand_falls_to_the_others(handler: User, second: User) -> None:
    case = case_at(State.INVESTIGATING, by=handler)
    leave_for_good(by=handler)
    after = Case.objects.get(pk=case.pk)
    assert (after.handler, after.version) == (None, case.version + 1)
    assert after.moves.latest("pk").move == "left"
    assert list(Case.objects.visible_to(second)) == [case]


def test_outside_contact_is_let_in_where_the_last_reader_leaves(handler: User) -> None:
    outside = UserFactory(roles=["outside"])
    case = a_case()
    leave_for_good(by=handler)
    assert list(Case.objects.visible_to(outside)) == [case]


def test_who_handled_the_first_look_stays_in_the_row_of_the_second(
    handler: User, second: User
) -> None:
    case = lead_case(a_case(), State.SECOND_LOOK, first=handler, second=second)
    hand_back_cases(by=handler)
    assert Case.objects.get(pk=case.pk).handler == handler


def test_second_look_of_who_leaves_waits_for_another(handler: User, second: User) -> None:
    UserFactory(roles=["handler"])
    case = lead_case(a_case(), State.SECOND_LOOK, first=handler, second=second)
    hand_back_cases(by=second)
    assert Case.objects.get(pk=case.pk).second_handler is None


def test_handler_whose_role_ended_and_came_again_sees_nothing_earlier(
    handler: User, second: User, owner: User
) -> None:
    case = case_at(State.INVESTIGATING, by=handler)
    end_role(by=owner, grant=RoleGrant.objects.get(person=handler, role="handler"))
    assert Case.objects.get(pk=case.pk).handler is None
    grant = grant_role(by=owner, person=handler, role=RoleName.HANDLER)
    confirm_handler(by=second, grant=grant)
    again = User.objects.get(pk=handler.pk)
    assert again.has_role(RoleName.HANDLER)
    assert list(Case.objects.visible_to(again)) == []
