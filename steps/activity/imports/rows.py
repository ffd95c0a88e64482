"""Understands the rows of a table of past entries, and says of each cell what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from imroc_ei.forms.dates import FIRST_YEAR, When, check_range, when_from_text
from imroc_ei.forms.words import LONGEST_TEXT, fits, tidy
from imroc_ei.people.models import User
from steps.activity.actions import Fields
from steps.activity.imports.columns import COLUMNS
from steps.activity.imports.reading import RawRow
from steps.enums import ActivityKind, Audience, Precision, StepState
from steps.models import Step
from steps.models.activity import MINUTES_IN_A_MONTH

# Names the keys of imported entries, so that the same row always has the same one.
SPACE = UUID("6f3c1a52-5f0e-4c38-9a3e-2b7a0e0f9d11")
LONGEST_SHOWN = 80
YES_OR_NO = {"yes": True, "y": True, "paid": True, "no": False, "n": False, "": None}
AUDIENCES = {
    "": Audience.CONSULTANTS,
    "only me": Audience.ONLY_ME,
    "me": Audience.ONLY_ME,
    "private": Audience.ONLY_ME,
    "team": Audience.TEAM,
    "the team": Audience.TEAM,
    "e&i team": Audience.TEAM,
    "consultants": Audience.CONSULTANTS,
    "everyone": Audience.CONSULTANTS,
    "anyone": Audience.PUBLIC,
    "public": Audience.PUBLIC,
}
LABELS = {column.slug: column.label for column in COLUMNS}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell: the row and column it is in, why, and what was typed."""

    row: int
    column: str
    reason: str
    typed: str


@dataclass(frozen=True)
class Entry:
    """A row that is in order."""

    row: int
    form_key: UUID
    steps: list[Step]
    fields: Fields

    @property
    def when(self) -> When:
        return When(self.fields["happened_on"], self.fields["precision"] == Precision.MONTH)

    @property
    def audience(self) -> str:
        return str(Audience(self.fields["audience"]).label)

    @property
    def kind(self) -> str:
        return str(ActivityKind(self.fields["kind"]).label)


@dataclass
class Report:
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def understand(rows: Iterable[tuple[int, RawRow]], *, person: User) -> Report:
    """Read every row, so that all that is wrong is said at once."""
    steps = _steps_by_name()
    report = Report()
    for number, raw in rows:
        cells = {slug: tidy(text) for slug, text in raw.items()}
        values, faults = _values(number, cells, steps)
        report.faults += faults
        if not faults:
            named: list[Step] = values.pop("steps")
            fields: Fields = values.pop("date") | values
            report.entries.append(Entry(number, _key(person, fields, named), named, fields))
    return report


def _values(
    number: int, cells: RawRow, steps: dict[str, Step]
) -> tuple[dict[str, Any], list[Fault]]:
    readers: dict[str, Callable[[str], Any]] = {
        "date": _date,
        "what_happened": _words_needed,
        "steps": lambda text: _steps(text, steps),
        "audience": _audience,
        "kind": _kind,
        "learned": _words,
        "minutes": _minutes,
        "paid": _paid,
    }
    values: dict[str, Any] = {}
    faults = []
    for slug, read in readers.items():
        try:
            values[slug] = read(cells[slug])
        except ValidationError as wrong:
            typed = cells[slug][:LONGEST_SHOWN]
            faults.append(Fault(number, str(LABELS[slug]), wrong.messages[0], typed))
    return values, faults


def _key(person: User, fields: Fields, steps: list[Step]) -> UUID:
    """The same row of the same person has the same key, so that it is stored once."""
    what = fields["what_happened"]
    when = f"{fields['happened_on']:%Y-%m-%d} {fields['precision']}"
    about = sorted(step.slug for step in steps)
    return uuid5(SPACE, f"{person.public_id}\n{when}\n{about}\n{what}")


def _steps_by_name() -> dict[str, Step]:
    current = Step.objects.exclude(state=StepState.RETIRED)
    found: dict[str, Step] = {}
    for step in current:
        for name in (step.short_name, step.slug):
            found.setdefault(name.casefold(), step)
    return found


def _date(text: str) -> Fields:
    if not text:
        raise ValidationError(_("Write when it was, like 3 March 2026."))
    when = when_from_text(text)
    today = timezone.localdate()
    check_range(when, first=today.replace(year=FIRST_YEAR, month=1, day=1), last=today)
    precision = Precision.MONTH if when.month_only else Precision.DAY
    return {"happened_on": when.day, "precision": precision}


def _words(text: str) -> str:
    return fits(text, LONGEST_TEXT)


def _words_needed(text: str) -> str:
    if not text:
        raise ValidationError(_("Write what happened. A few words are enough."))
    return _words(text)


def _steps(text: str, known: dict[str, Step]) -> list[Step]:
    names = [name.strip() for name in text.split(";") if name.strip()]
    if not names:
        raise ValidationError(_("Name at least one step."))
    for name in names:
        if name.casefold() not in known:
            words = {"name": name[:LONGEST_SHOWN]}
            raise ValidationError(
                _("There is no step called “%(name)s”. Take a name from the list below.") % words
            )
    return list(dict.fromkeys(known[name.casefold()] for name in names))


def _choice(text: str, choices: type[TextChoices]) -> str | None:
    plain = text.casefold()
    for value, label in choices.choices:
        if plain in (value.casefold(), str(label).casefold()):
            return str(value)
    return None


def _audience(text: str) -> str:
    found = AUDIENCES.get(text.casefold()) or _choice(text, Audience)
    if found is None:
        raise ValidationError(_("Write only me, team, all consultants or anyone."))
    return str(found)


def _kind(text: str) -> str:
    found = _choice(text, ActivityKind) if text else ActivityKind.OTHER
    if found is None:
        words = {"kinds": "; ".join(str(label) for label in ActivityKind.labels)}
        raise ValidationError(_("Write one of: %(kinds)s.") % words)
    return str(found)


def _minutes(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text[:9]) <= MINUTES_IN_A_MONTH:
        raise ValidationError(_("Write the minutes as a figure from 1 to 44,640, or nothing."))
    return int(text)


def _paid(text: str) -> bool | None:
    if text.casefold() not in YES_OR_NO:
        raise ValidationError(_("Write yes, no, or nothing."))
    return YES_OR_NO[text.casefold()]
