"""A case as one handler has it before them: what its pages ask again and again, found once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from feedback import telling
from feedback.clocks.duties import calendar_here
from feedback.enums import EntryKind
from feedback.models import Case, CaseEntry
from feedback.vault.sealed import key_of, opens_for_handlers, read
from imroc_ei.people.models import User
from imroc_ei.working_days import WorkingDays, working_days


@dataclass
class Sight:
    case: Case
    by: User
    # Of the organisation, where it is at hand already.
    nation: str = ""

    @cached_property
    def has_words(self) -> bool:
        """Whether what was said is still there, and can be opened."""
        return opens_for_handlers(self.case)

    @cached_property
    def calendar(self) -> WorkingDays:
        return working_days(self.nation) if self.nation else calendar_here()

    @cached_property
    def key(self) -> bytes:
        return key_of(self.case)

    @cached_property
    def entries(self) -> list[CaseEntry]:
        return list(self.case.entries.select_related("by", "read_by"))

    @property
    def stage(self) -> int:
        return 2 if self.case.in_second_look else 1

    @property
    def unsent_answer(self) -> CaseEntry | None:
        """The answer of this stage that has not gone out."""
        found = [
            entry
            for entry in self.entries
            if entry.kind == EntryKind.ANSWER and not entry.sent_on and entry.stage == self.stage
        ]
        return found[-1] if found else None

    @cached_property
    def readers(self) -> list[User]:
        """Everybody who may know of the case."""
        return telling.readers_of(self.case)

    @property
    def second_readers(self) -> list[User]:
        """Who could read the answer before it goes."""
        answer = self.unsent_answer
        writer = answer.by_id if answer else self.by.pk
        return [person for person in self.readers if person.pk != writer]

    def words_of(self, entry: CaseEntry) -> dict[str, Any]:
        words: dict[str, Any] = read(entry, "words_sealed", key=self.key) or {}
        return words

    @cached_property
    def said(self) -> dict[str, Any]:
        """What the person told us first."""
        first = next((entry for entry in self.entries if entry.kind == EntryKind.SAID), None)
        return self.words_of(first) if first and self.has_words else {}
