"""The columns of a table of past entries, and what each cell may say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """A column: our name for it, its heading, and the headings it is known by."""

    slug: str
    label: str | Promise
    names: tuple[str, ...]
    hint: str | Promise
    example: str
    needed: bool = False


COLUMNS = (
    Column(
        "date",
        _("Date"),
        ("date", "when", "day"),
        _("Like 3 March 2026, 3/3/2026, 2026-03-03, or March 2026"),
        "3 March 2026",
        True,
    ),
    Column(
        "what_happened",
        _("What happened"),
        ("what happened", "activity", "what"),
        _("A few words are enough"),
        "Ran a reflective space for eight consultants",
        True,
    ),
    Column(
        "steps",
        _("Steps"),
        ("steps", "step"),
        _("By their short names, listed below, with ; between them"),
        "Reflective spaces",
        True,
    ),
    Column(
        "audience",
        _("Who can see it"),
        ("who can see it", "audience", "who can see this"),
        _("Only me, team, all consultants or anyone. Empty means all consultants"),
        "All consultants",
    ),
    Column(
        "kind",
        _("Kind"),
        ("kind", "type"),
        _("As in the log, like Training, given or taken. Empty means something else"),
        "Reflective or safe space",
    ),
    Column(
        "learned",
        _("What we learned"),
        ("what we learned", "learned", "learning"),
        _("Can stay empty"),
        "",
    ),
    Column("minutes", _("Minutes"), ("minutes", "time"), _("A figure, or empty"), "90"),
    Column("paid", _("Paid"), ("paid", "was it paid"), _("Yes, no, or empty"), "yes"),
)
