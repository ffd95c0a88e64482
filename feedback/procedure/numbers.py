"""The numbers of the clocks, and why each is what it is unless somebody chose another.

They are shown as what this organisation chose, and never as law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from feedback.models import ProcedureVersion

WORKING_DAYS = ngettext_lazy("%(n)d working day", "%(n)d working days", "n")
CALENDAR_DAYS = ngettext_lazy("%(n)d day", "%(n)d days", "n")
WEEKS = ngettext_lazy("%(n)d week", "%(n)d weeks", "n")
MONTHS = ngettext_lazy("%(n)d month", "%(n)d months", "n")
YEARS = ngettext_lazy("%(n)d year", "%(n)d years", "n")

A_CHOICE = _("A choice of ours: no rule says a number.")
HOUSING = _("As the Housing Ombudsman’s complaint handling code has it.")
COUNCILS = _(
    "As the complaint handling code of the Local Government and Social Care Ombudsman has it "
    "(6.3 to 6.5)."
)
SCHEDULE = _("As the Local Government and Social Care Ombudsman keeps its own cases.")


@dataclass(frozen=True, kw_only=True)
class Number:
    """A time that the procedure gives: its field, its unit, how long it may be, and why."""

    field: str
    what: str | Promise
    unit: Any
    why: str | Promise
    most: int
    least: int = 1

    def said(self, value: int) -> str:
        """Return the value with its unit: "3 working days"."""
        return str(self.unit % {"n": value})

    @property
    def default(self) -> int:
        return int(getattr(ProcedureVersion(), self.field))


NUMBERS = (
    Number(
        field="acknowledge_days",
        what=_("A person writes back and says what they understood"),
        unit=WORKING_DAYS,
        why=_("As in the health service. The Local Government and Social Care Ombudsman says 5."),
        most=20,
    ),
    Number(
        field="early_days",
        what=_("We try for an early answer"),
        unit=WORKING_DAYS,
        why=_("A choice of ours. It does not stop the days of the full answer."),
        most=20,
    ),
    Number(
        field="answer_days",
        what=_("We answer, counted from when we wrote back"),
        unit=WORKING_DAYS,
        why=COUNCILS,
        most=60,
    ),
    Number(
        field="extension_days",
        what=_("We may take this much longer, once, with a reason that we tell you"),
        unit=WORKING_DAYS,
        why=COUNCILS,
        most=60,
    ),
    Number(
        field="progress_days",
        what=_("You hear how it is going, every"),
        unit=WORKING_DAYS,
        why=A_CHOICE,
        most=30,
    ),
    Number(
        field="tell_days",
        what=_("We ring, post or write it to you, if that is how you asked to hear"),
        unit=WORKING_DAYS,
        why=_("A choice of ours. It is sooner where the time for what we tell you ends before."),
        most=5,
    ),
    Number(
        field="second_ask_calendar_days",
        what=_("You can ask for a second look; later if we can"),
        unit=CALENDAR_DAYS,
        why=A_CHOICE,
        most=365,
        least=7,
    ),
    Number(
        field="second_acknowledge_days",
        what=_("We write back about the second look"),
        unit=WORKING_DAYS,
        why=HOUSING,
        most=20,
    ),
    Number(
        field="second_answer_days",
        what=_("The second look is answered"),
        unit=WORKING_DAYS,
        why=HOUSING,
        most=60,
    ),
    Number(
        field="second_extension_days",
        what=_("The second look may take this much longer, once, with a reason"),
        unit=WORKING_DAYS,
        why=HOUSING,
        most=60,
    ),
    Number(
        field="personal_data_calendar_days",
        what=_("We say that we have a complaint about your personal information, at the latest"),
        unit=CALENDAR_DAYS,
        why=_(
            "The most that the Data (Use and Access) Act 2025 allows (section 103, in force from "
            "19 June 2026). We mean to be quicker."
        ),
        most=30,
    ),
    Number(
        field="quarantine_days",
        what=_("A person looks at what was set aside as possible spam"),
        unit=WORKING_DAYS,
        why=A_CHOICE,
        most=5,
    ),
    Number(
        field="survey_weeks",
        what=_("We ask once how it was, after it is closed"),
        unit=WEEKS,
        why=A_CHOICE,
        most=26,
    ),
    Number(
        field="content_months",
        what=_("We destroy what was said, after the last thing was done"),
        unit=MONTHS,
        why=SCHEDULE,
        most=60,
    ),
    Number(
        field="anonymise_years",
        what=_("We take away who handled it"),
        unit=YEARS,
        why=SCHEDULE,
        most=10,
    ),
    Number(
        field="delete_years",
        what=_("We delete what is left"),
        unit=YEARS,
        why=SCHEDULE,
        most=20,
    ),
)
FIELDS = tuple(number.field for number in NUMBERS)

PLACE = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A number of a version as it is shown."""

    what: str | Promise
    said: str
    why: str | Promise


def rows_of(version: ProcedureVersion) -> list[Row]:
    """Return what a version's numbers say, each with its reason."""
    return [_row(number, getattr(version, number.field)) for number in NUMBERS]


def _row(number: Number, value: int) -> Row:
    why = number.why
    if value != number.default:
        usual = number.said(number.default)
        why = gettext("A choice of ours. What we began with was %(usual)s.") % {"usual": usual}
    return Row(what=number.what, said=number.said(value), why=why)


def unknown_places(text: str) -> list[str]:
    """Return what stands in braces in a text and is no number of the procedure."""
    return [name for name in dict.fromkeys(PLACE.findall(text)) if name not in FIELDS]


def filled_in(text: str, version: ProcedureVersion) -> str:
    """Return the text with the version's own numbers, so that words and clocks agree."""

    def number(found: re.Match[str]) -> str:
        return str(getattr(version, found[1])) if found[1] in FIELDS else found[0]

    return PLACE.sub(number, text)
