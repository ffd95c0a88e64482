from django.db import models
from django.utils.translation import gettext_lazy as _


class TimeBand(models.TextChoices):
    """How much time people gave. A band begins with its lower end: 20 hours are "20 to 50"."""

    UNDER_20 = "under-20", _("Under 20 hours")
    FROM_20 = "20-to-50", _("20 to 50 hours")
    FROM_50 = "50-to-100", _("50 to 100 hours")
    FROM_100 = "100-to-200", _("100 to 200 hours")
    FROM_200 = "200-to-400", _("200 to 400 hours")
    FROM_400 = "400-or-more", _("400 hours or more")


class PayShare(models.TextChoices):
    """How much of the time that people answered for was paid. None of these says all, or nothing,
    because that would say it of everybody."""

    MOST = "most", _("Most of it was paid")
    HALF = "half", _("About half of it was paid")
    LESS = "less", _("A smaller part of it was paid")
