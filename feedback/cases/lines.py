"""What the entries of a case say, line by line under a heading, in words that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.enums import EntryKind, Found

Words = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A heading (empty where none is needed) and what stands under it."""

    heading: str
    text: str


YES_NO: dict[str, Any] = {"yes": _("Yes"), "no": _("No")}
# The questions of the form, in their order, and how their choices read.
TOLD: tuple[tuple[str, Any, dict[str, Any]], ...] = (
    ("danger", _("Is anyone in danger now?"), YES_NO),
    ("what_happened", _("What happened"), {}),
    ("when", _("Roughly when"), {}),
    ("where", _("Where, or which work"), {}),
    ("who", _("Who it was about"), {}),
    ("effect", _("How it affected them"), {}),
    ("wanted", _("What should happen now"), {}),
    ("told_before", _("Whom they told before"), {}),
    ("for_whom", _("For whom"), {"me": _("For themself"), "else": _("For somebody else")}),
    ("they_agree", _("Does that person agree?"), {**YES_NO, "unknown": _("They do not know")}),
    ("about_my_data", _("Is it about their personal information?"), YES_NO),
    (
        "named",
        _("Their name"),
        {
            "yes": _("We may know it"),
            "no": _("They do not give it"),
            "one": _("For one person only"),
        },
    ),
    ("formats", _("Format they need"), {}),
    ("support", _("Support they need"), {}),
    ("share", _("What we may share"), {}),
    (
        "publish",
        _("May we publish what we learned?"),
        {**YES_NO, "ask": _("Ask them first")},
    ),
)


def lines_of(kind: str, words: Words) -> list[Line]:
    """Return what an entry says. What was left empty is left out."""
    said = READ.get(EntryKind(kind), _plain)(words)
    return [line for line in said if line.text.strip()]


def _told(words: Words) -> Iterator[Line]:
    for name, heading, choices in TOLD:
        value = words.get(name) or ""
        text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
        yield Line(str(heading), str(choices.get(text, text)))


def _plain(words: Words) -> Iterator[Line]:
    yield Line("", str(words.get("words", "")))


def _acknowledged(words: Words) -> Iterator[Line]:
    yield Line("", words["opening"])
    yield Line(gettext("What we understood"), words["understood"])
    yield Line(gettext("What you want to happen"), words["wanted"])
    yield Line(gettext("Who looks at it"), words["who"])
    yield Line(gettext("By when"), words["by_when"])
    yield Line(gettext("What support there is"), words["support"])


def _extended(words: Words) -> Iterator[Line]:
    until = date_format(date.fromisoformat(words["until"]))
    yield Line(gettext("We need until"), until)
    yield Line(gettext("Why"), words["words"])


def _answered(words: Words) -> Iterator[Line]:
    yield Line("", words["opening"])
    for number, point in enumerate(words["points"], start=1):
        said = {"number": number}
        yield Line(gettext("Point %(number)d") % said, point["point"])
        yield Line(gettext("What we found"), str(Found(point["found"]).label))
        yield Line(gettext("Why"), point["why"])
        yield Line(gettext("What we do to put it right"), point["remedy"])
        yield Line(gettext("By when"), point["by_when"])
    yield Line(gettext("If you would like a second look"), words["second_look"])
    yield Line(gettext("Where else you can go"), words["elsewhere"])


def _heard(words: Words) -> Iterator[Line]:
    yield Line(gettext("Who it is about"), words["who"])
    yield Line(gettext("Told"), words["told"])
    yield Line(gettext("Heard"), words["heard"])
    yield Line(gettext("Supported"), words["supported"])


def _learned(words: Words) -> Iterator[Line]:
    yield Line(gettext("What was learned"), words["words"])
    yield Line(gettext("Nothing new, because"), words["nothing_new_because"])


READ: dict[EntryKind, Callable[[Words], Iterator[Line]]] = {
    EntryKind.SAID: _told,
    EntryKind.ACKNOWLEDGEMENT: _acknowledged,
    EntryKind.EXTENSION: _extended,
    EntryKind.ANSWER: _answered,
    EntryKind.HEARD: _heard,
    EntryKind.LEARNED: _learned,
}
