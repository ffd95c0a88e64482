from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.enums import AccessReason, ConflictReason
from feedback.models.case import Case, sealed
from imroc_ei.people.models.user import public_id


class CaseAccess(models.Model):
    """That somebody was let in to a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="access")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=AccessReason)
    let_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    on = models.DateField(default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = _("access to a case")
        verbose_name_plural = _("access to cases")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="case_access_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.person}"


class Conflict(models.Model):
    """That somebody must not know of a case, not even that it exists."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=14, choices=ConflictReason)
    why_sealed = sealed()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    on = models.DateField(default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="case_conflict_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.person}"


class CaseView(models.Model):
    """That somebody opened a case. Everybody else who may open it can see that."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="views")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    what = models.CharField(max_length=20, default="case")

    class Meta:
        verbose_name = _("look at a case")
        verbose_name_plural = _("looks at cases")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.case}: {self.person}"
