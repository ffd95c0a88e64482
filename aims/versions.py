"""What a text said before and after each change, by whom and why, for people to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from imroc_ei.people.models import User
from imroc_ei.phrases import and_list

# Longer texts are shown whole, without marking each word: comparing them takes too long.
MOST_WORDS_COMPARED = 3000


@dataclass(frozen=True)
class Piece:
    text: str
    differs: bool = False


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    label: str
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True, kw_only=True)
class Version:
    """One change. `who` is nobody where the plan file made it."""

    at: datetime
    who: User | None
    why: str
    is_first: bool
    changes: list[FieldChange]


def versions(row: Any, fields: Sequence[str]) -> list[Version]:
    """Return the changes of these fields, the newest first; what left them alone is left out."""
    relations = [name for name in fields if row._meta.get_field(name).is_relation]
    records = list(row.history.select_related("history_user", *relations).reverse())
    return list(_versions(row, records, fields))[::-1]


def _versions(row: Any, records: list[Any], fields: Sequence[str]) -> Iterator[Version]:
    before: dict[str, str] = {}
    for record in records:
        after = {name: displayed(record, name) for name in fields}
        changed = [name for name in fields if before.get(name, "") != after[name]]
        if changed:
            yield Version(
                at=record.history_date,
                who=record.history_user,
                why=record.history_change_reason or "",
                is_first=not before,
                changes=[_change(row, name, before.get(name, ""), after[name]) for name in changed],
            )
        before = after


def displayed(record: Any, name: str) -> str:
    """A field's value in words; nothing for one that is empty."""
    label = getattr(record, f"get_{name}_display", None)
    value = label() if label else getattr(record, name)
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list):
        return and_list(value)
    return "" if value is None else str(value)


def _change(row: Any, name: str, before: str, after: str) -> FieldChange:
    pieces = compared(before, after)
    label = str(row._meta.get_field(name).verbose_name)
    return FieldChange(label=label, before=pieces[0], after=pieces[1])


def compared(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces, those that differ marked as such."""
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    if not (old and new) or len(old) + len(new) > MOST_WORDS_COMPARED:
        return [Piece(before)] if before else [], [Piece(after)] if after else []
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], False)
    left, right = [], []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        left += _pieces(old[i1:i2], differs=tag != "equal")
        right += _pieces(new[j1:j2], differs=tag != "equal")
    return left, right


def _pieces(words: list[str], *, differs: bool) -> list[Piece]:
    """The space after the last word is no part of what differs."""
    text = "".join(words)
    if not differs:
        return [Piece(text)] if text else []
    said = text.rstrip()
    return [piece for piece in (Piece(said, differs=True), Piece(text[len(said) :])) if piece.text]
