"""Finds numbers so small that they may point to somebody: no count under five is published."""

from __future__ import annotations

import re

WORDS = "one|two|three|four|once|twice|both|single|couple"
# What is counted here is time or money, which points to nobody.
NO_PEOPLE = (
    r"days?|weeks?|months?|years?|hours?|minutes?|working|calendar|o[’']clock|am|pm|per cent|"
    r"january|february|march|april|may|june|july|august|september|october|november|december"
)
SMALL = re.compile(
    rf"(?<![\d.,£:/-])(?<!\bno )\b(?:[1-4]|{WORDS})\b(?![\d.,:/-]*\d)(?!%)"
    rf"(?!\s+(?:{NO_PEOPLE})\b)(?!\s+another\b)(?:\s+[\w’'-]+){{0,2}}",
    re.IGNORECASE,
)


def small_numbers(text: str) -> list[str]:
    """Return each small number with the words after it, as it stands in the text, once."""
    found = (" ".join(match.group().split()) for match in SMALL.finditer(text))
    return list(dict.fromkeys(found))
