from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.roles import CONFIRMED_BY_A_HANDLER, ROLES, Role, RoleName

HANDLER = RoleName.HANDLER.value


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def waiting(self) -> RoleGrantQuerySet:
        """Those whom an owner has named and no handler has confirmed yet."""
        return self.filter(ended_at=None, opened_at=None)


class RoleGrant(models.Model):
    """Who gave which role to whom. Who reads cases waits for a handler to confirm it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants"
    )
    role = models.CharField(max_length=12, choices=[(name.value, name.value) for name in RoleName])
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    granted_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role given")
        verbose_name_plural = _("roles given")
        ordering = ["-granted_at", "-pk"]
        permissions = [("confirm_handler", "Can confirm a new handler")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(ended_at=None),
                name="role_grant_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    role__in=[role.value for role in CONFIRMED_BY_A_HANDLER],
                    granted_by=models.F("person"),
                ),
                name="role_grant_handler_named_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("person")),
                name="role_grant_not_confirmed_by_oneself",
            ),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("granted_by")),
                name="role_grant_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.person}"

    @property
    def held_role(self) -> Role:
        return ROLES[RoleName(self.role)]

    @property
    def is_waiting(self) -> bool:
        return self.ended_at is None and self.opened_at is None
