from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.models.user import public_id
from library.enums import Format, SuggestionState
from library.models.resource import LONGEST_ADDRESS, Resource, no_features

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def waiting(self) -> SuggestionQuerySet:
        return self.filter(state=SuggestionState.RECEIVED)

    def visible_to(self, person: User | AnonymousUser) -> SuggestionQuerySet:
        """One's own; those who curate see all."""
        if person.has_perm("library.curate_resource"):
            return self
        return self.filter(suggested_by_id=person.pk) if person.is_authenticated else self.none()


class Suggestion(models.Model):
    """Something that somebody thinks should be in the library, and what came of it."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Made with the empty form, so that pressing the button twice stores one suggestion.
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    url = models.URLField(_("address"), max_length=LONGEST_ADDRESS)
    address_key = models.CharField(max_length=LONGEST_ADDRESS, editable=False)
    why = models.TextField(_("why it should be in the library"))
    title = models.CharField(_("title"), max_length=300, blank=True)
    creator = models.CharField(_("who made it"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    format = models.CharField(_("format"), max_length=12, choices=Format, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    accessibility = models.JSONField(_("accessibility"), default=no_features, blank=True)
    lived_experience = models.BooleanField(_("made by people with lived experience"), default=False)
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suggestions"
    )
    suggested_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(
        max_length=10, choices=SuggestionState, default=SuggestionState.RECEIVED, editable=False
    )
    reason = models.CharField(_("why it was not added"), max_length=500, blank=True)
    resource = models.ForeignKey(
        Resource, on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-suggested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=SuggestionState.RECEIVED, decided_at=None)
                | (~models.Q(state=SuggestionState.RECEIVED) & ~models.Q(decided_at=None)),
                name="suggestion_decided_is_dated",
            ),
            models.CheckConstraint(
                condition=(models.Q(state=SuggestionState.NOT_ADDED) & ~models.Q(reason=""))
                | (~models.Q(state=SuggestionState.NOT_ADDED) & models.Q(reason="")),
                name="suggestion_not_added_says_why",
            ),
            models.UniqueConstraint(
                fields=["suggested_by", "address_key"],
                condition=models.Q(state=SuggestionState.RECEIVED),
                name="suggestion_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    def get_absolute_url(self) -> str:
        return reverse("library_suggestion", args=[self.public_id])
