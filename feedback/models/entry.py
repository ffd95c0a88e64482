from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.enums import FROM_PERSON, THREAD, TO_PERSON, EntryKind
from feedback.models.case import Case, day, sealed
from imroc_ei.people.models.user import public_id
from steps.models import Action


class EntryQuerySet(models.QuerySet["CaseEntry"]):
    def thread(self) -> EntryQuerySet:
        """What goes between the person and us; an unsent answer is not yet in it."""
        return self.filter(kind__in=THREAD).exclude(kind__in=TO_PERSON, sent_on=None)

    def inside(self) -> EntryQuerySet:
        return self.exclude(kind__in=THREAD)

    def to_tell(self) -> EntryQuerySet:
        """What waits for somebody to ring the person, or to post it."""
        return self.filter(tell_by__isnull=False, told_on=None)

    def unsent(self) -> EntryQuerySet:
        return self.filter(kind__in=TO_PERSON, sent_on=None)


class CaseEntry(models.Model):
    """Something in a case: said, written, noted or learned. What it says is sealed."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    # Made with the empty form, so that pressing the button twice stores one entry.
    form_key = models.UUIDField(unique=True, null=True, editable=False)
    kind = models.CharField(max_length=16, choices=EntryKind)
    stage = models.PositiveSmallIntegerField(default=1)
    # Who wrote it; nobody where the person themself did.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_on = models.DateField(default=timezone.localdate, editable=False)
    words_sealed = sealed()
    # An answer that a second reader looks at first is sent later than it is written.
    sent_on = day()
    # What somebody rings the person about, or posts: by when, and the day on which they did.
    tell_by = day()
    told_on = day()
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    read_on = day()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a case")
        verbose_name_plural = _("entries of cases")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by=None)
                | ~models.Q(kind__in=[kind.value for kind in FROM_PERSON])
                | models.Q(kind="said"),
                name="case_entry_of_the_person_is_by_nobody",
            ),
            models.CheckConstraint(
                condition=models.Q(tell_by=None) | models.Q(sent_on__isnull=False),
                name="case_entry_to_tell_may_go",
            ),
            models.CheckConstraint(
                condition=models.Q(told_on=None)
                | models.Q(tell_by__isnull=False, told_on__gte=models.F("sent_on")),
                name="case_entry_told_was_to_be_told",
            ),
            models.CheckConstraint(
                condition=~models.Q(read_by=models.F("by")), name="case_entry_read_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.kind}"

    @property
    def is_from_person(self) -> bool:
        return self.kind in FROM_PERSON


class CaseFile(models.Model):
    """A file of a case: sealed where it lies, under a name that says nothing."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    entry = models.ForeignKey(CaseEntry, on_delete=models.CASCADE, related_name="files")
    # Its name, type and size, and whether hidden details could not be taken out.
    about_sealed = sealed()
    stored_as = models.CharField(max_length=100, unique=True, editable=False)

    class Meta:
        verbose_name = _("file of a case")
        verbose_name_plural = _("files of cases")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case}: {self.public_id}"


class CaseMove(models.Model):
    """A line of a case's log: which move it made, and who made it."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="moves")
    move = models.CharField(max_length=40)
    from_state = models.CharField(max_length=14, blank=True)
    to_state = models.CharField(max_length=14)
    # Nobody: the person themself, or the schedule.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    on = models.DateField(default=timezone.localdate, editable=False)
    # Why, where a move asks for a reason.
    why_sealed = sealed()

    class Meta:
        verbose_name = _("move of a case")
        verbose_name_plural = _("moves of cases")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case}: {self.move}"


class CaseAction(models.Model):
    """That an action came out of a case. Only this room reads it; the action says nothing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="actions")
    action = models.OneToOneField(Action, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("action out of a case")
        verbose_name_plural = _("actions out of cases")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case}: {self.action_id}"
