"""The columns of a table of resources, in and out: what was exported can be brought in again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from steps.activity.imports.columns import Column

COLUMNS = (
    Column(
        "title", _("Title"), ("title", "name"), _("As it calls itself"), "Talking plainly", True
    ),
    Column(
        "url",
        _("Address"),
        ("address", "url", "link", "web address"),
        _("The whole address, like https://example.org/page"),
        "https://example.org/talking-plainly",
        True,
    ),
    Column(
        "why_here",
        _("Why it is here"),
        ("why it is here", "why", "about", "description"),
        _("Two sentences: what somebody finds in it, and for whom it is"),
        "Shows how to explain a hard thing in short words. For anybody who writes to people.",
        True,
    ),
    Column(
        "creator",
        _("Who made it"),
        ("who made it", "creator", "author", "authors"),
        _("A person or an organisation"),
        "Example Collective",
    ),
    Column("year", _("Year"), ("year", "date"), _("Four figures, like 2024"), "2024"),
    Column(
        "format",
        _("Format"),
        ("format", "type", "kind"),
        _("Like article, report, book, Easy Read, video, audio, tool, course or website"),
        "Video",
    ),
    Column(
        "minutes",
        _("Minutes"),
        ("minutes", "length", "time"),
        _("A figure: how long it takes to read, watch or hear"),
        "12",
    ),
    Column(
        "language",
        _("Language"),
        ("language", "lang"),
        _("A name, like Welsh, or a code, like cy. Empty means English"),
        "English",
    ),
    Column(
        "accessibility",
        _("Easier to use with"),
        ("easier to use with", "accessibility", "access"),
        _("Like captions; transcript; Easy Read; large print, with ; between them"),
        "Captions; Transcript",
    ),
    Column(
        "lived_experience",
        _("By people with lived experience"),
        ("by people with lived experience", "lived experience"),
        _("Yes or no. Empty means no"),
        "yes",
    ),
    Column(
        "free_to_read",
        _("Free"),
        ("free", "free to read", "free to use"),
        _("Yes or no. Empty means yes"),
        "yes",
    ),
    Column("licence", _("Licence"), ("licence", "license"), _("If it says one"), "CC BY 4.0"),
    Column(
        "content_notes",
        _("Content notes"),
        ("content notes", "content note"),
        _("Short facts, like “describes restraint”"),
        "",
    ),
    Column("aims", _("Aims"), ("aims", "aim"), _("Their numbers, with ; between them"), "1; 3"),
    Column(
        "steps",
        _("Statements"),
        ("statements", "statement", "steps", "step"),
        _("By their short names, listed below, with ; between them"),
        "",
    ),
    Column(
        "topics",
        _("Topics"),
        ("topics", "topic", "tags", "keywords"),
        _("With ; between them"),
        "Plain language",
    ),
    Column(
        "check_again_on",
        _("Look at it again on"),
        ("look at it again on", "check again on", "review on"),
        _("A date, like 3 March 2027. Empty means in a year"),
        "",
    ),
)
# What a table of rows to correct has besides, for who corrects them.
TO_PUT_RIGHT = _("What to put right")
LABELS = {column.slug: column.label for column in COLUMNS}
