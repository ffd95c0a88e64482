"""Text as people paste it: line ends made one kind, invisible control signs taken out."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

LONGEST_TEXT = 20_000
CONTROL_SIGNS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


def tidy(text: str) -> str:
    """Keep every visible sign; what cannot be seen or stored goes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL_SIGNS.sub("", lines).strip()


class WordsField(forms.CharField):
    """Long text with a limit that says by how much it is passed, and never cuts."""

    def __init__(self, *, longest: int = LONGEST_TEXT, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        text = tidy(str(value or ""))
        if len(text) > self.longest:
            words = {"longest": f"{self.longest:,}", "length": f"{len(text):,}"}
            raise ValidationError(
                gettext(
                    "This has %(length)s characters, and there is room for %(longest)s. "
                    "Shorten it, or add the rest as a file."
                )
                % words,
                code="longest",
            )
        return text


class LineField(forms.CharField):
    """One line of text."""

    def to_python(self, value: Any) -> str:
        return " ".join(tidy(str(value or "")).split())
