"""Entries as rows to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from imroc_ei.people.models import User
from imroc_ei.spreadsheets import Row
from steps.activity.entries import aims_served, with_statements
from steps.enums import Precision
from steps.models import Activity

ROWS_AT_ONCE = 500


def list_head() -> Row:
    return (
        _("Date"),
        _("What happened"),
        _("Kind"),
        _("Steps"),
        _("Aims"),
        _("Who can see it"),
        _("What we learned"),
        _("Logged by"),
        _("Address"),
    )


def list_rows(entries: QuerySet[Activity]) -> Iterator[Row]:
    """What the list shows, entry by entry. Time and pay are nobody else's, so not in it."""
    for entry in with_statements(entries).iterator(chunk_size=ROWS_AT_ONCE):
        yield (
            _date(entry),
            entry.what_happened,
            entry.get_kind_display(),
            "; ".join(str(step) for step in entry.steps.all()),
            ", ".join(str(aim.number) for aim in aims_served(entry)),
            entry.get_audience_display(),
            entry.learned,
            entry.logged_by.display_name,
            entry.get_absolute_url(),
        )


def _date(entry: Activity) -> str:
    month_only = entry.precision == Precision.MONTH
    return entry.happened_on.strftime("%Y-%m" if month_only else "%Y-%m-%d")


def own_activity_rows(person: User) -> list[dict[str, Any]]:
    """Everything a person has logged, drafts and withdrawn entries included."""
    entries = with_statements(Activity.objects.by(person)).prefetch_related("evidence")
    return [_own_row(entry) for entry in entries]


def _own_row(entry: Activity) -> dict[str, Any]:
    return {
        "id": entry.public_id,
        "status": entry.status,
        "happened_on": _date(entry),
        "kind": entry.kind,
        "what_happened": entry.what_happened,
        "learned": entry.learned,
        "steps": [step.slug for step in entry.steps.all()],
        "audience": entry.audience,
        "checked_at": entry.checked_at.isoformat() if entry.checked_at else None,
        "check_note": entry.check_note,
        "show_name": entry.show_name,
        "aimed_at": entry.aimed_at,
        "shaped_by": entry.shaped_by,
        "minutes": entry.minutes,
        "paid": entry.paid,
        "threads": entry.threads,
        "unfinished": entry.unfinished,
        "logged_at": entry.logged_at.isoformat(),
        "edited_at": entry.edited_at.isoformat() if entry.edited_at else None,
        "evidence": list(_evidence_rows(entry)),
    }


def _evidence_rows(entry: Activity) -> Iterable[dict[str, str]]:
    for evidence in entry.evidence.all():
        yield {
            "kind": evidence.kind,
            "from_whom": evidence.from_whom,
            "text": evidence.text,
            "url": evidence.url,
            "file_name": evidence.file_name,
        }
