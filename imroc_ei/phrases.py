"""Small parts of sentences that every room says alike."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext


def and_list(items: Iterable[object]) -> str:
    """Join as a sentence does: 1, 3 and 4."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
