"""The rows of an aim's table of statements, as a spreadsheet has them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from imroc_ei.phrases import and_list
from imroc_ei.spreadsheets import Row
from steps.queries import Statement


def head() -> Row:
    return [
        _("Statement"),
        _("Stands under"),
        _("Also part of aims"),
        _("Added by the team on"),
        _("Level"),
        _("Since the last review"),
        _("Rests on"),
        _("Reviewed on"),
        _("Held by"),
        _("Last shared activity"),
        _("Review due"),
        _("Paused until"),
        _("Why it is paused"),
    ]


def rows(statements: Iterable[Statement]) -> list[Row]:
    """One row a statement, in the order of the page."""
    return [
        [
            row.step.statement,
            row.parent.short_name if row.parent else "",
            and_list(row.also_in),
            _day(row.step.added_on),
            str(row.standing.label),
            row.step.get_direction_display(),
            row.step.get_rests_on_display(),
            _day(row.step.reviewed_on),
            row.holder.display_name if row.holder else "",
            _day(row.last_shared_on),
            _day(row.step.next_review_on),
            _day(row.step.paused_until),
            row.step.paused_reason,
        ]
        for row in statements
    ]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
