"""What there is to be done about a case by a day, and who does it."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class DutyKind(models.TextChoices):
    """In this order where two are due on the same day."""

    URGENT = "urgent", _("Act today: somebody may be in danger")
    RING = "ring", _("Ring the person and tell them")
    POST = "post", _("Post it to the person")
    MAIL = "mail", _("Write it to the person by e-mail")
    QUARANTINE = "quarantine", _("Look at what was set aside")
    ACKNOWLEDGE = "acknowledge", _("Acknowledge")
    PERSONAL_DATA = "personal-data", _("Acknowledge, as the law on personal data asks")
    EARLY = "early", _("Early answer, or look into it")
    ANSWER = "answer", _("Answer")
    SECOND_ACKNOWLEDGE = "second-acknowledge", _("Acknowledge the second look")
    SECOND_ANSWER = "second-answer", _("Answer the second look")
    PROGRESS = "progress", _("Note of progress")
    CLOSE = "close", _("Close, with what was learned")
    SECOND_WINDOW = "second-window", _("A second look can be asked for until then")
    SURVEY = "survey", _("Ask how it was")
    FORGET = "forget", _("What was said is destroyed")
    ANONYMISE = "anonymise", _("Made anonymous")
    DELETE = "delete", _("Deleted")


class Whose(StrEnum):
    """Who a duty falls to."""

    HANDLER = "handler"
    # Nobody has taken it yet: all who may open the case.
    EVERYBODY = "everybody"
    # The person who told us may still do it. It is no duty of ours.
    PERSON = "person"
    # The site does it by itself.
    SCHEDULE = "schedule"


# What a person here has to do: what the queue shows and reminders are about.
OURS = (Whose.HANDLER, Whose.EVERYBODY)
