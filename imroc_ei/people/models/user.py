from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.enums import Face, Scheme, Spacing, TextSize
from imroc_ei.people.roles import ROLES, Role, RoleName


def public_id() -> str:
    """Return an identifier that nobody can guess (72 bits), for addresses and exports."""
    return secrets.token_urlsafe(9)


class UserQuerySet(models.QuerySet["User"]):
    def with_roles(self) -> UserQuerySet:
        """Add what every page asks of the person in front of it, within the same query."""
        held = Group.objects.filter(user=models.OuterRef("pk"))
        factor = Authenticator.objects.filter(user=models.OuterRef("pk")).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        return self.annotate(
            has_second_factor=models.Exists(factor),
            **{f"is_{name}": models.Exists(held.filter(name=name)) for name in RoleName},
        )

    def present(self) -> UserQuerySet:
        return self.filter(is_active=True, left_at=None)

    def holding(self, role: RoleName) -> UserQuerySet:
        return self.present().filter(groups__name=role)


# The class it is made from comes into being at run time.
class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user: User = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        raise NotImplementedError(
            "Nobody here stands above the roles. Run: manage.py invite EMAIL --role owner"
        )

    def get_by_natural_key(self, username: str | None) -> User:
        user: User = self.get(email=(username or "").strip().lower())
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. Who leaves is made anonymous in place, so that nothing breaks."""

    # Nobody stands above the roles: what somebody may do is what their roles say.
    is_superuser = None

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)

    text_size = models.CharField(max_length=12, choices=TextSize, default=TextSize.STANDARD)
    spacing = models.CharField(max_length=12, choices=Spacing, default=Spacing.STANDARD)
    face = models.CharField(max_length=12, choices=Face, default=Face.STANDARD)
    scheme = models.CharField(max_length=12, choices=Scheme, default=Scheme.DEVICE)

    monthly_nudge = models.BooleanField(_("ask me once a month"), default=False)
    reminders_paused_until = models.DateField(null=True, blank=True)
    stopped_rules = models.JSONField(default=list, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_any_case"),
            models.CheckConstraint(
                condition=models.Q(left_at=None) | models.Q(is_active=False, name="", pronouns=""),
                name="user_who_left_is_anonymous",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        if self.left_at:
            return gettext("A former consultant")
        return self.name or gettext("Somebody without a name here yet")

    @cached_property
    def role_names(self) -> frozenset[RoleName]:
        """The roles held now, from the query that fetched the person where it brought them."""
        if hasattr(self, "is_consultant"):
            return frozenset(name for name in RoleName if getattr(self, f"is_{name}"))
        return frozenset(RoleName(name) for name in self.groups.values_list("name", flat=True))

    @property
    def roles(self) -> list[Role]:
        return [role for name, role in ROLES.items() if name in self.role_names]

    def has_role(self, name: RoleName) -> bool:
        return name in self.role_names

    @property
    def is_shut_out(self) -> bool:
        """Made-up people come in only while made-up data is switched on."""
        return self.is_demo and not settings.DEMO

    @property
    def needs_second_factor(self) -> bool:
        return any(role.second_factor for role in self.roles)

    def pause_ends(self, on: date) -> date | None:
        """Return the day from which reminders go out again, if they are paused on this day."""
        until = self.reminders_paused_until
        return until if until is not None and on < until else None

    def get_session_auth_hash(self) -> str:
        """Sessions end when the password or the roles change."""
        return self._hash_with_roles(secret=None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return (self._hash_with_roles(secret=key) for key in settings.SECRET_KEY_FALLBACKS)

    def _hash_with_roles(self, *, secret: str | bytes | None) -> str:
        held = ",".join(sorted(self.role_names))
        value = f"{self.password}|{held}"
        return salted_hmac(
            "imroc_ei.people.session", value, secret=secret, algorithm="sha256"
        ).hexdigest()
