"""What each cell of a table of resources may say. Each function raises ValidationError in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from aims.models import Aim
from imroc_ei.forms.dates import when_from_text
from imroc_ei.forms.words import fits
from library.enums import AccessFeature, Format
from library.forms.fields import (
    LONGEST_TITLE,
    LONGEST_TOPIC,
    MOST_TOPICS,
    OpenAddressField,
    in_our_order,
)
from library.forms.resource import LONGEST_WHY, next_look
from library.languages import LANGUAGES
from library.models.resource import EARLIEST_YEAR, LATEST_YEAR, LONGEST_ADDRESS, MOST_MINUTES
from steps.models import Step

LONGEST_SHOWN = 80
YES_OR_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
FIGURE = re.compile(r"[0-9]{1,9}")
SEPARATOR = re.compile(r"\s*;\s*")


def words(text: str, *, longest: int, needed: str = "") -> str:
    if needed and not text:
        raise ValidationError(needed)
    return fits(text, longest)


def line(text: str, *, longest: int = LONGEST_TITLE, needed: str = "") -> str:
    return words(" ".join(text.split()), longest=longest, needed=needed)


def title(text: str) -> str:
    return line(text, needed=_("Write the title."))


def why(text: str) -> str:
    return words(text, longest=LONGEST_WHY, needed=_("Write why it is here."))


def url(text: str) -> str:
    if not text:
        raise ValidationError(_("Write the address, like https://example.org/page."))
    return OpenAddressField(max_length=LONGEST_ADDRESS).clean(text)


def year(text: str) -> int | None:
    rule = _("Write the year in four figures, like 2024, or nothing.")
    return _figure(text, least=EARLIEST_YEAR, most=LATEST_YEAR, rule=rule)


def minutes(text: str) -> int | None:
    rule = _("Write the minutes as a figure, like 25, or nothing.")
    return _figure(text, least=1, most=MOST_MINUTES, rule=rule)


def _figure(text: str, *, least: int, most: int, rule: str) -> int | None:
    if not text:
        return None
    if not FIGURE.fullmatch(text) or not least <= int(text) <= most:
        raise ValidationError(rule)
    return int(text)


def one_of(text: str, choices: type[TextChoices]) -> str | None:
    plain = text.casefold()
    for value, label in choices.choices:
        if plain in (str(value).casefold(), str(label).casefold()):
            return str(value)
    return None


def format_of(text: str) -> str:
    if not text:
        return Format.OTHER.value
    found = one_of(text, Format)
    if found is None:
        said = {"formats": "; ".join(str(label) for label in Format.labels)}
        raise ValidationError(_("Write one of: %(formats)s.") % said)
    return found


def language(text: str) -> str:
    plain = text.casefold() or "en"
    for code, name in LANGUAGES:
        if plain in (code, str(name).casefold()):
            return code
    if LANGUAGE_CODE.fullmatch(plain) and len(plain) <= 35:
        return plain
    raise ValidationError(_("Write the language as a name, like Welsh, or as a code, like cy."))


def features(text: str) -> list[str]:
    found = []
    for name in parts(text):
        feature = one_of(name, AccessFeature)
        if feature is None:
            said = {
                "name": name[:LONGEST_SHOWN],
                "features": "; ".join(str(label) for label in AccessFeature.labels),
            }
            raise ValidationError(_("“%(name)s” is none of: %(features)s.") % said)
        found.append(feature)
    return in_our_order(found)


def yes_or_no(text: str, *, empty: bool) -> bool:
    if not text:
        return empty
    if text.casefold() not in YES_OR_NO:
        raise ValidationError(_("Write yes, no, or nothing."))
    return YES_OR_NO[text.casefold()]


def aims(text: str, known: dict[int, Aim]) -> list[Aim]:
    found = {}
    for name in parts(text):
        figure = re.fullmatch(r"(?:aim\s*)?([0-9]{1,2})", name.casefold())
        aim = known.get(int(figure[1])) if figure else None
        if aim is None:
            said = {"name": name[:LONGEST_SHOWN]}
            raise ValidationError(_("There is no aim “%(name)s”. Write its number.") % said)
        found[aim.pk] = aim
    return list(found.values())


def steps(text: str, known: dict[str, Step]) -> list[Step]:
    found = {}
    for name in parts(text):
        step = known.get(name.casefold())
        if step is None:
            said = {"name": name[:LONGEST_SHOWN]}
            raise ValidationError(
                _("There is no statement “%(name)s”. Take a name from the list below.") % said
            )
        found[step.pk] = step
    return list(found.values())


def topics(text: str) -> list[str]:
    names = [name for name in parts(text) if any(map(str.isalnum, name))]
    if len(names) > MOST_TOPICS:
        raise ValidationError(_("Use up to 20 topics."))
    for name in names:
        line(name, longest=LONGEST_TOPIC)
    return names


def again_on(text: str) -> date:
    if not text:
        return next_look()
    when = when_from_text(text)
    if when.day < timezone.localdate():
        raise ValidationError(_("The date must be today or later."))
    return when.day


def parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in SEPARATOR.split(text) if part.strip()]


def typed(text: Any) -> str:
    """What a cell says, as much as a report shows of it."""
    return str(text)[:LONGEST_SHOWN]
