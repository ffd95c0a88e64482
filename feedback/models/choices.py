from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedbackChoices(models.Model):
    """What an owner chose about feedback, apart from the procedure: a single row."""

    asks_about_people = models.BooleanField(_("ask who people are, after sending"), default=False)

    class Meta:
        verbose_name = _("choices about feedback")
        verbose_name_plural = _("choices about feedback")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="feedback_choices_one_row"),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> FeedbackChoices:
        """Return what was chosen; before anybody has, the defaults, unsaved."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
