from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aims.models import Aim
from imroc_ei.people.models.user import public_id
from imroc_ei.people.roles import RoleName
from steps.enums import AffectedAmong, ReviewState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User

AT_WORK = [ReviewState.OPEN, ReviewState.PROPOSED]


class ReviewQuerySet(models.QuerySet["Review"]):
    def open(self) -> ReviewQuerySet:
        return self.filter(state=ReviewState.OPEN)

    def proposed(self) -> ReviewQuerySet:
        """Those that wait for a second person."""
        return self.filter(state=ReviewState.PROPOSED)

    def at_work(self) -> ReviewQuerySet:
        """Those that are neither closed nor abandoned."""
        return self.filter(state__in=AT_WORK)

    def closed(self) -> ReviewQuerySet:
        return self.filter(state=ReviewState.CLOSED)

    def of(self, aim: Aim) -> ReviewQuerySet:
        return self.filter(aim=aim)

    def visible_to(self, person: User | AnonymousUser) -> ReviewQuerySet:
        """Consultants see those that wait for one of them, or are closed; if they lead, all.

        Who is no consultant sees none: a review has figures whose entries they could not read.
        """
        if not person.is_authenticated or not person.has_role(RoleName.CONSULTANT):
            return self.none()
        if person.has_role(RoleName.LEAD):
            return self
        return self.filter(state__in=[ReviewState.PROPOSED, ReviewState.CLOSED])


class Review(models.Model):
    """How an aim is doing, found by leads and confirmed by a second person.

    A closed review never changes: the action refuses, and so does the database (see the
    migration that writes its triggers). A correction is a new review.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    aim = models.ForeignKey(Aim, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=12, choices=ReviewState, default=ReviewState.OPEN)
    # One more with every change of anything in the review: what was read is what is confirmed.
    version = models.PositiveIntegerField(default=1, editable=False)
    # One more with every change of the review's own words, so that two leads on different
    # findings do not get in each other's way.
    words_version = models.PositiveIntegerField(default=1, editable=False)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)

    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews_opened"
    )
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews_proposed",
    )
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews_to_confirm",
        verbose_name=_("who is asked to confirm"),
    )
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_back_reason = models.TextField(blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews_confirmed",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    abandoned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    abandoned_at = models.DateTimeField(null=True, blank=True, editable=False)

    learned = models.TextField(_("what we learned"), blank=True)
    nothing_new = models.BooleanField(_("nothing new yet"), default=False)
    stop_doing = models.TextField(_("what we will stop doing"), blank=True)
    took_part = models.PositiveSmallIntegerField(_("how many took part"), null=True, blank=True)
    affected_among = models.CharField(
        _("were people affected among them"), max_length=12, choices=AffectedAmong, blank=True
    )
    not_agreed = models.TextField(_("what was seen differently"), blank=True)
    next_review_on = models.DateField(_("next review"), null=True, blank=True)

    snapshot = models.JSONField(null=True, blank=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-opened_at", "-pk"]
        permissions = [("confirm_review", "Can confirm what a lead proposes")]
        constraints = [
            models.UniqueConstraint(
                fields=["aim"],
                condition=models.Q(state__in=AT_WORK),
                name="review_one_at_work_of_an_aim",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[ReviewState.PROPOSED, ReviewState.CLOSED])
                | (~models.Q(proposed_by=None) & ~models.Q(proposed_at=None)),
                name="review_proposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(state=ReviewState.CLOSED, snapshot__isnull=False)
                    & ~models.Q(confirmed_by=None)
                    & ~models.Q(confirmed_at=None)
                    & ~models.Q(next_review_on=None)
                )
                | (
                    ~models.Q(state=ReviewState.CLOSED)
                    & models.Q(snapshot__isnull=True, confirmed_by=None, confirmed_at=None)
                ),
                name="review_closed_with_a_snapshot",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None)
                | ~models.Q(confirmed_by=models.F("proposed_by")),
                name="review_not_confirmed_by_its_proposer",
            ),
            models.CheckConstraint(
                condition=(models.Q(state=ReviewState.ABANDONED) & ~models.Q(abandoned_at=None))
                | (~models.Q(state=ReviewState.ABANDONED) & models.Q(abandoned_at=None)),
                name="review_abandoned_is_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(learned="") | models.Q(nothing_new=False),
                name="review_learned_or_nothing_new",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Review of aim %(number)d") % {"number": self.aim.number}

    def get_absolute_url(self) -> str:
        return reverse("review", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state == ReviewState.OPEN

    @property
    def is_proposed(self) -> bool:
        return self.state == ReviewState.PROPOSED

    @property
    def is_closed(self) -> bool:
        return self.state == ReviewState.CLOSED

    @property
    def has_words(self) -> bool:
        """Whether the page about what was learned has been answered."""
        return bool(self.learned or self.nothing_new) and self.next_review_on is not None
