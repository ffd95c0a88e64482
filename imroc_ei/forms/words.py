"""Text as people paste it: line ends made one kind, invisible control signs taken out."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 20_000
TOO_LONG = _("This has %(length)s characters, and there is room for %(longest)s.")
# Where the form takes a file as well.
TOO_LONG_BESIDE_A_FILE = _(
    "This has %(length)s characters, and there is room for %(longest)s. Shorten it, or add the "
    "rest as a file."
)
CONTROL_SIGNS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


def tidy(text: str) -> str:
    """Keep every visible sign; what cannot be seen or stored goes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL_SIGNS.sub("", lines).strip()


def fits(text: str, longest: int, message: str | Promise = TOO_LONG) -> str:
    """Return the text, if there is room for it. Else the message says how long it is and how long
    it may be."""
    if len(text) > longest:
        numbers = {"longest": f"{longest:,}", "length": f"{len(text):,}"}
        raise ValidationError(str(message) % numbers, code="longest")
    return text


class _TidyField(forms.CharField):
    """Text whose limit is said after sending: the browser cuts nothing off while it is typed."""

    default_error_messages = {"longest": TOO_LONG}

    def __init__(self, *, longest: int = LONGEST_TEXT, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return fits(self.tidied(str(value or "")), self.longest, self.error_messages["longest"])

    def tidied(self, text: str) -> str:
        return tidy(text)


class WordsField(_TidyField):
    """Long text, in as many lines as somebody likes."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)


class LineField(_TidyField):
    """One line of text."""

    def tidied(self, text: str) -> str:
        return " ".join(tidy(text).split())
