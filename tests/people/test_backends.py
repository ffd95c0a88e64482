import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from imroc_ei.people.backends import Backend
from imroc_ei.people.roles import RoleName
from tests.factories import UserFactory


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(RoleName))
def test_permissions_are_those_of_the_groups(
    role: RoleName, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = Backend().get_user(UserFactory(roles=(role.value,)).pk)
    assert person is not None
    with django_assert_num_queries(0):
        found = Backend().get_all_permissions(person)
    assert found == ModelBackend().get_group_permissions(person)


@pytest.mark.django_db
def test_permissions_of_somebody_not_active_are_none() -> None:
    person = UserFactory(roles=("lead",), is_active=False)
    assert Backend().get_all_permissions(person) == set()


def test_permissions_of_nobody_are_none() -> None:
    assert Backend().get_all_permissions(AnonymousUser()) == set()
