from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.models.case import sealed


class Draft(models.Model):
    """What somebody has begun to tell us, sealed under a key that only their browser holds."""

    # A hash of that key: it finds the row and opens nothing.
    found_by = models.BinaryField(max_length=32, unique=True, editable=False)
    content_sealed = sealed()
    expires_at = models.DateTimeField(editable=False, db_index=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}"


class KeyMark(models.Model):
    """What tells a wrong key from the right one, without opening anything with it."""

    what = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField()
    mark = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("mark of a key")
        verbose_name_plural = _("marks of keys")
        ordering = ["what", "version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["what", "version"], name="key_mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.version}"
