"""Which figures there are, and the words for each. The words are not frozen; the numbers are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.enums import Kind
from feedback.equality.questions import ABOUT_YOU
from feedback.survey.sheet import SURVEY

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Table:
    """The parts of a whole, by the name under which each is frozen."""

    name: str
    caption: Words
    head: Words
    parts: Mapping[str, Words]


@dataclass(frozen=True, kw_only=True)
class Whole:
    """Something that is counted, and the tables that part it in several ways.

    `says_how_many` is False where the number of answers itself is of no interest.
    """

    name: str
    heading: Words
    tables: tuple[Table, ...]
    how_many: Words = ""


LONG = Whole(
    name="long",
    heading=_("Concerns and complaints"),
    how_many=_("How many came"),
    tables=(
        Table(
            name="long-kinds",
            caption=_("Of what kind they were"),
            head=_("Kind"),
            parts={
                Kind.CONCERN: _("Concerns"),
                Kind.COMPLAINT: _("Complaints"),
                Kind.PERSONAL_DATA: _("About how we used personal information"),
            },
        ),
        Table(
            name="acknowledged",
            caption=_("Whether a person wrote back in time"),
            head=_("When"),
            parts={
                "in-time": _("In time"),
                "late": _("Later"),
                "none": _("It ended before, or still waited"),
            },
        ),
    ),
)
# Those of them that were answered, as a whole of its own. No table parts both wholes by the same
# line: what one hides, the other would show.
ANSWERED = Whole(
    name="answered",
    heading=_("Answers to concerns and complaints"),
    how_many=_("How many were answered"),
    tables=(
        Table(
            name="answered-in-time",
            caption=_("Whether the answer came in time"),
            head=_("When"),
            parts={
                "in-time": _("In time"),
                "extended": _("Within an extension, with a reason"),
                "late": _("Later"),
            },
        ),
        Table(
            name="how-long",
            caption=_("How long it took"),
            head=_("From the day it came"),
            parts={
                "to-13": _("Up to 13 working days"),
                "to-23": _("14 to 23 working days"),
                "more": _("More than 23 working days"),
            },
        ),
    ),
)
SHORT = Whole(
    name="short",
    heading=_("Thanks, ideas and suggestions"),
    how_many=_("How many came"),
    tables=(
        Table(
            name="short-kinds",
            caption=_("Of what kind they were"),
            head=_("Kind"),
            parts={
                Kind.THANKS: _("Thanks"),
                Kind.IDEA: _("Ideas"),
                Kind.LIBRARY: _("Suggestions for the library"),
                Kind.WORDING: _("Suggestions about wording"),
            },
        ),
    ),
)


# What was asked of people without a link to them.
SHEETS = (ABOUT_YOU, SURVEY)
OF_CASES = (LONG, ANSWERED, SHORT)


def wholes() -> list[Whole]:
    """Everything that is counted by year: cases, then the answers that belong to nobody."""
    asked = [
        Whole(
            name=f"{sheet.name}.{question.slug}",
            heading=sheet.heading,
            tables=(
                Table(
                    name=f"{sheet.name}.{question.slug}",
                    caption=question.text,
                    head=_("Answer"),
                    parts=question.choices,
                ),
            ),
        )
        for sheet in SHEETS
        for question in sheet.questions
    ]
    return [*OF_CASES, *asked]
