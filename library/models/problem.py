from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.models.user import public_id
from library.enums import ProblemKind
from library.models.resource import Resource


class ProblemQuerySet(models.QuerySet["Problem"]):
    def open(self) -> ProblemQuerySet:
        return self.filter(settled_at=None)


class Problem(models.Model):
    """What somebody told us is wrong with a resource. Who they are is not asked and not kept."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Made with the empty form, so that pressing the button twice stores one report.
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="problems")
    kind = models.CharField(_("what is the problem"), max_length=16, choices=ProblemKind)
    words = models.TextField(_("in your words"), blank=True)
    reported_on = models.DateField(default=timezone.localdate, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("what was done"), max_length=300, blank=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem with a resource")
        verbose_name_plural = _("problems with resources")
        ordering = ["reported_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at=None, outcome="")
                | (~models.Q(settled_at=None) & ~models.Q(outcome="")),
                name="problem_settled_says_what_was_done",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
