from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.models.user import public_id

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User

LONGEST_QUERY = 1000


def feed_key() -> str:
    """Return the secret part of a feed's address (192 bits)."""
    return secrets.token_urlsafe(24)


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, person: User | AnonymousUser) -> SavedSearchQuerySet:
        """What somebody searches for is their own."""
        return self.filter(person_id=person.pk) if person.is_authenticated else self.none()


class SavedSearch(models.Model):
    """A search of somebody's, kept under a name, with a feed that only they have the address of."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=120)
    # What stands behind the ? in the address of the library.
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    feed_key = models.CharField(max_length=40, unique=True, default=feed_key, editable=False)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "query"], name="saved_search_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("library") + (f"?{self.query}" if self.query else "")
