from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from library.enums import LinkState
from library.models.resource import LONGEST_ADDRESS, Resource


class LinkCheck(models.Model):
    """One look whether a resource's link still leads somewhere."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="link_checks")
    checked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=16, choices=LinkState)
    # What the server answered, where one answered.
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    reached = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("link check")
        verbose_name_plural = _("link checks")
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return self.get_state_display()
