from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aims.models import Aim
from imroc_ei.people.models.user import public_id
from imroc_ei.phrases import and_list
from library.enums import AccessFeature, Format, LinkState, ResourceState
from library.languages import language_name
from library.models.topic import Topic
from steps.models import Step

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User

LONGEST_ADDRESS = 2000
EARLIEST_YEAR, LATEST_YEAR = 1000, 2200
MOST_MINUTES = 60_000
# So many checks in a row have to fail before a curator hears of it.
FAILURES_BEFORE_A_CURATOR_HEARS = 3
# What is written so often, or made from the rest, that nobody looks for who changed it.
WITHOUT_HISTORY = [
    "form_key",
    "address_key",
    "search_title",
    "search_text",
    "link_state",
    "link_checked_at",
    "failures_in_a_row",
    "link_note",
]


def no_features() -> list[str]:
    return []


class InWords(models.Model):
    """What a resource, and each line of its history, says in words where it keeps codes."""

    accessibility: Any
    language: Any

    class Meta:
        abstract = True

    @property
    def features(self) -> list[AccessFeature]:
        """What helps people to use it, in the order in which we always name them."""
        return [feature for feature in AccessFeature if feature.value in self.accessibility]

    def get_accessibility_display(self) -> str:
        return and_list(feature.label for feature in self.features)

    def get_language_display(self) -> str:
        return language_name(self.language)


class ResourceQuerySet(models.QuerySet["Resource"]):
    def published(self) -> ResourceQuerySet:
        return self.filter(state=ResourceState.PUBLISHED)

    def withdrawn(self) -> ResourceQuerySet:
        return self.filter(state=ResourceState.WITHDRAWN)

    def visible_to(self, person: User | AnonymousUser) -> ResourceQuerySet:
        """Anybody reads the library; what was withdrawn is for those who curate it."""
        if person.has_perm("library.curate_resource"):
            return self
        return self.published()

    def serving(self, aim: Aim) -> ResourceQuerySet:
        """Resources for an aim: chosen for it, or for any statement in it; each once."""
        chosen = self.model.aims.through._default_manager.filter(aim=aim)
        through = self.model.steps.through._default_manager.filter(
            models.Q(step__placements__aim=aim) | models.Q(step__parent__placements__aim=aim)
        )
        return self.filter(
            models.Q(pk__in=chosen.values("resource_id"))
            | models.Q(pk__in=through.values("resource_id"))
        )

    def about(self, step: Step) -> ResourceQuerySet:
        """Resources chosen for a statement itself."""
        return self.filter(steps=step)

    def to_look_at_by(self, day: date) -> ResourceQuerySet:
        """Those past the day on which somebody meant to look at them again."""
        return self.published().filter(check_again_on__lte=day)

    def with_link_due(self, before: datetime) -> ResourceQuerySet:
        """Links that nobody has checked since, those first that wait longest. What is made up
        leads nowhere, and is left in peace."""
        due = models.Q(link_checked_at=None) | models.Q(link_checked_at__lt=before)
        links = self.published().filter(due, made_up=False).exclude(url="")
        return links.order_by(models.F("link_checked_at").asc(nulls_first=True), "pk")

    def failing(self) -> ResourceQuerySet:
        """Links that could not be opened so often in a row that a curator should look."""
        return self.published().filter(failures_in_a_row__gte=FAILURES_BEFORE_A_CURATOR_HEARS)


