from django.db import models
from django.utils.translation import gettext_lazy as _


class StepKind(models.TextChoices):
    STEP = "step", _("Step")
    SUB_STEP = "sub-step", _("Sub-step")
    GOAL_SET = "goal-set", _("Goal set")
    GOAL = "goal", _("Goal")


class Origin(models.TextChoices):
    PUBLISHED = "published", _("Published")
    ADDED = "added", _("Added by the team")


class StepState(models.TextChoices):
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    RETIRED = "retired", _("No longer part of the plan")


class Confirmer(models.TextChoices):
    """Who may confirm what was found about a statement."""

    ANYONE = "anyone", _("Anyone who does not hold it")
    NOT_LEAD = "not-lead", _("A consultant who is not a lead")


class Level(models.TextChoices):
    """How far a statement has come; the first two stand outside the ladder."""

    NOT_RECORDED = "not-recorded", _("Goals not recorded yet")
    NOT_REVIEWED = "not-reviewed", _("Not reviewed yet")
    NOT_STARTED = "not-started", _("Not started")
    GETTING_READY = "getting-ready", _("Getting ready")
    UNDER_WAY = "under-way", _("Under way")
    MAKING_A_DIFFERENCE = "making-a-difference", _("Making a difference")
    PART_OF_HOW_WE_WORK = "part-of-how-we-work", _("Part of how we work")


LEVEL_CRITERIA = {
    Level.NOT_STARTED: _("Nobody has yet agreed to take this on."),
    Level.GETTING_READY: _(
        "Someone has taken this on, with time to do it, and the first piece of work is agreed."
    ),
    Level.UNDER_WAY: _(
        "Something has happened that we can point to, though we cannot yet say what it changed."
    ),
    Level.MAKING_A_DIFFERENCE: _(
        "The people this is for tell us, or the evidence shows, that something has changed, "
        "and we have asked what else might explain it."
    ),
    Level.PART_OF_HOW_WE_WORK: _(
        "The change has held at two reviews in a row, does not rest on one person, "
        "and we still check that it works."
    ),
}


class Precision(models.TextChoices):
    DAY = "day", _("The day")
    MONTH = "month", _("Only the month")


class ActivityKind(models.TextChoices):
    MEETING = "meeting", _("Meeting or planning")
    CONVERSATION = "conversation", _("Conversation or support")
    REFLECTIVE_SPACE = "reflective-space", _("Reflective or safe space")
    TRAINING = "training", _("Training, given or taken")
    RESOURCE = "resource", _("Resource made or shared")
    CHANGE = "change", _("Change in how we work")
    EVENT = "event", _("Event or talk")
    PROMOTED = "promoted", _("Promoted an idea or initiative")
    CHALLENGED = "challenged", _("Challenged misinformation or harmful practice")
    OTHER = "other", _("Something else")


class Audience(models.TextChoices):
    ONLY_ME = "only-me", _("Only me")
    TEAM = "team", _("The equity and inclusion team")
    CONSULTANTS = "consultants", _("All consultants")
    PUBLIC = "public", _("Anyone, once a lead has checked it")


class ActivityStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SAVED = "saved", _("Saved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AimedAt(models.TextChoices):
    PERSON = "person", _("A person")
    TEAM = "team", _("A team")
    PRACTICE = "practice", _("A practice or norm")
    BEYOND = "beyond", _("Beyond our organisation")


class ShapedBy(models.TextChoices):
    """How the people affected were involved."""

    TOLD = "told", _("They were told")
    ASKED = "asked", _("They were asked")
    TOGETHER = "together", _("We did it together")
    LED = "led", _("They led it")


class EvidenceKind(models.TextChoices):
    ACCOUNT = "account", _("A written account")
    LINK = "link", _("A link")
    FILE = "file", _("A file")


class FromWhom(models.TextChoices):
    TEAM = "team", _("Our team")
    OUTSIDE = "outside", _("Someone outside the team")
    AFFECTED = "affected", _("People most affected")


class Direction(models.TextChoices):
    """Where a statement went since the review before. It stands beside the level."""

    MOVED_ON = "moved-on", _("Moved on")
    ABOUT_THE_SAME = "about-the-same", _("About the same")
    SLIPPED_BACK = "slipped-back", _("Slipped back")
    CANNOT_SAY = "cannot-say", _("Cannot say")


class RestsOn(models.TextChoices):
    """Whose word the level rests on. It stands beside the level."""

    OWN = "own", _("Our own account only")
    OUTSIDE = "outside", _("Also someone outside the team")
    AFFECTED = "affected", _("Also people most affected")


class ReviewState(models.TextChoices):
    OPEN = "open", _("Open")
    PROPOSED = "proposed", _("Waits for confirmation")
    CLOSED = "closed", _("Closed")
    ABANDONED = "abandoned", _("Abandoned")


class AffectedAmong(models.TextChoices):
    """Whether people affected took part in a review."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_KNOWN = "not-known", _("We do not know")
