from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from imroc_ei.dashboards.leaving import leave_for_good
from imroc_ei.people.actions import confirm_handler, end_role, grant_role
from imroc_ei.people.models import RoleGrant, User
from imroc_ei.people.roles import RoleName
from tests.factories import UserFactory
from tests.html import faults

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]


def roles_of(person: User) -> set[RoleName]:
    return set(User.objects.get(pk=person.pk).role_names)


def grant_of(person: User, role: str) -> RoleGrant:
    return RoleGrant.objects.get(person=person, role=role)


def test_owner_gives_and_ends_a_role(owner: User, consultant: User, client_of: Browser) -> None:
    client = client_of(owner)
    client.post("/people/roles/give/", {"person": consultant.pk, "role": "lead"})
    grant = grant_of(consultant, "lead")
    assert (grant.granted_by, grant.opened_at is not None) == (owner, True)
    assert roles_of(consultant) == {RoleName.CONSULTANT, RoleName.LEAD}
    assert faults(client.get(f"/people/roles/{grant.pk}/end/").content) == []
    client.post(f"/people/roles/{grant.pk}/end/")
    assert roles_of(consultant) == {RoleName.CONSULTANT}
    grant.refresh_from_db()
    assert grant.ended_at is not None


def test_role_given_twice_is_given_once(owner: User, consultant: User) -> None:
    first = grant_role(by=owner, person=consultant, role=RoleName.LEAD)
    assert grant_role(by=owner, person=consultant, role=RoleName.LEAD) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(person=consultant, role="lead", granted_by=owner)


def test_handler_waits_until_another_handler_confirms(
    owner: User, consultant: User, handler: User, client_of: Browser
) -> None:
    grant = grant_role(by=owner, person=consultant, role=RoleName.HANDLER)
    assert roles_of(consultant) == {RoleName.CONSULTANT}
    client = client_of(handler)
    assert "Somebody waits for a handler" in client.get("/people/").content.decode()
    assert faults(client.get(f"/people/roles/{grant.pk}/confirm/").content) == []
    before = timezone.now()
    assert client.post(f"/people/roles/{grant.pk}/confirm/").status_code == 302
    grant.refresh_from_db()
    assert grant.confirmed_by == handler
    assert grant.opened_at is not None
    assert grant.opened_at >= before
    assert roles_of(consultant) == {RoleName.CONSULTANT, RoleName.HANDLER}


def test_handler_confirmed_twice_keeps_the_first_opening(
    owner: User, consultant: User, handler: User
) -> None:
    grant = grant_role(by=owner, person=consultant, role=RoleName.HANDLER)
    opened = confirm_handler(by=handler, grant=grant).opened_at
    assert confirm_handler(by=handler, grant=grant).opened_at == opened


def test_handler_may_decline_who_was_named(
    owner: User, consultant: User, handler: User, client_of: Browser
) -> None:
    grant = grant_role(by=owner, person=consultant, role=RoleName.HANDLER)
    client_of(handler).post(f"/people/roles/{grant.pk}/confirm/", {"decline": "1"})
    grant.refresh_from_db()
    assert (grant.opened_at, grant.ended_at is not None) == (None, True)
    with pytest.raises(ValidationError, match="no longer waiting"):
        confirm_handler(by=handler, grant=grant)


def test_owner_cannot_become_handler_alone(owner: User, client_of: Browser) -> None:
    answer = client_of(owner).post("/people/roles/give/", {"person": owner.pk, "role": "handler"})
    assert "Nobody can give themselves this role" in answer.content.decode()
    assert faults(answer.content) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(person=owner, role="handler", granted_by=owner)
    assert roles_of(owner) == {RoleName.CONSULTANT, RoleName.OWNER}


def test_owner_who_handles_cannot_confirm_whom_they_named(consultant: User) -> None:
    both = UserFactory(roles=["owner", "handler"])
    grant = grant_role(by=both, person=consultant, role=RoleName.HANDLER)
    with pytest.raises(ValidationError, match="named this handler yourself"):
        confirm_handler(by=both, grant=grant)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.filter(pk=grant.pk).update(confirmed_by=both)


def test_owner_without_the_handlers_role_cannot_confirm(owner: User, consultant: User) -> None:
    other = UserFactory(roles=["owner"])
    grant = grant_role(by=owner, person=consultant, role=RoleName.HANDLER)
    with pytest.raises(PermissionDenied):
        confirm_handler(by=other, grant=grant)
    assert roles_of(consultant) == {RoleName.CONSULTANT}


def test_person_cannot_confirm_themselves(owner: User, handler: User) -> None:
    end_role(by=owner, grant=grant_of(handler, "handler"))
    grant = grant_role(by=owner, person=handler, role=RoleName.HANDLER)
    with pytest.raises(PermissionDenied):
        confirm_handler(by=handler, grant=grant)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.filter(pk=grant.pk).update(confirmed_by=handler)


