"""What every move has in common: the row is locked, the guard asked, and a line of log written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext

from feedback.clocks.calls import tell_by
from feedback.enums import TO_PERSON
from feedback.models import Case, CaseEntry, CaseMove
from feedback.states import BY_NAME, Move, Who
from feedback.vault.sealed import key_of, put
from imroc_ei.people.models import User

# What nobody signed in makes: the person with their code, or the schedule.
BY_NOBODY = {Who.PERSON, Who.SCHEDULE}


class RefusedError(Exception):
    """The case does not allow this now; the text says why, in words for a handler."""


class CaseChangedError(RefusedError):
    """Somebody else did something with the case after this browser read it."""

    def __init__(self, words: str = "") -> None:
        super().__init__(
            words
            or gettext(
                "Somebody else did something with this case while you had it open. Look at what "
                "the case says now, then send again if yours is still right."
            )
        )


@dataclass
class Turn:
    """A case while something is done with it: locked, and allowed to whoever does it."""

    case: Case
    by: User | None
    move: Move | None = None
    today: date = field(default_factory=timezone.localdate)
    wrote: bool = False

    @property
    def key(self) -> bytes:
        return key_of(self.case)

    @property
    def stage(self) -> int:
        return 2 if self.case.in_second_look else 1

    def insist_on(self, version: int | None, *, otherwise: str = "") -> None:
        """Raise CaseChangedError, in these words if any, where a browser saw another one."""
        if version is not None and version != self.case.version:
            raise CaseChangedError(otherwise)

    def entry(self, kind: str, words: Any, *, sent: bool = True, **more: Any) -> CaseEntry:
        """Write an entry; what goes to the person is sent unless it is said not to be."""
        about = {"by": self.by, **more}
        entry = CaseEntry(
            case=self.case, kind=kind, stage=self.stage, written_on=self.today, **about
        )
        if sent:
            self.goes(entry)
        put(entry, "words_sealed", words, key=self.key)
        entry.save()
        self.wrote = True
        return entry

    def goes(self, entry: CaseEntry) -> None:
        """Let an entry go, before `finish`. What is for the person waits for somebody to ring
        them, or to post it, if that is how they asked to hear. The caller saves the entry."""
        entry.sent_on = self.today
        if entry.kind in TO_PERSON:
            entry.tell_by = tell_by(self.case, entry.kind, self.today)
        if entry.tell_by:
            self.case.tell_from = self.case.tell_from or self.today
            self.case.tell_by = min(entry.tell_by, self.case.tell_by or entry.tell_by)

    def finish(self, *, log: str = "", why: str = "", **changes: Any) -> Case:
        """Store what changed, and the line of the log. What asks for no line leaves `log` out."""
        case, before = self.case, self.case.state
        if self.move is not None and self.move.target:
            case.state = self.move.target
        for name, value in changes.items():
            setattr(case, name, value)
        case.version += 1
        # Retention counts from the last act of substance: a move, or something written.
        if self.move is not None or self.wrote:
            case.last_act_on = self.today
        case.save()
        name = self.move.name if self.move else log
        if name:
            line = CaseMove(
                case=case, move=name, from_state=before, to_state=case.state, by=self.by
            )
            if why:
                put(line, "why_sealed", why, key=self.key)
            line.save()
        return case


def turn(*, case: Case, by: User | None, move: str = "", version: int | None = None) -> Turn:
    """Lock the case and return it, if the one who acts may know of it and the table allows it.

    `by` is nobody where the person acts with their code, or the schedule. `version` is what a
    browser saw. Raises PermissionDenied, CaseChangedError, RefusedError.
    """
    row = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if by is not None and not Case.objects.visible_to(by).filter(pk=row.pk).exists():
        raise PermissionDenied
    Turn(case=row, by=by).insist_on(version)
    if not move:
        return Turn(case=row, by=by)
    wanted = BY_NAME[move]
    why = why_not(row, wanted, by=by)
    if why:
        raise RefusedError(why)
    return Turn(case=row, by=by, move=wanted)


def why_not(case: Case, move: Move, *, by: User | None) -> str:
    """Return why this person (or nobody signed in) cannot make the move now; "" if they can."""
    if case.state not in move.sources:
        return gettext("The case is at “%(state)s”, and from there this cannot be done.") % {
            "state": case.get_state_display()
        }
    if not (move.short if case.is_short else move.long):
        return gettext("This kind of feedback takes another way.")
    if by is None:
        return "" if BY_NOBODY.intersection(move.who) else gettext("Only a handler can do this.")
    if Who.ANOTHER_HANDLER in move.who:
        return _why_not_another(case, by)
    if Who.HANDLER not in move.who:
        return gettext("This is not done by hand.")
    return ""


def _why_not_another(case: Case, by: User) -> str:
    if by.pk == case.handler_id:
        return gettext("Somebody else takes the second look.")
    if case.second_handler_id not in (None, by.pk):
        return gettext("Another handler has taken the second look.")
    return ""
