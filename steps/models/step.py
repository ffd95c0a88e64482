from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aims.models import Aim
from steps.enums import Confirmer, Direction, Level, Origin, RestsOn, StepKind, StepState
from steps.models.activity import Activity

OUTSIDE_THE_LADDER = [Level.NOT_RECORDED, Level.NOT_REVIEWED]


class StepQuerySet(models.QuerySet["Step"]):
    def current(self) -> StepQuerySet:
        return self.exclude(state=StepState.RETIRED)

    def published(self) -> StepQuerySet:
        return self.filter(origin=Origin.PUBLISHED)

    def top(self) -> StepQuerySet:
        """Steps and goal sets: what is placed in aims by itself."""
        return self.filter(parent=None)

    def in_aim(self, aim: Aim) -> StepQuerySet:
        """The statements of an aim: those placed in it, and those that come along under them."""
        return self.filter(models.Q(placements__aim=aim) | models.Q(parent__placements__aim=aim))

    def with_history(self) -> StepQuerySet:
        """Statements about which somebody did something: they are retired, never deleted."""
        row = models.OuterRef("pk")
        logged = Activity.steps.through._default_manager.filter(step_id=row)
        changed = self.model.history.filter(id=row, history_type="~").exclude(history_user=None)
        joined = self.model._default_manager.filter(parent=row, origin=Origin.ADDED)
        agreed = self.model._default_manager.filter(
            models.Q(actions__isnull=False) | models.Q(findings__isnull=False)
        )
        reworded = models.Q(origin=Origin.PUBLISHED) & ~models.Q(
            statement=models.F("loaded_statement"), short_name=models.F("loaded_short_name")
        )
        return self.filter(
            models.Exists(logged)
            | models.Exists(changed)
            | models.Exists(joined)
            | models.Q(pk__in=agreed.order_by().values("pk"))
            | reworded
        )


class Step(models.Model):
    """A statement of the plan: a step, a sub-step, a goal set or a goal. It exists once."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=StepKind, default=StepKind.STEP)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.PUBLISHED)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    order = models.PositiveSmallIntegerField(default=0)
    short_name = models.CharField(_("short name"), max_length=80)
    statement = models.TextField(_("the statement"))
    loaded_short_name = models.CharField(max_length=80, editable=False, default="")
    loaded_statement = models.TextField(editable=False, default="")
    aims: models.ManyToManyField[Aim, Placement] = models.ManyToManyField(
        Aim, through="Placement", related_name="steps"
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="steps_held",
        verbose_name=_("held by"),
    )
    review_every = models.PositiveSmallIntegerField(
        _("review every (months)"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
    )
    loaded_review_every = models.PositiveSmallIntegerField(default=6, editable=False)
    next_review_on = models.DateField(_("next review"), null=True, blank=True)
    # Set by closing a review, and by nothing else.
    level = models.CharField(max_length=24, choices=Level, default=Level.NOT_REVIEWED)
    direction = models.CharField(max_length=16, choices=Direction, blank=True, editable=False)
    rests_on = models.CharField(max_length=12, choices=RestsOn, blank=True, editable=False)
    reviewed_on = models.DateField(null=True, blank=True, editable=False)
    state = models.CharField(max_length=12, choices=StepState, default=StepState.ACTIVE)
    paused_until = models.DateField(_("look again on"), null=True, blank=True)
    paused_reason = models.CharField(_("why it is paused"), max_length=300, blank=True)
    confirmer = models.CharField(max_length=12, choices=Confirmer, default=Confirmer.ANYONE)
    working_place = models.CharField(max_length=40, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["order", "pk"]
        permissions = [("care_step", "Can look after a statement")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[StepKind.STEP, StepKind.GOAL_SET], parent=None)
                | (models.Q(kind__in=[StepKind.SUB_STEP, StepKind.GOAL]) & ~models.Q(parent=None)),
                name="step_parent_fits_kind",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(state=StepState.PAUSED)
                    & ~models.Q(paused_until=None)
                    & ~models.Q(paused_reason="")
                )
                | (
                    ~models.Q(state=StepState.PAUSED)
                    & models.Q(paused_until=None, paused_reason="")
                ),
                name="step_pause_has_reason_and_date",
            ),
            models.CheckConstraint(
                condition=models.Q(origin=Origin.PUBLISHED, added_on=None)
                | (models.Q(origin=Origin.ADDED) & ~models.Q(added_on=None)),
                name="step_added_is_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    level__in=OUTSIDE_THE_LADDER, reviewed_on=None, direction="", rests_on=""
                )
                | (
                    ~models.Q(level__in=OUTSIDE_THE_LADDER)
                    & ~models.Q(reviewed_on=None)
                    & ~models.Q(direction="")
                    & ~models.Q(rests_on="")
                ),
                name="step_level_comes_from_a_review",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("step", args=[self.slug])

    def aim_numbers(self) -> list[int]:
        """The aims in which it stands, itself or along with its step."""
        step = self.parent or self
        current = step.placements.filter(aim__retired_on=None).order_by("aim__number")
        return list(current.values_list("aim__number", flat=True))

    @property
    def is_goal_set(self) -> bool:
        return self.kind == StepKind.GOAL_SET

    @property
    def is_paused(self) -> bool:
        return self.state == StepState.PAUSED


class Placement(models.Model):
    """Where a step stands in an aim. Its sub-steps come along; the order is the placement's."""

    aim = models.ForeignKey(Aim, on_delete=models.CASCADE, related_name="placements")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="placements")
    order = models.PositiveSmallIntegerField()
    note = models.CharField(_("what this means for this aim"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["aim__number", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["aim", "step"], name="placement_step_once_in_an_aim"),
        ]

    def __str__(self) -> str:
        return f"{self.aim_id}.{self.order}"
