from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from steps.quarters.enums import PayShare, TimeBand
from steps.quarters.periods import Period

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User


class QuarterQuerySet(models.QuerySet["Quarter"]):
    def visible_to(self, person: User | AnonymousUser) -> QuarterQuerySet:
        """All of them, the same for everybody who may read any."""
        return self if person.has_perm("steps.read_quarters") else self.none()


class Quarter(models.Model):
    """What may be said of the time given in a closed quarter: written once, never changed.

    It holds the words that are shown and nothing behind them, neither sums nor numbers of
    people. Empty words are not shown, because too few people are in them.
    """

    first_day = models.DateField(unique=True)
    time = models.CharField(max_length=12, choices=TimeBand, blank=True)
    pay = models.CharField(max_length=4, choices=PayShare, blank=True)
    made_up = models.BooleanField(default=False)
    frozen_on = models.DateField()

    objects = QuarterQuerySet.as_manager()

    class Meta:
        verbose_name = _("quarter")
        verbose_name_plural = _("quarters")
        ordering = ["-first_day"]
        default_permissions = ()
        permissions = [("read_quarters", "Can read totals of time and pay by quarter")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__day=1, first_day__month__in=[1, 4, 7, 10]),
                name="quarter_begins_with_its_first_day",
            ),
            models.CheckConstraint(
                condition=models.Q(pay="") | ~models.Q(time=""),
                name="quarter_pay_only_with_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.period)

    @property
    def period(self) -> Period:
        return Period(self.first_day)

    @property
    def time_words(self) -> str:
        return self.get_time_display() if self.time else gettext("Not shown")

    @property
    def pay_words(self) -> str:
        return self.get_pay_display() if self.pay else gettext("Not shown")
