from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

ENDS_SOON_DAYS = 60


class TeamTermQuerySet(models.QuerySet["TeamTerm"]):
    def on(self, day: date) -> TeamTermQuerySet:
        return self.filter(starts_on__lte=day).filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=day)
        )

    def with_people(self) -> TeamTermQuerySet:
        return self.select_related("person")


class TeamTerm(models.Model):
    """Who is in the equity and inclusion team, in which role, from when until when."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="team_terms"
    )
    role = models.CharField(_("role in the team"), max_length=120)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    days_a_month = models.DecimalField(
        _("days a month agreed"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(31)],
    )
    paid = models.BooleanField(_("paid"), null=True, blank=True)
    show_name = models.BooleanField(_("show my name to anyone"), default=False)

    objects = TeamTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term in the team")
        verbose_name_plural = _("terms in the team")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="team_term_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"

    def ends_soon(self, day: date) -> bool:
        return self.ends_on is not None and self.ends_on - day <= timedelta(days=ENDS_SOON_DAYS)
