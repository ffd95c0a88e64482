from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from feedback.enums import ProcedureState

if TYPE_CHECKING:
    from datetime import date


class ProcedureQuerySet(models.QuerySet["ProcedureVersion"]):
    def in_force(self) -> ProcedureVersion | None:
        return self.filter(state=ProcedureState.IN_FORCE).first()

    def once_in_force(self) -> ProcedureQuerySet:
        """Those that cases came under: what anybody may read."""
        return self.filter(state__in=[ProcedureState.IN_FORCE, ProcedureState.SUPERSEDED])

    def to_review_by(self, day: date) -> ProcedureQuerySet:
        return self.filter(state=ProcedureState.IN_FORCE, review_on__lte=day)


class ProcedureVersion(models.Model):
    """How feedback and complaints are dealt with, and by when. A case keeps the one it came under.

    Days are working days of the organisation's nation unless a name says calendar days. The
    defaults follow NHS practice and the Ombudsmen's complaint handling codes.
    """

    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    state = models.CharField(max_length=12, choices=ProcedureState, default=ProcedureState.DRAFT)
    text = models.TextField(_("the procedure"))
    easy_text = models.TextField(_("the procedure in easy words"), blank=True)
    changed = models.TextField(_("what changed, and why"), blank=True)
    lessons = models.ManyToManyField(
        "feedback.Lesson", blank=True, related_name="procedures", verbose_name=_("lessons")
    )
    consulted_from = models.DateField(null=True, blank=True)
    consulted_with = models.TextField(_("who was asked, and what they said"), blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="procedures_held",
        verbose_name=_("held by"),
    )
    made_up = models.BooleanField(default=False, editable=False)

    acknowledge_days = models.PositiveSmallIntegerField(_("acknowledge within"), default=3)
    early_days = models.PositiveSmallIntegerField(_("aim for an early answer within"), default=5)
    answer_days = models.PositiveSmallIntegerField(_("answer within"), default=10)
    extension_days = models.PositiveSmallIntegerField(_("one extension of up to"), default=10)
    progress_days = models.PositiveSmallIntegerField(_("note of progress every"), default=10)
    tell_days = models.PositiveSmallIntegerField(
        _("ring or post what was written within"), default=1
    )
    second_ask_calendar_days = models.PositiveSmallIntegerField(
        _("a second look can be asked for within (calendar days)"), default=30
    )
    second_acknowledge_days = models.PositiveSmallIntegerField(
        _("acknowledge the second look within"), default=3
    )
    second_answer_days = models.PositiveSmallIntegerField(
        _("answer the second look within"), default=20
    )
    second_extension_days = models.PositiveSmallIntegerField(
        _("one extension of the second look of up to"), default=20
    )
    personal_data_calendar_days = models.PositiveSmallIntegerField(
        _("acknowledge a complaint about personal data within (calendar days)"), default=30
    )
    quarantine_days = models.PositiveSmallIntegerField(
        _("look at what was set aside within"), default=2
    )
    survey_weeks = models.PositiveSmallIntegerField(
        _("ask how it was, this many weeks after closing"), default=4
    )
    content_months = models.PositiveSmallIntegerField(
        _("keep what was said for (months)"), default=12
    )
    anonymise_years = models.PositiveSmallIntegerField(
        _("make a case anonymous after (years)"), default=5
    )
    delete_years = models.PositiveSmallIntegerField(_("delete a case after (years)"), default=10)

    history = HistoricalRecords()
    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the procedure")
        verbose_name_plural = _("versions of the procedure")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state="in-force"),
                name="procedure_one_in_force",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["in-force", "superseded"])
                | models.Q(in_force_from__isnull=False, review_on__isnull=False),
                name="procedure_in_force_says_since_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state="superseded", superseded_on__isnull=False)
                | (~models.Q(state="superseded") & models.Q(superseded_on=None)),
                name="procedure_replaced_says_when",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Version %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("procedure_version", args=[self.number])

    def get_easy_url(self) -> str:
        return reverse("procedure_version_easy", args=[self.number])
