"""Keeps Django's groups and their permissions as `roles.py` declares them."""

from __future__ import annotations

import warnings
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS

from imroc_ei.people.roles import ROLES


def sync_roles(*, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Give every role's group what the role declares; return the permissions that do not exist.

    Idempotent. Runs after the last app has migrated, when every permission is there.
    """
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role in ROLES.values():
        group, _made = Group.objects.using(using).get_or_create(name=role.name.value)
        group.permissions.set([known[name] for name in role.permissions if name in known])
    return sorted(
        {name for role in ROLES.values() for name in role.permissions if name not in known}
    )


def after_migrate(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    for name in sync_roles(using=using):
        warnings.warn(f"No such permission: {name} (see people/roles.py)", stacklevel=2)
