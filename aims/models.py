from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aims.text import Block, blocks


class Vision(models.Model):
    """What the organisation wants to come true: one row, shown exactly as published."""

    statement = models.TextField(_("the vision"))
    loaded_statement = models.TextField(editable=False, default="")
    threads = models.JSONField(_("threads"), default=list, editable=False)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        verbose_name = _("vision")
        verbose_name_plural = _("vision")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="vision_one_row")]

    def __str__(self) -> str:
        return Truncator(self.statement).words(8)


class AimQuerySet(models.QuerySet["Aim"]):
    def current(self) -> AimQuerySet:
        """The aims that the plan has now; one that left it is kept for what was said about it."""
        return self.filter(retired_on=None)


class Aim(models.Model):
    """One aim of the plan: its words as published, and a short name of ours to find it by."""

    vision = models.ForeignKey(Vision, on_delete=models.PROTECT, related_name="aims")
    number = models.PositiveSmallIntegerField(
        _("number"), unique=True, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    short_name = models.CharField(_("short name"), max_length=80)
    statement = models.TextField(_("the aim"))
    loaded_short_name = models.CharField(max_length=80, editable=False, default="")
    loaded_statement = models.TextField(editable=False, default="")
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="aims_held",
        verbose_name=_("held by"),
    )
    judgement = models.TextField(_("how this aim is doing"), blank=True)
    judged_on = models.DateField(null=True, blank=True, editable=False)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    next_review_on = models.DateField(_("next review"), null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True, editable=False)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    objects = AimQuerySet.as_manager()

    class Meta:
        verbose_name = _("aim")
        verbose_name_plural = _("aims")
        ordering = ["number"]
        permissions = [("judge_aim", "Can write how an aim is doing")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(judgement="", judged_on=None)
                | (~models.Q(judgement="") & ~models.Q(judged_on=None)),
                name="aim_judgement_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Aim %(number)d: %(name)s") % {
            "number": self.number,
            "name": self.short_name,
        }

    def get_absolute_url(self) -> str:
        return reverse("aim", args=[self.number])

    @property
    def has_history(self) -> bool:
        """Whether somebody judged it, holds it, or changed its words: then it is never deleted."""
        by_somebody = self.history.filter(history_type="~").exclude(history_user=None)
        return bool(self.judgement or self.held_by_id) or by_somebody.exists()


class Term(models.Model):
    """A word the plan chose, and why: our plain summary, and the organisation's own statement."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("word"), max_length=80)
    summary = models.TextField(_("in plain words"))
    loaded_summary = models.TextField(editable=False, default="")
    full_statement = models.TextField(_("the organisation’s own statement"), blank=True)
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    review_on = models.DateField(_("look at this again on"), null=True, blank=True)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        verbose_name = _("use of language")
        verbose_name_plural = _("use of language")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("language") + f"#{self.slug}"

    @property
    def summary_blocks(self) -> list[Block]:
        return blocks(self.summary)

    @property
    def full_statement_blocks(self) -> list[Block]:
        return blocks(self.full_statement)
