from django.db import models
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    """What somebody gets when they open a resource."""

    ARTICLE = "article", _("Article")
    REPORT = "report", _("Report")
    BOOK = "book", _("Book")
    EASY_READ = "easy-read", _("Easy Read")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Audio")
    TOOL = "tool", _("Tool")
    COURSE = "course", _("Course")
    WEBSITE = "website", _("Website")
    OTHER = "other", _("Something else")


class AccessFeature(models.TextChoices):
    """What helps people to use a resource, under schema.org's names.

    Easy Read has no name of its own there: this one is ours, and stays out of what we publish
    as schema.org's (see `SCHEMA_ORG`).
    """

    CAPTIONS = "captions", _("Captions")
    TRANSCRIPT = "transcript", _("Transcript")
    SIGN_LANGUAGE = "signLanguage", _("Sign language")
    AUDIO_DESCRIPTION = "audioDescription", _("Audio description")
    EASY_READ = "easyRead", _("Easy Read")
    PLAIN_HTML = "structuralNavigation", _("Plain web page with headings")
    LARGE_PRINT = "largePrint", _("Large print")
    ALTERNATIVE_TEXT = "alternativeText", _("Pictures described in words")
    TAGGED_PDF = "taggedPDF", _("Tagged PDF")
    BRAILLE = "braille", _("Braille")


SCHEMA_ORG = frozenset(set(AccessFeature) - {AccessFeature.EASY_READ})


class ResourceState(models.TextChoices):
    PUBLISHED = "published", _("In the library")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LinkState(models.TextChoices):
    """What came of looking whether a link still leads somewhere."""

    NOT_CHECKED = "not-checked", _("Not checked yet")
    OK = "ok", _("Works")
    MOVED = "moved", _("Moved to another address")
    BROKEN = "broken", _("Broken")
    COULD_NOT_CHECK = "could-not-check", _("Could not be checked")
    REFUSED = "refused", _("Not looked at")


class ListVisibility(models.TextChoices):
    ONLY_ME = "only-me", _("Only me")
    LINK = "link", _("Anyone who has the link")
    CURATED = "curated", _("Everybody: one of the library’s own lists")


class SuggestionState(models.TextChoices):
    RECEIVED = "received", _("Received")
    ADDED = "added", _("Added")
    NOT_ADDED = "not-added", _("Not added")


class ProblemKind(models.TextChoices):
    """What somebody can tell us about a resource."""

    DOES_NOT_OPEN = "does-not-open", _("It does not open")
    NOT_ACCESSIBLE = "not-accessible", _("I cannot use it with the way I read, watch or listen")
    WRONG_HERE = "wrong-here", _("What this page says about it is wrong")
    HARMFUL = "harmful", _("It is hurtful or out of date")
    OTHER = "other", _("Something else")


class Sort(models.TextChoices):
    """The order in which a list of resources stands."""

    BEST = "best", _("Closest to your words")
    NEWEST = "newest", _("Newest here")
    TITLE = "title", _("Title")
    CHECKED = "checked", _("Looked at most recently")
