"""Forgetting: what was said goes after its time, then who had to do with it, then the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from feedback.models import Case, CaseFile
from feedback.vault.destroying import destroy_content, make_anonymous, remove_files, witnesses
from feedback.vault.proof import Proof, look_at_disk, look_at_rows, look_at_storage
from feedback.vault.schedule import Hold, Step, holds, steps_due


class NotGoneError(Exception):
    """Something that was to be destroyed is still there."""


@dataclass
class Report:
    """What was done to which case (by its reference), what is held, and what was verified."""

    on: date
    done: dict[Step, list[str]] = field(default_factory=lambda: {step: [] for step in Step})
    held: dict[str, list[Hold]] = field(default_factory=dict)
    files_removed: int = 0
    proof: Proof = field(default_factory=Proof)


def retention(on: date, *, dry_run: bool = False, thoroughly: bool = False) -> Report:
    """Do what is due by `on`, and look whether it is gone.

    Each case is done by itself, so that it can be broken off and run again; `thoroughly` then
    clears the disk of what an earlier run destroyed, too. With `dry_run` nothing is written and
    nothing looked at.
    """
    report = Report(on=on)
    seen: list[bytes] = []
    for case in _past_their_time(on):
        if keeping := holds(case, on=on):
            report.held[case.reference] = keeping
        elif dry_run:
            _note(report, case.reference, steps_due(case, on=on))
        else:
            seen += _forget(report, case.pk)
    if not dry_run:
        report.files_removed = sum(remove_files(case) for case in _without_words_but_with_files())
        look_at_rows(report.proof)
        look_at_storage(report.proof, on=on)
        look_at_disk(report.proof, seen, thoroughly=thoroughly)
    return report


def _past_their_time(on: date) -> list[Case]:
    cases = Case.objects.select_related("procedure").order_by("received_on", "pk")
    return [case for case in cases if steps_due(case, on=on)]


@transaction.atomic
def _forget(report: Report, case_id: int) -> list[bytes]:
    """Look at the case again, locked, and do to it what is due; return the beginnings of what
    was destroyed."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("procedure")
    case = rows.filter(pk=case_id).first()
    if case is None or holds(case, on=report.on):
        return []
    due, reference = steps_due(case, on=report.on), case.reference
    seen = list(witnesses(case))
    if Step.CONTENT in due:
        destroy_content(case, on=report.on)
    if Step.ANONYMOUS in due:
        make_anonymous(case, on=report.on)
    if Step.DELETED in due:
        remove_files(case)
        case.delete()
    _note(report, reference, due)
    return seen


def _note(report: Report, reference: str, due: Iterable[Step]) -> None:
    for step in due:
        report.done[step].append(reference)


def _without_words_but_with_files() -> Iterable[Case]:
    with_files = CaseFile.objects.order_by().values("case")
    return Case.objects.exclude(content_gone_on=None).filter(pk__in=with_files)
