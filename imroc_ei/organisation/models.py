from __future__ import annotations

from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from imroc_ei.organisation.enums import Nation, Room
from imroc_ei.organisation.opening import missing_to_open


def no_rooms() -> list[str]:
    return []


class Organisation(models.Model):
    """The one organisation whose plan this site keeps: a single row."""

    name = models.CharField(_("name"), max_length=120, default="ImROC")
    site_name = models.CharField(
        _("name of the site"), max_length=120, default="Equity and inclusion"
    )
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_address = models.TextField(_("postal address"), blank=True)
    external_bodies = models.TextField(
        _("where else people can go"),
        blank=True,
        help_text=_("Organisations outside this one that people can turn to, one a line."),
    )
    nation = models.CharField(
        _("nation"), max_length=20, choices=Nation, default=Nation.ENGLAND_AND_WALES
    )
    quiet_after_days = models.PositiveSmallIntegerField(
        _("a statement has gone quiet after (days)"),
        default=90,
        validators=[MinValueValidator(7), MaxValueValidator(730)],
    )
    backups_kept_days = models.PositiveSmallIntegerField(
        _("backups are kept for (days)"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(400)],
    )
    send_at = models.TimeField(_("send reminders at"), default=time(8, 0))
    rooms = models.JSONField(_("rooms switched on"), default=no_rooms, blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisation")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="organisation_one_row"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A room opens only when what it needs is there, also where its row is repaired."""
        missing = missing_to_open(self.rooms or [], already=Organisation.current().rooms)
        if missing:
            raise ValidationError({"rooms": missing})

    def has_room(self, room: Room) -> bool:
        return room.value in self.rooms

    @classmethod
    def current(cls) -> Organisation:
        """Return the organisation; before anybody has described it, with its defaults, unsaved."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