def test_command_is_no_way_round_once_there_are_handlers(consultant: User) -> None:
    for _ in range(2):
        UserFactory(roles=["handler"])
    assert grant_role(by=None, person=consultant, role=RoleName.HANDLER).opened_at is None


def test_nobody_stands_above_the_roles() -> None:
    with pytest.raises(NotImplementedError, match="--role owner"):
        User.objects.create_superuser("admin@example.com", "a password")
    assert "is_superuser" not in {field.name for field in User._meta.get_fields()}


@pytest.mark.parametrize("role", ["consultant", "lead", "handler"])
def test_only_owners_give_roles(role: str, second: User) -> None:
    person = UserFactory(roles=[role])
    with pytest.raises(PermissionDenied):
        grant_role(by=person, person=second, role=RoleName.LEAD)
    with pytest.raises(PermissionDenied):
        end_role(by=person, grant=grant_of(second, "consultant"))


def test_person_may_put_down_their_own_role(lead: User) -> None:
    end_role(by=lead, grant=grant_of(lead, "lead"))
    assert roles_of(lead) == {RoleName.CONSULTANT}


def test_last_owner_cannot_end_their_own_role(owner: User, client_of: Browser) -> None:
    grant = grant_of(owner, "owner")
    answer = client_of(owner).post(f"/people/roles/{grant.pk}/end/")
    assert "There has to be an owner" in answer.content.decode()
    assert faults(answer.content) == []
    UserFactory(roles=["owner"])
    end_role(by=owner, grant=grant)
    assert roles_of(owner) == {RoleName.CONSULTANT}


def test_made_up_owner_counts_only_with_made_up_data(owner: User, settings: Settings) -> None:
    UserFactory(roles=["owner"], is_demo=True)
    with pytest.raises(ValidationError):
        end_role(by=owner, grant=grant_of(owner, "owner"))
    settings.DEMO = True
    end_role(by=owner, grant=grant_of(owner, "owner"))


def test_role_ended_twice_is_ended_once(owner: User, lead: User) -> None:
    ended = end_role(by=owner, grant=grant_of(lead, "lead")).ended_at
    assert end_role(by=owner, grant=grant_of(lead, "lead")).ended_at == ended


def test_person_who_left_gets_no_role(owner: User) -> None:
    gone = UserFactory(is_active=False)
    with pytest.raises(ValidationError, match="has left"):
        grant_role(by=owner, person=gone, role=RoleName.LEAD)


@pytest.mark.parametrize("people", [1, 3])
def test_page_of_roles_asks_as_much_for_many_people(
    owner: User, people: int, client_of: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(people):
        UserFactory(roles=["lead", "handler"])
    client = client_of(owner)
    with django_assert_num_queries(4):
        client.get("/people/roles/")


def test_pages_show_no_address_of_other_people(
    owner: User, lead: User, handler: User, client_of: Browser
) -> None:
    addresses = {person.email for person in (owner, lead, handler)}
    for viewer in (owner, handler):
        for path in ("/people/", "/people/roles/"):
            text = client_of(viewer).get(path).content.decode()
            assert [email for email in addresses - {viewer.email} if email in text] == []


Stop = Callable[[User], object]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "stop",
    [
        pytest.param(lambda who: end_role(by=who, grant=grant_of(who, "owner")), id="end"),
        pytest.param(lambda who: leave_for_good(by=who), id="leave"),
    ],
)
def test_two_owners_who_stop_at_once_leave_one(stop: Stop) -> None:
    """SQLite in memory knows one writer, so there they come one after the other."""
    owners = [UserFactory(roles=["owner"]), UserFactory(roles=["owner"])]
    at_once = len(owners) if connection.vendor == "postgresql" else 1
    ready = Barrier(at_once)

    def press(number: int) -> str:
        try:
            ready.wait(timeout=10)
            stop(owners[number])
        except ValidationError:
            return "refused"
        finally:
            if at_once > 1:
                connection.close()
        return "ended"

    with ThreadPoolExecutor(at_once) as pool:
        said = list(pool.map(press, (0, 1))) if at_once > 1 else [press(0), press(1)]
    assert sorted(said) == ["ended", "refused"]
    assert User.objects.holding(RoleName.OWNER).count() == 1


def test_outside_contact_waits_until_a_handler_confirms(
    owner: User, handler: User, client_of: Browser
) -> None:
    person = UserFactory(roles=[])
    grant = grant_role(by=owner, person=person, role=RoleName.OUTSIDE)
    assert grant.is_waiting
    client = client_of(handler)
    page = client.get(f"/people/roles/{grant.pk}/confirm/").content.decode()
    assert "Confirm: Outside contact" in page
    client.post(f"/people/roles/{grant.pk}/confirm/")
    assert User.objects.get(pk=person.pk).has_role(RoleName.OUTSIDE)
