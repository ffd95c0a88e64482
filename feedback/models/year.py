from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class FeedbackYear(models.Model):
    """What may be said of the cases that came in a year: written once, never changed.

    It holds the numbers that are shown and nothing behind them. What is not shown is not in it.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    tables = models.JSONField(default=list)
    made_up = models.BooleanField(default=False)
    frozen_on = models.DateField()

    class Meta:
        verbose_name = _("figures of a year")
        verbose_name_plural = _("figures by year")
        ordering = ["-year"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("procedure_figures", args=[self.year])

    def get_easy_url(self) -> str:
        return reverse("procedure_figures_easy", args=[self.year])
