"""Dates as people write them: a day in three fields, or the month where that is all they know."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

LONGEST_PART = 40
FIRST_YEAR = 2000
SHORTEST_MONTH_NAME = 3


@dataclass(frozen=True)
class When:
    """A day, or a month known by its first day."""

    day: date
    month_only: bool = False

    def __str__(self) -> str:
        return date_format(self.day, "YEAR_MONTH_FORMAT" if self.month_only else "DATE_FORMAT")


@dataclass(frozen=True)
class Parts:
    """What was typed into the three fields, kept as it is so that nobody types it twice."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, when: When) -> Parts:
        return cls(
            day="" if when.month_only else str(when.day.day),
            month=str(MONTHS[when.day.month]),
            year=str(when.day.year),
        )

    def __bool__(self) -> bool:
        return any((self.day, self.month, self.year))

    def __str__(self) -> str:
        return " ".join(part for part in (self.day, self.month, self.year) if part)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().strip(".,").casefold()


def month_number(text: str) -> int | None:
    """Understand 11, November, Nov and Nove, in English and in the language of the page."""
    plain = _plain(text)
    if re.fullmatch(r"[0-9]{1,2}", plain):
        return int(plain) if 1 <= int(plain) <= len(MONTHS) else None
    if len(plain) < SHORTEST_MONTH_NAME:
        return None
    with override("en"):
        english = {number: str(name).casefold() for number, name in MONTHS.items()}
    for number, name in MONTHS.items():
        if english[number].startswith(plain) or str(name).casefold().startswith(plain):
            return number
    return 9 if plain == "sept" else None


def _year_number(text: str) -> int | None:
    plain = _plain(text)
    if re.fullmatch(r"[0-9]{2}", plain):
        return FIRST_YEAR + int(plain)
    return int(plain) if re.fullmatch(r"[0-9]{4}", plain) and int(plain) else None


def _day_number(text: str) -> int | None:
    found = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?", _plain(text))
    return int(found[1]) if found else None


def when_from_parts(parts: Parts) -> When:
    """Return the day, or the month where the day was left empty. Raise ValidationError in words."""
    month, year = month_number(parts.month), _year_number(parts.year)
    if month is None:
        raise ValidationError(_month_error(parts.month), code="month")
    if year is None:
        raise ValidationError(gettext("Write the year in four figures, like 2026."), code="year")
    if not parts.day:
        return When(date(year, month, 1), month_only=True)
    day = _day_number(parts.day)
    length = calendar.monthrange(year, month)[1]
    if day is None or not 1 <= day <= length:
        words = {"month": MONTHS[month], "year": year, "length": length}
        raise ValidationError(
            gettext("%(month)s %(year)s has the days 1 to %(length)s. Check the day.") % words,
            code="day",
        )
    return When(date(year, month, day))


def _month_error(typed: str) -> str:
    if not typed:
        return gettext("Write the month as a name or a number from 1 to 12.")
    return gettext("“%(typed)s” is not a month. Write a name or a number from 1 to 12.") % {
        "typed": typed[:LONGEST_PART]
    }


def when_from_text(text: str) -> When:
    """Understand 2026-03-03, 3/3/2026, 3 March 2026 and March 2026. Raise ValidationError."""
    plain = _plain(text)[:LONGEST_PART]
    words = [word for word in re.split(r"[\s,./-]+", plain) if word]
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?", plain):
        words.reverse()
    match words:
        case [day, month, year]:
            return when_from_parts(Parts(day, month, year))
        case [month, year]:
            return when_from_parts(Parts("", month, year))
    raise ValidationError(
        gettext("Write the date like 3 March 2026, 3/3/2026 or 2026-03-03, or only March 2026."),
        code="form",
    )


def check_range(when: When, *, first: date | None, last: date | None) -> None:
    """Raise ValidationError for what lies before `first` or after `last`."""
    if last is not None and when.day > last:
        if last == timezone.localdate():
            raise ValidationError(gettext("The date must be today or earlier."), code="future")
        words = {"day": date_format(last)}
        raise ValidationError(gettext("The date must be %(day)s or earlier.") % words, code="late")
    if first is not None and when.day < first:
        words = {"day": date_format(first)}
        raise ValidationError(gettext("The date must be %(day)s or later.") % words, code="early")


class DatePartsInput(forms.Widget):
    """Three text inputs. The first carries the field's own id, so that an error link reaches it."""

    template_name = "widgets/date_parts.html"
    use_fieldset = True

    def format_value(self, value: Any) -> Parts:
        match value:
            case Parts():
                return value
            case When():
                return Parts.of(value)
            case date():
                return Parts.of(When(value))
        return Parts()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"]["parts"] = self.format_value(value)
        context["wrong"] = "aria-invalid" in context["widget"]["attrs"]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Parts:
        typed = (str(data.get(f"{name}_{part}", "")) for part in ("day", "month", "year"))
        return Parts(*(part.strip() for part in typed))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in ("day", "month", "year"))

    def id_for_label(self, id_: str, index: str = "0") -> str:
        return id_


class DayOrMonthField(forms.Field):
    """A date in three fields that comes out as When; an empty day means the month."""

    widget = DatePartsInput
    default_error_messages = {"required": _("Write when it was, like 3 March 2026.")}

    def __init__(
        self,
        *,
        first: date | None = date(FIRST_YEAR, 1, 1),
        last: Callable[[], date] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.first = first
        self.last = last

    def to_python(self, value: Any) -> When | None:
        if not value:
            return None
        when = when_from_parts(value) if isinstance(value, Parts) else When(value)
        check_range(when, first=self.first, last=self.last() if self.last else None)
        return when

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(DatePartsInput().format_value(initial)) != str(data or "")


class DayField(DayOrMonthField):
    """A date in three fields that comes out as the day itself."""

    default_error_messages = {
        "required": _("Write the date, like 3 March 2026."),
        "day": _("Write the day as well, like 3 March 2026."),
    }

    def clean(self, value: Any) -> date | None:
        when: When | None = super().clean(value)
        if when is not None and when.month_only:
            raise ValidationError(self.error_messages["day"], code="day")
        return when.day if when else None
