"""How a question is put into words: once in standard words and once in easy ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

Text = str | Promise
Choices = Mapping[str, Text]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a control is called, what stands under its name, and how its choices read.

    `short` is its name on the page of answers.
    """

    label: Text
    short: Text
    hint: Text = ""
    choices: Choices = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words of a question. Where it asks one thing, its control is called by the heading.

    `instead` are the words of its one control by kind, where the short way asks otherwise.
    `above` and `below` are templates of what stands around the form.
    """

    heading: Text
    controls: Mapping[str, Said]
    instead: Mapping[str, Said] = field(default_factory=dict)
    above: str = ""
    below: str = ""
    drawing: str = ""


def one(
    name: str,
    *,
    heading: Text,
    short: Text,
    hint: Text = "",
    choices: Choices | None = None,
    instead: Mapping[str, Said] | None = None,
    above: str = "",
    below: str = "",
    drawing: str = "",
) -> Wording:
    """Return the words of a question with one control, which is called by the heading."""
    said = Said(label=heading, short=short, hint=hint, choices=choices or {})
    return Wording(
        heading=heading,
        controls={name: said},
        instead=instead or {},
        above=above,
        below=below,
        drawing=drawing,
    )
