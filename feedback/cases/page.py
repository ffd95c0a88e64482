"""The page of a case, opened: its thread, its facts, its thoughts, and who may know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext

from feedback.cases.doings import MARKS, ON, PEOPLE, WRITE, Doing, open_now
from feedback.cases.lines import Line, lines_of
from feedback.cases.queries import Due, dues_of
from feedback.cases.reach import Reach, reach_of
from feedback.cases.sight import Sight
from feedback.enums import THREAD, TO_PERSON, EntryKind
from feedback.models import CaseAccess, CaseEntry, CaseFile, Conflict
from feedback.vault.files import about
from steps.models import Action


@dataclass(frozen=True, kw_only=True)
class ShownFile:
    public_id: str
    name: str
    hides_details: bool


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An entry in words. Whoever wrote it is "the person" or a handler by name."""

    kind: str
    label: str
    who: str
    on: date
    lines: list[Line]
    files: list[ShownFile] = field(default_factory=list)
    read_by: str = ""
    is_from_person: bool = False
    waits: bool = False
    told_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CasePage:
    dues: list[Due]
    # What the person may still do, and what the site does by itself.
    later: list[Due]
    thread: list[Shown]
    unsent: Shown | None
    facts: list[Shown]
    thoughts: list[Shown]
    others: list[Shown]
    reach: Reach
    access: list[CaseAccess]
    conflicts: list[Conflict]
    actions: list[Action]
    next_doings: list[Doing]
    writing: list[Doing]
    people: list[Doing]
    marks: list[Doing]


def page_of(sight: Sight) -> CasePage:
    """Open everything that this reader may see. After retention there are no words left."""
    files = files_of(sight)
    shown = [(entry, shown_entry(sight, entry, files)) for entry in sight.entries]
    unsent = sight.unsent_answer
    access, conflicts = who_may_know(sight)
    now, dues = open_now(sight), dues_of(sight.case, sight.calendar)
    return CasePage(
        dues=[due for due in dues if due.ours],
        later=[due for due in dues if not due.ours],
        thread=[each for entry, each in shown if in_thread(entry)],
        unsent=next((each for entry, each in shown if entry == unsent), None),
        facts=[each for entry, each in shown if entry.kind == EntryKind.FACT],
        thoughts=[each for entry, each in shown if entry.kind == EntryKind.THOUGHT],
        others=[each for entry, each in shown if entry.kind in OTHERS],
        reach=reach_of(sight),
        access=access,
        conflicts=conflicts,
        actions=actions_of(sight),
        next_doings=now[ON],
        writing=now[WRITE],
        people=now[PEOPLE],
        marks=now[MARKS],
    )


OTHERS = (EntryKind.HEARD, EntryKind.REVEALED, EntryKind.LEARNED)


def in_thread(entry: CaseEntry) -> bool:
    return entry.kind in THREAD and (entry.kind not in TO_PERSON or entry.sent_on is not None)


def shown_entry(sight: Sight, entry: CaseEntry, files: dict[int, list[ShownFile]]) -> Shown:
    words = sight.words_of(entry) if sight.has_words and entry.words_sealed else {}
    return Shown(
        kind=entry.kind,
        label=entry.get_kind_display(),
        who=who_wrote(entry),
        on=entry.sent_on or entry.written_on,
        lines=lines_of(entry.kind, words) if words else [],
        files=files.get(entry.pk, []),
        read_by=entry.read_by.display_name if entry.read_by else "",
        is_from_person=entry.is_from_person,
        waits=sight.has_words and entry.tell_by is not None and entry.told_on is None,
        told_on=entry.told_on,
    )


@dataclass(frozen=True, kw_only=True)
class ToTell:
    """What somebody rings the person about, or puts into an envelope, and how to reach them."""

    entries: list[Shown]
    reach: Reach
    by: date | None


def to_tell(sight: Sight) -> ToTell:
    files = files_of(sight)
    shown = [shown_entry(sight, entry, files) for entry in sight.entries]
    waiting = [entry for entry in shown if entry.waits]
    return ToTell(entries=waiting, reach=reach_of(sight), by=sight.case.tell_by)


def who_wrote(entry: CaseEntry) -> str:
    if entry.is_from_person:
        return gettext("The person")
    return entry.by.display_name if entry.by else gettext("Somebody who has left")


def files_of(sight: Sight) -> dict[int, list[ShownFile]]:
    """Return the files of a case by the id of their entry."""
    found: dict[int, list[ShownFile]] = {}
    if not sight.has_words:
        return found
    for kept in sight.case.files.all():
        found.setdefault(kept.entry_id, []).append(shown_file(sight, kept))
    return found


def shown_file(sight: Sight, kept: CaseFile) -> ShownFile:
    # Sealed values are bound to their case, which is at hand.
    kept.case = sight.case
    said = about(kept, key=sight.key)
    return ShownFile(public_id=kept.public_id, name=said.name, hides_details=said.hides_details)


def who_may_know(sight: Sight) -> tuple[list[CaseAccess], list[Conflict]]:
    """Return who was let in and still may know, and who must not know of it."""
    conflicts = list(sight.case.conflicts.select_related("person", "named_by"))
    kept_out = {conflict.person_id for conflict in conflicts}
    may_know = {person.pk for person in sight.readers}
    rows = sight.case.access.select_related("person", "let_in_by")
    access = [row for row in rows if row.person_id in may_know - kept_out]
    return access, conflicts


def actions_of(sight: Sight) -> list[Action]:
    return list(
        Action.objects.filter(pk__in=sight.case.actions.values("action"))
        .select_related("step", "held_by")
        .order_by("due", "pk")
    )
