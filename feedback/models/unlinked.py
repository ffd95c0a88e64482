from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

BITS_OF_A_KEY = 62


def random_key() -> int:
    """Return a key that does not say which row came first."""
    return secrets.randbelow(2**BITS_OF_A_KEY) + 1


class WaitingSheet(models.Model):
    """The answers of one person, until there are enough to be mixed with.

    It points to nobody and to no case, and says no day.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    sheet = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("answers that wait to be mixed")
        verbose_name_plural = _("answers that wait to be mixed")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.sheet


class UnlinkedAnswer(models.Model):
    """One answer to one question, away from the other answers of whoever gave it."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    sheet = models.CharField(max_length=20)
    question = models.CharField(max_length=30)
    answer = models.CharField(max_length=30)

    class Meta:
        verbose_name = _("unlinked answer")
        verbose_name_plural = _("unlinked answers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.question}"
