import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.models.signals import post_migrate

from imroc_ei.people.role_sync import after_migrate, sync_roles
from imroc_ei.people.roles import CONSULTANT, ROLES, Role, RoleName

pytestmark = pytest.mark.django_db


def permissions_of(group: Group) -> set[str]:
    return {
        f"{app}.{codename}"
        for app, codename in group.permissions.values_list("content_type__app_label", "codename")
    }


def test_migrating_gives_every_group_what_its_role_declares() -> None:
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    found = {group.name: permissions_of(group) for group in Group.objects.all()}
    assert found == {name.value: set(role.permissions) for name, role in ROLES.items()}


def test_syncing_takes_away_what_a_role_no_longer_declares(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    less = Role(name=RoleName.CONSULTANT, label="", sentence="")
    monkeypatch.setitem(ROLES, RoleName.CONSULTANT, less)
    assert sync_roles() == []
    assert permissions_of(Group.objects.get(name=CONSULTANT.name)) == set()


def test_permission_that_does_not_exist_is_said_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    more = Role(name=RoleName.LEAD, label="", sentence="", permissions=("steps.fly",))
    monkeypatch.setitem(ROLES, RoleName.LEAD, more)
    with pytest.warns(UserWarning, match=r"No such permission: steps\.fly"):
        after_migrate()


def test_roles_are_synced_after_the_last_app_that_migrates() -> None:
    last = [app for app in apps.get_app_configs() if app.models_module][-1]
    assert [
        receiver for receiver in post_migrate._live_receivers(last)[0] if receiver is after_migrate
    ] == [after_migrate]
