from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.models.user import public_id
from steps.enums import ActivityStatus, EvidenceKind, FromWhom
from steps.models.activity import SHARED, Activity

if TYPE_CHECKING:
    from steps.models.step import Step

FROM_ELSEWHERE = [FromWhom.OUTSIDE, FromWhom.AFFECTED]


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def that_counts(self) -> EvidenceQuerySet:
        """What a level may rest on: whoever confirms a review has to be able to read it.

        Drafts, what was withdrawn, and entries kept to oneself or to the team do not count.
        """
        return self.filter(activity__status=ActivityStatus.SAVED, activity__audience__in=SHARED)

    def about(self, step: Step) -> EvidenceQuerySet:
        """Evidence on a statement itself: a parent is judged in its own right."""
        return self.filter(activity__steps=step)


class Evidence(models.Model):
    """What an activity can be seen by: a written account with its source, a link or a file."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="evidence")
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    from_whom = models.CharField(
        _("whose account is it"), max_length=10, choices=FromWhom, default=FromWhom.TEAM
    )
    text = models.TextField(_("in words"), blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    file = models.FileField(upload_to="evidence/", blank=True)
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    content_type = models.CharField(max_length=100, blank=True, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind=EvidenceKind.ACCOUNT, url="", file="") & ~models.Q(text="")
                )
                | (models.Q(kind=EvidenceKind.LINK, file="") & ~models.Q(url=""))
                | (models.Q(kind=EvidenceKind.FILE, url="") & ~models.Q(file="")),
                name="evidence_has_what_its_kind_says",
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.file_name or self.url

    def get_absolute_url(self) -> str:
        """Where the thing itself is: the link, the file, or the entry that carries the account."""
        if self.kind == EvidenceKind.LINK:
            return self.url
        if self.kind == EvidenceKind.FILE:
            return reverse("evidence_file", args=[self.public_id])
        return self.activity.get_absolute_url()
