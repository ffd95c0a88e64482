from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.models.user import public_id
from steps.models.review import Review
from steps.models.step import Step

if TYPE_CHECKING:
    from datetime import date

    from aims.models import Aim
    from imroc_ei.people.models import User

WORDS_OF_A_TITLE = 20


class ActionQuerySet(models.QuerySet["Action"]):
    def agreed(self) -> ActionQuerySet:
        """Those that stand: what an unfinished review notes is not agreed yet."""
        return self.exclude(agreed_on=None)

    def open(self) -> ActionQuerySet:
        return self.agreed().filter(done_on=None, let_go_on=None)

    def done(self) -> ActionQuerySet:
        return self.exclude(done_on=None)

    def let_go(self) -> ActionQuerySet:
        return self.exclude(let_go_on=None)

    def held_by(self, person: User) -> ActionQuerySet:
        return self.filter(held_by=person)

    def serving(self, aim: Aim) -> ActionQuerySet:
        """Actions on any statement of an aim, each once."""
        return self.filter(step__in=Step.objects.in_aim(aim).order_by().values("pk"))

    def due_by(self, day: date) -> ActionQuerySet:
        return self.filter(due__lte=day)


class Action(models.Model):
    """Something to be done about a statement, by whom and by when."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Made with the empty form, so that pressing the button twice stores one action.
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    what = models.TextField(_("what"))
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="actions", verbose_name=_("statement")
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="actions_held",
        verbose_name=_("who"),
    )
    due = models.DateField(_("by when"))
    # The review that it came out of, where it came out of one.
    review = models.ForeignKey(
        Review, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    noted_at = models.DateTimeField(default=timezone.now, editable=False)
    agreed_on = models.DateField(null=True, blank=True, editable=False)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    let_go_on = models.DateField(_("let go on"), null=True, blank=True)
    let_go_reason = models.TextField(_("why it was let go"), blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_on=None) | models.Q(let_go_on=None),
                name="action_done_or_let_go",
            ),
            models.CheckConstraint(
                condition=models.Q(let_go_on=None, let_go_reason="")
                | (~models.Q(let_go_on=None) & ~models.Q(let_go_reason="")),
                name="action_let_go_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(agreed_on=None) | models.Q(done_on=None, let_go_on=None),
                name="action_ends_only_once_agreed",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.what).words(WORDS_OF_A_TITLE)

    def get_absolute_url(self) -> str:
        return reverse("action", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.agreed_on is not None and self.done_on is None and self.let_go_on is None