class Resource(InWords):
    """Something to read, watch, hear or use: a link or a file, and why it is in the library.

    It is written by `library.actions.writing` alone, which keeps what searches read beside it.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Made with the empty form, so that pressing the button twice stores one resource.
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=LONGEST_ADDRESS, blank=True)
    # The address as `library.addresses` writes it, by which a second one is recognised.
    address_key = models.CharField(max_length=LONGEST_ADDRESS, blank=True, editable=False)
    file = models.FileField(_("file"), upload_to="library/", blank=True)
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    content_type = models.CharField(max_length=100, blank=True, editable=False)

    creator = models.CharField(_("who made it"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)],
    )
    format = models.CharField(_("format"), max_length=12, choices=Format, default=Format.ARTICLE)
    minutes = models.PositiveIntegerField(
        _("minutes to read, watch or hear"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)],
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        default="en",
        validators=[RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")],
    )
    accessibility = models.JSONField(_("accessibility"), default=no_features, blank=True)
    lived_experience = models.BooleanField(_("made by people with lived experience"), default=False)
    free_to_read = models.BooleanField(_("free"), default=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    content_notes = models.CharField(_("content notes"), max_length=300, blank=True)
    why_here = models.TextField(_("why it is here"))

    aims: models.ManyToManyField[Aim, models.Model] = models.ManyToManyField(
        Aim, related_name="resources", blank=True, verbose_name=_("aims")
    )
    steps: models.ManyToManyField[Step, models.Model] = models.ManyToManyField(
        Step, related_name="resources", blank=True, verbose_name=_("statements")
    )
    topics: models.ManyToManyField[Topic, models.Model] = models.ManyToManyField(
        Topic, related_name="resources", blank=True, verbose_name=_("topics")
    )
    other_formats: models.ManyToManyField[Resource, models.Model] = models.ManyToManyField(
        "self", blank=True, verbose_name=_("the same in other formats")
    )

    checked_on = models.DateField(_("looked at on"), null=True, blank=True)
    check_again_on = models.DateField(_("look at it again on"), null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=ResourceState, default=ResourceState.PUBLISHED, editable=False
    )
    withdrawn_reason = models.CharField(
        _("why it was withdrawn"), max_length=300, blank=True, editable=False
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="resources_added",
        editable=False,
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    made_up = models.BooleanField(default=False, editable=False)

    link_state = models.CharField(
        max_length=16, choices=LinkState, default=LinkState.NOT_CHECKED, editable=False
    )
    link_checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    failures_in_a_row = models.PositiveSmallIntegerField(default=0, editable=False)
    link_note = models.CharField(max_length=300, blank=True, editable=False)

    # Stemmed words, made by `library.search`; no page shows them.
    search_title = models.TextField(blank=True, default="", editable=False)
    search_text = models.TextField(blank=True, default="", editable=False)

    history = HistoricalRecords(
        history_change_reason_field=models.TextField(null=True),
        excluded_fields=WITHOUT_HISTORY,
        bases=[InWords],
    )

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["-added_at", "-pk"]
        permissions = [("curate_resource", "Can look after the library")]
        indexes = [
            models.Index(fields=["state", "-added_at", "-id"], name="resource_newest"),
            models.Index(
                models.F("state"), Lower("title"), models.F("id"), name="resource_by_title"
            ),
            models.Index(fields=["state", "-checked_on", "-id"], name="resource_checked"),
            models.Index(fields=["state", "check_again_on", "id"], name="resource_to_look_at"),
            models.Index(
                fields=["link_checked_at", "id"],
                condition=models.Q(failures_in_a_row__gte=FAILURES_BEFORE_A_CURATOR_HEARS),
                name="resource_failing",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(url="") & ~models.Q(file="") & ~models.Q(file_name=""))
                | (~models.Q(url="") & models.Q(file="", file_name="")),
                name="resource_is_a_link_or_a_file",
            ),
            models.CheckConstraint(
                condition=models.Q(url="", address_key="")
                | (~models.Q(url="") & ~models.Q(address_key="")),
                name="resource_link_has_its_key",
            ),
            models.UniqueConstraint(
                fields=["address_key"],
                condition=~models.Q(address_key=""),
                name="resource_address_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ResourceState.PUBLISHED, withdrawn_reason="")
                | (models.Q(state=ResourceState.WITHDRAWN) & ~models.Q(withdrawn_reason="")),
                name="resource_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(year=None)
                | models.Q(year__gte=EARLIEST_YEAR, year__lte=LATEST_YEAR),
                name="resource_year_is_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes=None)
                | models.Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="resource_minutes_are_some",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("resource", args=[self.public_id])

    @property
    def is_withdrawn(self) -> bool:
        return self.state == ResourceState.WITHDRAWN

    @property
    def opens_at(self) -> str:
        """Where the thing itself is: its link, or the file that we hand out."""
        return self.url or reverse("resource_file", args=[self.public_id])

    @property
    def link_did_not_open(self) -> bool:
        """Whether its link failed so often that people should know before they follow it."""
        return (
            self.link_state == LinkState.BROKEN
            and self.failures_in_a_row >= FAILURES_BEFORE_A_CURATOR_HEARS
        )
