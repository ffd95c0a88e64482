from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.models import TeamTerm
from imroc_ei.people.models.user import public_id
from imroc_ei.people.roles import RoleName
from steps.enums import ActivityKind, ActivityStatus, AimedAt, Audience, Precision, ShapedBy

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from aims.models import Aim
    from imroc_ei.people.models import User
    from steps.models.step import Step

SHARED = [Audience.CONSULTANTS, Audience.PUBLIC]
MINUTES_IN_A_MONTH = 31 * 24 * 60


class ActivityQuerySet(models.QuerySet["Activity"]):
    def saved(self) -> ActivityQuerySet:
        return self.filter(status=ActivityStatus.SAVED)

    def shared(self) -> ActivityQuerySet:
        """What every figure on a dashboard counts, so that everybody sees the same number."""
        return self.saved().filter(audience__in=SHARED)

    def public(self) -> ActivityQuerySet:
        """What anyone may read: meant for everybody, and checked by a lead."""
        return self.saved().filter(audience=Audience.PUBLIC).exclude(checked_at=None)

    def to_check(self) -> ActivityQuerySet:
        return self.saved().filter(audience=Audience.PUBLIC, checked_at=None)

    def by(self, person: User) -> ActivityQuerySet:
        return self.filter(logged_by=person)

    def drafts(self) -> ActivityQuerySet:
        return self.filter(status=ActivityStatus.DRAFT)

    def withdrawn_by(self, person: User | AnonymousUser) -> ActivityQuerySet:
        return self.filter(logged_by_id=person.pk, status=ActivityStatus.WITHDRAWN)

    def visible_to(self, person: User | AnonymousUser) -> ActivityQuerySet:
        """The entries this person may read. A draft, and what was withdrawn, is its author's."""
        if not person.is_authenticated:
            return self.public()
        own = models.Q(logged_by=person)
        if not person.has_role(RoleName.CONSULTANT):
            return self.filter(
                own
                | models.Q(
                    status=ActivityStatus.SAVED,
                    audience=Audience.PUBLIC,
                    checked_at__isnull=False,
                )
            )
        today = timezone.localdate()
        team = models.Exists(TeamTerm.objects.on(today).filter(person=person))
        return self.filter(
            own
            | models.Q(status=ActivityStatus.SAVED, audience__in=SHARED)
            | models.Q(team, status=ActivityStatus.SAVED, audience=Audience.TEAM)
        )

    def about(self, step: Step) -> ActivityQuerySet:
        """Entries on a statement itself (not on what stands under it)."""
        return self.filter(steps=step)

    def serving(self, aim: Aim) -> ActivityQuerySet:
        """Entries on any statement of an aim, each once."""
        return self.filter(
            models.Exists(
                self.model.steps.through._default_manager.filter(
                    models.Q(step__placements__aim=aim)
                    | models.Q(step__parent__placements__aim=aim),
                    activity_id=models.OuterRef("pk"),
                )
            )
        )


class Activity(models.Model):
    """Something that was done. Logged once, it shows on every aim that its statements serve."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Made with the empty form, so that pressing the button twice stores one entry.
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    status = models.CharField(max_length=10, choices=ActivityStatus, default=ActivityStatus.SAVED)
    happened_on = models.DateField(_("when it happened"))
    precision = models.CharField(max_length=6, choices=Precision, default=Precision.DAY)
    kind = models.CharField(
        _("what kind of activity"), max_length=20, choices=ActivityKind, default=ActivityKind.OTHER
    )
    what_happened = models.TextField(_("what happened"), blank=True)
    learned = models.TextField(_("what we learned"), blank=True)
    steps: models.ManyToManyField[Step, models.Model] = models.ManyToManyField(
        "steps.Step", related_name="activities", blank=True
    )
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="activities"
    )
    logged_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    audience = models.CharField(
        _("who can see this"), max_length=12, choices=Audience, default=Audience.CONSULTANTS
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What a lead wrote when an entry was not made public.
    check_note = models.CharField(max_length=500, blank=True, editable=False)
    show_name = models.BooleanField(_("show my name on the public page"), default=False)

    aimed_at = models.CharField(
        _("what it was aimed at"), max_length=10, choices=AimedAt, blank=True
    )
    shaped_by = models.CharField(_("who shaped it"), max_length=10, choices=ShapedBy, blank=True)
    minutes = models.PositiveIntegerField(
        _("minutes it took"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MINUTES_IN_A_MONTH)],
    )
    paid = models.BooleanField(_("was it paid"), null=True, blank=True)
    threads = models.JSONField(_("threads of the vision"), default=list, blank=True)
    # What was typed into a draft and has no place in the fields above yet, by form field.
    unfinished = models.JSONField(default=dict, blank=True, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-happened_on", "-logged_at", "-pk"]
        permissions = [("check_activity", "Can check what is to become public")]
        indexes = [
            models.Index(fields=["status", "audience", "-happened_on"], name="activity_shared"),
            models.Index(fields=["logged_by", "status", "-happened_on"], name="activity_own"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(checked_at=None)
                | models.Q(audience=Audience.PUBLIC, status=ActivityStatus.SAVED),
                name="activity_checked_only_if_public",
            ),
            models.CheckConstraint(
                condition=models.Q(status=ActivityStatus.DRAFT) | ~models.Q(what_happened=""),
                name="activity_saved_says_what_happened",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes=None) | models.Q(minutes__lte=MINUTES_IN_A_MONTH),
                name="activity_minutes_fit_in_a_month",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activity", args=[self.public_id])

    @property
    def title(self) -> str:
        """The first line of what happened."""
        return self.what_happened.strip().partition("\n")[0].strip()

    @property
    def rest(self) -> str:
        """What follows the first line."""
        return self.what_happened.strip().partition("\n")[2].strip()

    @property
    def is_draft(self) -> bool:
        return self.status == ActivityStatus.DRAFT

    @property
    def is_withdrawn(self) -> bool:
        return self.status == ActivityStatus.WITHDRAWN

    @property
    def is_public(self) -> bool:
        return self.checked_at is not None

    @property
    def waits_to_become_public(self) -> bool:
        return (
            self.status == ActivityStatus.SAVED
            and self.audience == Audience.PUBLIC
            and self.checked_at is None
        )
