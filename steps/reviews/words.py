"""Sentences that more than one page or file of a review needs."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from imroc_ei.phrases import and_list


def also_part_of(aims: Iterable[int]) -> str:
    """Say which other aims a statement serves; nothing where it serves no other."""
    numbers = list(aims)
    if not numbers:
        return ""
    words = ngettext("Also part of aim %(aims)s", "Also part of aims %(aims)s", len(numbers))
    return words % {"aims": and_list(numbers)}


def evidence_in_words(count: int, from_elsewhere: int) -> str:
    """Say how much evidence a finding cites, and how much of it from outside the team."""
    if not count:
        return gettext("No evidence")
    pieces = ngettext("%(count)d piece of evidence", "%(count)d pieces of evidence", count)
    said = pieces % {"count": count}
    if not from_elsewhere:
        return gettext("%(pieces)s, from the team") % {"pieces": said}
    return gettext("%(pieces)s, %(elsewhere)d from outside the team or people affected") % {
        "pieces": said,
        "elsewhere": from_elsewhere,
    }
