from django.db import models
from django.utils.translation import gettext_lazy as _


class TextSize(models.TextChoices):
    STANDARD = "standard", _("Standard")
    LARGE = "large", _("Large")
    LARGER = "larger", _("Larger")


class Spacing(models.TextChoices):
    STANDARD = "standard", _("Standard")
    WIDE = "wide", _("Wide")


class Face(models.TextChoices):
    STANDARD = "standard", _("The usual one")
    DYSLEXIA = "dyslexia", _("One that is easier to read with dyslexia")


class Scheme(models.TextChoices):
    DEVICE = "device", _("As my device is set")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
    CONTRAST = "contrast", _("High contrast")


class InvitationState(models.TextChoices):
    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    RAN_OUT = "ran-out", _("Ran out")
    WITHDRAWN = "withdrawn", _("Withdrawn")
