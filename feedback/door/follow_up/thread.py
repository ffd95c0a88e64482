"""What was said and answered, as the person who told us reads it: never what is kept inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise

from feedback.door.follow_up.opening import Opened
from feedback.door.follow_up.versions import Version
from feedback.enums import EntryKind
from feedback.models import CaseEntry, CaseFile
from feedback.vault import files
from feedback.vault.sealed import read

SAID = (
    *("what_happened", "when", "where", "who", "effect", "wanted", "told_before"),
    *("support", "share"),
)
# Of an entry's words, which are shown and under which name.
ACKNOWLEDGED = {
    "opening": "",
    "understood": "understood",
    "wanted": "acknowledged_wanted",
    "who": "acknowledged_who",
    "by_when": "by_when",
    "support": "acknowledged_support",
}
POINT = {"found": "found", "why": "why", "remedy": "remedy", "by_when": "by_when"}
AFTER_POINTS = {"second_look": "second_look", "elsewhere": "elsewhere"}


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some words of an entry under their name. Words of an answer's point have its `point`."""

    name: str | Promise
    text: str
    point: str = ""


@dataclass(frozen=True, kw_only=True)
class File:
    public_id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """An entry as it is read. Days alone are known of it."""

    title: str | Promise
    is_mine: bool
    on: date
    parts: list[Part]
    files: list[File] = field(default_factory=list)


def thread(opened: Opened, version: Version) -> list[Item]:
    """Return what went between the person and us, the oldest first."""
    key = opened.key
    if key is None:
        return []
    entries = opened.case.entries.thread().prefetch_related("files")
    return [
        Item(
            title=version.entries[entry.kind],
            is_mine=entry.is_from_person,
            on=entry.sent_on or entry.written_on,
            parts=list(parts_of(entry.kind, words_of(entry, opened, key), version)),
            files=[described(file, opened, key) for file in entry.files.all()],
        )
        for entry in entries
    ]


def own_files(opened: Opened) -> QuerySet[CaseFile]:
    """The files that went between the person and us."""
    return CaseFile.objects.filter(entry__in=opened.case.entries.thread())


def words_of(entry: CaseEntry, opened: Opened, key: bytes) -> dict[str, Any]:
    entry.case = opened.case
    words: dict[str, Any] = read(entry, "words_sealed", key=key) or {}
    return words


def described(file: CaseFile, opened: Opened, key: bytes) -> File:
    file.case = opened.case
    return File(public_id=file.public_id, name=files.about(file, key=key).name)


def parts_of(kind: str, words: dict[str, Any], version: Version) -> Iterator[Part]:
    match kind:
        case EntryKind.SAID:
            yield from named(words, {name: name for name in SAID}, version)
        case EntryKind.ACKNOWLEDGEMENT:
            yield from named(words, ACKNOWLEDGED, version)
        case EntryKind.EXTENSION:
            yield from named(words, {"words": ""}, version)
            until = date_format(date.fromisoformat(words["until"]))
            yield Part(name=version.parts["until"], text=until)
        case EntryKind.ANSWER:
            yield from of_answer(words, version)
        case _:
            yield from named(words, {"words": ""}, version)


def of_answer(words: dict[str, Any], version: Version) -> Iterator[Part]:
    yield from named(words, {"opening": ""}, version)
    for point in words.get("points", []):
        said = {**point, "found": str(version.found.get(point["found"], ""))}
        yield from named(said, POINT, version, point=point["point"])
    yield from named(words, AFTER_POINTS, version)


def named(
    words: dict[str, Any], names: dict[str, str], version: Version, *, point: str = ""
) -> Iterator[Part]:
    for field_name, name in names.items():
        text = words.get(field_name)
        if text:
            yield Part(name=version.parts[name] if name else "", text=str(text), point=point)
