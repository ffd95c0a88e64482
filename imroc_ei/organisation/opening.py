"""What has to be there before an owner can open a room. Each room says it for itself.

A room registers a function that returns what is missing, in words; none means that it may open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.functional import Promise

from imroc_ei.organisation.enums import Room

Missing = Callable[[], list[str | Promise]]
_asked: dict[Room, Missing] = {}


def register(room: Room, missing: Missing) -> None:
    _asked[room] = missing


def missing_for(room: Room) -> list[str | Promise]:
    missing = _asked.get(room)
    return missing() if missing else []


def missing_to_open(wanted: Iterable[str], *, already: Iterable[str]) -> list[str | Promise]:
    """Return what is missing for the rooms that are not open yet. What is open stays open."""
    new = [room for room in Room if room in wanted and room not in already]
    return [words for room in new for words in missing_for(room)]
