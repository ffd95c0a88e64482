from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Done meanwhile")
    FAILED = "failed", _("Could not be sent")


class Job(models.TextChoices):
    """What the schedule does, as an owner reads it."""

    WORK_OUT = "work-out", _("Work out what is due")
    SEND = "send", _("Send what is due")
    SWEEP = "sweep", _("Take up what was left half done")
    PRUNE = "prune", _("Clear away what is done")
    QUARTERS = "quarters", _("Count a quarter that has closed")
    YEARS = "years", _("Count a year of feedback that has closed")
    DOOR = "door", _("Clear away feedback that was never sent, and bring back what was set aside")
    LEFT_ALONE = "left-alone", _("See to it that somebody can open what people told us")
    LINKS = "links", _("Check the library’s links")
    RETENTION = "retention", _("Destroy what people told us when its time is over")
