from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from steps.enums import Direction, Level, RestsOn
from steps.models.evidence import Evidence
from steps.models.review import Review
from steps.models.step import OUTSIDE_THE_LADDER, Step


class FindingQuerySet(models.QuerySet["Finding"]):
    def kept(self) -> FindingQuerySet:
        """Those that are still part of their review."""
        return self.filter(released_at=None)

    def given(self) -> FindingQuerySet:
        return self.exclude(given_at=None)

    def holding(self) -> FindingQuerySet:
        """Those that keep their statement from being in another review."""
        return self.filter(is_open=True)


class Finding(models.Model):
    """What a review found about one statement."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="findings")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    is_open = models.BooleanField(default=True, editable=False)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    level = models.CharField(
        _("level"),
        max_length=24,
        blank=True,
        choices=[(level.value, level.label) for level in Level if level not in OUTSIDE_THE_LADDER],
    )
    direction = models.CharField(
        _("since the last review"), max_length=16, choices=Direction, blank=True
    )
    rests_on = models.CharField(_("what it rests on"), max_length=12, choices=RestsOn, blank=True)
    why = models.TextField(_("why"), blank=True)
    other_explanation = models.TextField(_("what else might explain it"), blank=True)
    back_reason = models.TextField(_("why it moves back"), blank=True)
    evidence: models.ManyToManyField[Evidence, models.Model] = models.ManyToManyField(
        Evidence, related_name="findings", blank=True
    )
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Empty while a finding was only put aside for later.
    given_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "step"], name="finding_one_of_a_statement_in_a_review"
            ),
            models.UniqueConstraint(
                fields=["step"],
                condition=models.Q(is_open=True),
                name="finding_statement_in_one_open_review",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at=None) | models.Q(is_open=False),
                name="finding_released_holds_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(given_at=None)
                | (
                    ~models.Q(level="")
                    & ~models.Q(direction="")
                    & ~models.Q(rests_on="")
                    & ~models.Q(why="")
                ),
                name="finding_given_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.get_level_display()}" if self.level else str(self.step)

    def get_absolute_url(self) -> str:
        return reverse("review_finding", args=[self.review.public_id, self.step.slug])

    @property
    def is_given(self) -> bool:
        return self.given_at is not None
