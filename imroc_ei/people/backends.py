from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from imroc_ei.people.models import User


class Backend(AuthenticationBackend):
    """Sign-in by e-mail, for whoever is not shut out."""

    def get_user(self, user_id: Any) -> User | None:
        user: User | None = User.objects.with_roles().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """What this person's roles give, as `roles.py` declares it, without asking the database.

        The groups hold the same permissions: they are synced after every migration.
        """
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return {permission for role in user_obj.roles for permission in role.permissions}

    def user_can_authenticate(self, user: Any) -> bool:
        return not user.is_shut_out and bool(super().user_can_authenticate(user))
