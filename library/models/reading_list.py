from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aims.models import Aim
from imroc_ei.people.models.user import public_id
from library.enums import ListVisibility
from library.models.resource import Resource

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User

OWN = [ListVisibility.ONLY_ME, ListVisibility.LINK]


class ReadingListQuerySet(models.QuerySet["ReadingList"]):
    def curated(self) -> ReadingListQuerySet:
        return self.filter(visibility=ListVisibility.CURATED)

    def held_by(self, person: User | AnonymousUser) -> ReadingListQuerySet:
        return self.filter(held_by_id=person.pk) if person.is_authenticated else self.none()

    def visible_to(self, person: User | AnonymousUser) -> ReadingListQuerySet:
        """The lists that open for this person, some only for whoever was given the address."""
        open_to_all = models.Q(visibility__in=[ListVisibility.CURATED, ListVisibility.LINK])
        if not person.is_authenticated:
            return self.filter(open_to_all)
        return self.filter(open_to_all | models.Q(held_by=person))


class ReadingList(models.Model):
    """Resources somebody put together: for themselves, for who has the link, or for an aim."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Made with the empty form, so that pressing the button twice makes one list.
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what it is for"), blank=True)
    visibility = models.CharField(
        _("who can see it"),
        max_length=10,
        choices=ListVisibility,
        default=ListVisibility.ONLY_ME,
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reading_lists",
    )
    aim = models.ForeignKey(
        Aim, on_delete=models.CASCADE, null=True, blank=True, related_name="reading_lists"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_up = models.BooleanField(default=False, editable=False)
    resources: models.ManyToManyField[Resource, ReadingListItem] = models.ManyToManyField(
        Resource, through="ReadingListItem", related_name="reading_lists"
    )

    objects = ReadingListQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading list")
        verbose_name_plural = _("reading lists")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(visibility=ListVisibility.CURATED, held_by=None) & ~models.Q(aim=None)
                )
                | (models.Q(visibility__in=OWN, aim=None) & ~models.Q(held_by=None)),
                name="reading_list_is_somebodys_or_an_aims",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reading_list", args=[self.public_id])

    def is_changeable_by(self, person: User | AnonymousUser) -> bool:
        """Whether it is the person's own; those of the library are changed by who curates it."""
        if self.is_curated:
            return person.has_perm("library.curate_resource")
        return person.is_authenticated and self.held_by_id == person.pk

    @property
    def is_curated(self) -> bool:
        return self.visibility == ListVisibility.CURATED

    @property
    def is_private(self) -> bool:
        return self.visibility == ListVisibility.ONLY_ME


class ReadingListItem(models.Model):
    reading_list = models.ForeignKey(ReadingList, on_delete=models.CASCADE, related_name="items")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="list_items")
    order = models.PositiveIntegerField(default=0)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("resource on a reading list")
        verbose_name_plural = _("resources on reading lists")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reading_list", "resource"], name="reading_list_resource_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reading_list_id}.{self.order}"
