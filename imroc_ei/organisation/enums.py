from django.db import models
from django.utils.translation import gettext_lazy as _


class Nation(models.TextChoices):
    """Whose bank holidays the working days follow."""

    ENGLAND_AND_WALES = "england-wales", _("England and Wales")
    SCOTLAND = "scotland", _("Scotland")
    NORTHERN_IRELAND = "northern-ireland", _("Northern Ireland")


class Room(models.TextChoices):
    """The parts of the site that an owner switches on."""

    LIBRARY = "library", _("Online library")
    FEEDBACK = "feedback", _("Feedback and complaints form")
