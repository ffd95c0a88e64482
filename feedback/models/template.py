from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from feedback.enums import EntryKind
from imroc_ei.people.models.user import public_id

# What a template can begin.
TEMPLATED = (
    EntryKind.ACKNOWLEDGEMENT,
    EntryKind.ANSWER,
    EntryKind.PROGRESS,
    EntryKind.MESSAGE,
)


class ReplyTemplate(models.Model):
    """Words with which handlers begin what they write. It holds nothing of a case."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    name = models.CharField(_("name"), max_length=80)
    used_for = models.CharField(
        _("used for"),
        max_length=16,
        choices=[(kind.value, kind.label) for kind in TEMPLATED],
    )
    text = models.TextField(_("text"))
    retired_on = models.DateField(null=True, blank=True, editable=False)
    made_up = models.BooleanField(default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("template of a reply")
        verbose_name_plural = _("templates of replies")
        ordering = ["used_for", "name", "pk"]

    def __str__(self) -> str:
        return self.name
