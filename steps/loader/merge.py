"""One row of the plan: the file's words go in, unless an owner has edited them since."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext

from steps.loader.report import Change, Report

# Where a row stands in the file is no change of the row; the aims say their own order.
PLACE = "order"


@dataclass
class Merging:
    """Stores rows with the reason for their history, and reports what it did to each.

    A field `x` that an owner can edit has a twin `loaded_x`, which remembers what the file said
    last. As long as the two are equal nobody has edited it, and the file may change it.
    """

    report: Report

    def store(
        self, row: Any, what: str, *, editable: dict[str, Any], fixed: dict[str, Any]
    ) -> None:
        """Bring `editable` fields in where nobody edited them, and `fixed` ones always."""
        adding = row._state.adding
        before = {name: getattr(row, name) for name in (*editable, *fixed)}
        remembered = {name: getattr(row, f"loaded_{name}") for name in editable}
        kept = [] if adding else _edited(row, editable)
        for name, value in editable.items():
            setattr(row, f"loaded_{name}", value)
        for name, value in {**editable, **fixed}.items():
            if name not in kept:
                setattr(row, name, value)
        changed = [name for name, value in before.items() if getattr(row, name) != value]
        moved = PLACE in changed
        changed = [name for name in changed if name != PLACE]
        if adding or changed:
            save(row, gettext("Loaded from the plan file"))
            self.report.note(
                Change.ADDED if adding else Change.CHANGED,
                what,
                "" if adding else names(row, changed),
            )
        elif moved or remembered != editable:
            row.save_without_historical_record()
        if kept:
            self.report.note(Change.KEPT, what, f"{names(row, kept)}: an owner has edited it since")


def _edited(row: Any, editable: dict[str, Any]) -> list[str]:
    return [
        name
        for name, value in editable.items()
        if getattr(row, name) not in (getattr(row, f"loaded_{name}"), value)
    ]


def save(row: Any, why: str) -> None:
    row._change_reason = why
    row.save()


def names(row: models.Model, fields: list[str]) -> str:
    """The fields as a reader knows them."""
    labels = {field.name: field.verbose_name for field in row._meta.fields}
    return ", ".join(str(labels[name]) for name in fields)
