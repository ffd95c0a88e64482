"""The words in which feedback, cases and the procedure are told apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What it is, as whoever looks after it calls it; the journey asks in words of its own."""

    THANKS = "thanks", _("Thanks")
    IDEA = "idea", _("Idea")
    LIBRARY = "library", _("Suggestion for the library")
    WORDING = "wording", _("Suggestion about wording")
    CONCERN = "concern", _("Concern")
    COMPLAINT = "complaint", _("Complaint")
    PERSONAL_DATA = "personal-data", _("Complaint about personal information")

    @property
    def is_short(self) -> bool:
        """Whether it takes the short way: no clock, no second reader."""
        return self in SHORT_KINDS


SHORT_KINDS = (Kind.THANKS, Kind.IDEA, Kind.LIBRARY, Kind.WORDING)


class Channel(models.TextChoices):
    """How it reached us."""

    FORM = "form", _("The form")
    PHONE = "phone", _("By phone")
    LETTER = "letter", _("By letter")
    EMAIL = "email", _("By e-mail")
    IN_PERSON = "in-person", _("In person")


class State(models.TextChoices):
    """Where a case stands. `feedback/states.py` says which leads to which."""

    RECEIVED = "received", _("Received")
    QUARANTINED = "quarantined", _("Set aside to be looked at")
    TRIAGE = "triage", _("Taken in")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    EARLY = "early", _("Early answer being tried")
    INVESTIGATING = "investigating", _("Being looked into")
    ANSWERED = "answered", _("Answered")
    SECOND_ASKED = "second-asked", _("Second look asked for")
    SECOND_LOOK = "second-look", _("Second look under way")
    ANSWERED_AGAIN = "answered-again", _("Answered again")
    REOPENED = "reopened", _("Opened again")
    CLOSED = "closed", _("Closed")
    REDIRECTED = "redirected", _("Passed to another place")
    WITHDRAWN = "withdrawn", _("Taken back by the person")
    ANONYMISED = "anonymised", _("Made anonymous")


# Where nothing more is expected of us until somebody asks.
ENDED = (State.CLOSED, State.REDIRECTED, State.WITHDRAWN, State.ANONYMISED)


class ReplyBy(models.TextChoices):
    """The way in which the person wants to hear from us."""

    CODE = "code", _("They come back with the code")
    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By phone")
    POST = "post", _("By post")
    NONE = "none", _("They want no reply")


# The ways in which somebody here may have to take to the person what was written to them.
BY_HAND = (ReplyBy.EMAIL, ReplyBy.PHONE, ReplyBy.POST)


class TellHow(models.TextChoices):
    """How somebody here told a person what had been written to them."""

    PHONE = "phone", _("By phone")
    POST = "post", _("By post")
    EMAIL = "email", _("By e-mail")
    IN_PERSON = "in-person", _("In person")
    OTHER = "other", _("In another way that they asked for")


class EntryKind(models.TextChoices):
    """What an entry of a case is. Those in THREAD are between the person and us."""

    SAID = "said", _("What was said")
    ADDED = "added", _("Added by the person")
    MESSAGE = "message", _("Message to the person")
    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    PROGRESS = "progress", _("Note of progress")
    EXTENSION = "extension", _("More time needed")
    ANSWER = "answer", _("Answer")
    FACT = "fact", _("Fact")
    THOUGHT = "thought", _("Thought")
    HEARD = "heard", _("The person complained about")
    REVEALED = "revealed", _("Name opened")
    LEARNED = "learned", _("What was learned")


FROM_PERSON = (EntryKind.SAID, EntryKind.ADDED)
TO_PERSON = (
    EntryKind.MESSAGE,
    EntryKind.ACKNOWLEDGEMENT,
    EntryKind.PROGRESS,
    EntryKind.EXTENSION,
    EntryKind.ANSWER,
)
THREAD = (*FROM_PERSON, *TO_PERSON)


class Found(models.TextChoices):
    """What we found about one point."""

    UPHELD = "upheld", _("Upheld: it happened, and it was not right")
    PARTLY = "partly", _("Partly upheld")
    NOT_UPHELD = "not-upheld", _("Not upheld")
    CANNOT_SAY = "cannot-say", _("We cannot say")


class ConflictReason(models.TextChoices):
    """Why somebody must not know of a case."""

    TICKED = "ticked", _("The person who told us asked for it")
    NAMED = "named", _("A handler named them")
    DECLARED = "declared", _("They said so themselves")
    EARLIER_STAGE = "earlier-stage", _("They handled it before the second look")


class AccessReason(models.TextChoices):
    """Why somebody may open a case."""

    ARRIVAL = "arrival", _("A handler when it came in")
    OUTSIDE = "outside", _("Outside contact: nobody else is left")
    PASSED = "passed", _("Passed on by a handler")


class ProcedureState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CONSULTED = "consulted", _("Consulted on")
    IN_FORCE = "in-force", _("In force")
    SUPERSEDED = "superseded", _("Replaced")


class LessonState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    TO_CHECK = "to-check", _("Waits for a second handler")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Taken down")
