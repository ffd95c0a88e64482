import pytest
from django.db import IntegrityError, transaction

from feedback.models import Case
from imroc_ei.people.models import User
from tests.factories import CaseAccessFactory, CaseFactory, ConflictFactory, UserFactory


@pytest.mark.django_db
class TestVisibleTo:
    def test_handler_who_was_let_in_sees_it(self, handler: User) -> None:
        case = CaseAccessFactory(person=handler).case
        assert list(Case.objects.visible_to(handler)) == [case]

    def test_handler_who_was_not_let_in_sees_nothing(self, handler: User) -> None:
        CaseAccessFactory()
        assert list(Case.objects.visible_to(handler)) == []

    def test_conflict_closes_what_access_opened(self, handler: User) -> None:
        case = CaseAccessFactory(person=handler).case
        ConflictFactory(case=case, person=handler)
        assert list(Case.objects.visible_to(handler)) == []

    def test_conflict_of_another_closes_nothing(self, handler: User) -> None:
        case = CaseAccessFactory(person=handler).case
        ConflictFactory(case=case)
        assert list(Case.objects.visible_to(handler)) == [case]

    @pytest.mark.parametrize("roles", [[], ["consultant"], ["lead"], ["owner"]])
    def test_access_without_the_role_opens_nothing(self, roles: list[str]) -> None:
        person = UserFactory(roles=roles)
        CaseAccessFactory(person=person)
        assert list(Case.objects.visible_to(person)) == []

    def test_outside_contact_sees_what_was_passed_to_them(self) -> None:
        outside = UserFactory(roles=["outside"])
        case = CaseAccessFactory(person=outside, reason="outside").case
        CaseAccessFactory()
        assert list(Case.objects.visible_to(outside)) == [case]

    def test_many_with_access_see_it_once_each(self, handler: User) -> None:
        case = CaseAccessFactory(person=handler).case
        CaseAccessFactory.create_batch(2, case=case)
        ConflictFactory.create_batch(2, case=case)
        assert Case.objects.visible_to(handler).count() == 1


@pytest.mark.django_db
def test_second_look_by_the_first_handler_is_refused(handler: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFactory(handler=handler, second_handler=handler)


@pytest.mark.django_db
def test_same_submission_twice_is_refused() -> None:
    CaseFactory(submission=b"1" * 32)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFactory(submission=b"1" * 32)
