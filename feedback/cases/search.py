"""Search in what was said: each case that this person may know of is opened in memory for it.

There is no index, so that nothing of what was said lies anywhere but under its key. What was
sought is kept nowhere; that a case was found, and by whom, stands in its log.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from feedback.cases.lines import lines_of
from feedback.cases.queries import look_once
from feedback.cases.reach import reach_of
from feedback.cases.sight import Sight
from feedback.enums import EntryKind
from feedback.models import Case, CaseEntry
from imroc_ei.people.models import User

MOST_WORDS = 8


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A case in which every word stands, and in which kinds of entry."""

    case: Case
    where: list[str]


def search(person: User, sought: str) -> list[Hit]:
    """Return the cases with all of these words, the latest first."""
    words = folded(sought).split()[:MOST_WORDS]
    if not words:
        return []
    cases = Case.objects.visible_to(person).with_words().select_related("name_for")
    found = []
    for case in cases.prefetch_related("entries").order_by("-received_on", "-pk"):
        where = where_found(Sight(case=case, by=person), words)
        if where:
            found.append(Hit(case=case, where=where))
    # Never with the words that were sought.
    look_once([hit.case for hit in found], by=person, what="search")
    return found


def where_found(sight: Sight, words: list[str]) -> list[str]:
    """Return in what kinds of entry some of the words stand, if all stand somewhere."""
    texts = list(texts_of(sight))
    everything = "\n".join(text for _label, text in texts)
    if not all(word in everything for word in words):
        return []
    return list(
        dict.fromkeys(label for label, text in texts if any(word in text for word in words))
    )


def texts_of(sight: Sight) -> Iterator[tuple[str, str]]:
    """Yield what the case says, by where it says so; a name that is kept close is left out."""
    case = sight.case
    yield "", folded(f"{case.reference} {case.theme}")
    reach = reach_of(sight)
    yield "", folded(f"{reach.name} {reach.reach}")
    for entry in case.entries.all():
        yield entry.get_kind_display(), folded(text_of(sight, entry))


def text_of(sight: Sight, entry: CaseEntry) -> str:
    if not (entry.words_sealed and sight.has_words):
        return ""
    entry.case = sight.case
    lines = lines_of(EntryKind(entry.kind), sight.words_of(entry))
    return "\n".join(line.text for line in lines)


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
