"""A copy of a case for the person whom it is of: what they said, and what we said to them.

Left out is what is others': notes about people, who was asked, who looked at it and who must not
know of it. The log gives days and what happened, without names. A name that was given to one
person only is in the copy that this person makes, and in no other.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from feedback.cases.lines import Line
from feedback.cases.log import label_of
from feedback.cases.moves.engine import turn
from feedback.cases.page import Shown, files_of, in_thread, shown_entry
from feedback.cases.queries import look, moves_of
from feedback.cases.reach import reach_of
from feedback.cases.sight import Sight
from feedback.enums import State
from feedback.models import CaseFile
from feedback.states import BY_NAME
from feedback.vault.files import opened

# What happened to the case as the person may know it; the rest is between us.
TOLD_OF_THE_LOG = {"receive", *BY_NAME, "add", "write-message", "write-progress", "told"}


@dataclass(frozen=True, kw_only=True)
class Part:
    """An entry as the copy shows it: who wrote it is the person or us."""

    shown: Shown
    lines: list[Line]
    file_names: list[str]


@transaction.atomic
def copy_for_person(sight: Sight) -> bytes:
    """Return the copy as a ZIP: a page to read, and the files. That it was made is logged."""
    turn(case=sight.case, by=sight.by).finish(log="export")
    look(sight.case, by=sight.by, what="export")
    names = file_names(sight)
    page = render_to_string(
        "feedback/cases/copy.html",
        {
            "case": sight.case,
            "reach": reach_of(sight),
            "parts": list(parts_of(sight, names)),
            "log": log_lines(sight),
            "today": timezone.localdate(),
        },
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(f"{sight.case.reference}/{sight.case.reference}.html", page)
        for kept in files_of_thread(sight):
            content = b"".join(opened(kept, key=sight.key))
            pack.writestr(f"{sight.case.reference}/{names[kept.public_id]}", content)
    return packed.getvalue()


def files_of_thread(sight: Sight) -> Iterator[CaseFile]:
    """Yield the files that the person sent or was sent."""
    thread = {entry.pk for entry in sight.entries if in_thread(entry)}
    for kept in sight.case.files.all():
        if kept.entry_id in thread:
            kept.case = sight.case
            yield kept


def file_names(sight: Sight) -> dict[str, str]:
    """Return a name for each file, by its id: its own, with a number so that none is lost."""
    found = {}
    shown = [file for files in files_of(sight).values() for file in files]
    for number, file in enumerate(shown, start=1):
        plain = re.sub(r"[^\w. -]", "_", file.name).lstrip(".")
        found[file.public_id] = f"{number}-{plain}"
    return found


def parts_of(sight: Sight, names: dict[str, str]) -> Iterator[Part]:
    files = files_of(sight)
    for entry in sight.entries:
        if in_thread(entry):
            shown = shown_entry(sight, entry, files)
            own = [names[file.public_id] for file in shown.files]
            yield Part(shown=shown, lines=shown.lines, file_names=own)


def log_lines(sight: Sight) -> list[Line]:
    """Return what happened on which day, without who did it or why."""
    lines = []
    for move in moves_of(sight.case):
        if move.move in TOLD_OF_THE_LOG:
            moved = move.from_state != move.to_state
            state = f" → {State(move.to_state).label}" if moved else ""
            lines.append(Line(move.on.isoformat(), label_of(move.move) + state))
    return lines
