"""Changing a row that somebody else may be changing too: nobody's words are lost unseen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from imroc_ei.phrases import and_list


def fingerprint(row: models.Model, names: Iterable[str]) -> str:
    """Return a short mark of what these fields say, so that a form knows what its reader saw."""
    said = [(name, str(stored(row, name))) for name in sorted(names)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def stored(row: models.Model, name: str) -> Any:
    """Return a field's value as the database keeps it: for a relation, the key; where it leads
    to several rows, those rows."""
    # A column of the row itself, never the far end of somebody else's relation.
    return row._meta.get_field(name).value_from_object(row)  # type: ignore[union-attr]


def leads_to_several(row: models.Model, name: str) -> bool:
    return bool(row._meta.get_field(name).many_to_many)


class ChangedMeanwhileError(Exception):
    """Somebody else changed the row after it was read; `row` is what it says now."""

    def __init__(self, row: models.Model) -> None:
        self.row = row
        super().__init__(str(row))


class Edit:
    """One change of one row, which is locked until the transaction ends.

    Raises ChangedMeanwhileError where the row says neither what the writer saw nor what they
    want. `seen` is the fingerprint of what they saw; without it nobody looked before.
    """

    def __init__(self, row: models.Model, values: dict[str, Any], *, seen: str | None) -> None:
        self._given = row
        self._values = values
        self.row: Any = type(row)._default_manager.select_for_update().get(pk=row.pk)
        self.differing = [name for name in values if self._differs(name)]
        if self.differing and seen is not None and seen != fingerprint(self.row, values):
            raise ChangedMeanwhileError(self.row)

    def _differs(self, name: str) -> bool:
        value, now = self._values[name], stored(self.row, name)
        if leads_to_several(self.row, name):
            return {row.pk for row in now} != {row.pk for row in value}
        wanted = value.pk if isinstance(value, models.Model) else value
        return bool(now != wanted)

    def wanted(self, name: str) -> Any:
        """Return the value that the writer wants."""
        return self._values[name]

    def save(self, *, by: models.Model, why: str, **along: Any) -> bool:
        """Store what differs, with who and why; `along` only comes with something that differs.

        Returns whether there was anything to store: the same words again leave no trace.
        """
        if not self.differing:
            return False
        changes = {name: self._values[name] for name in self.differing} | along
        several = {name for name in changes if leads_to_several(self.row, name)}
        for name in several:
            getattr(self.row, name).set(changes.pop(name))
        for name, value in changes.items():
            setattr(self.row, name, value)
            setattr(self._given, name, value)
        self.row._history_user = by
        self.row._change_reason = why
        self.row.save(update_fields=list(changes))
        return True


class EditForm(forms.Form):
    """A form over a row: it starts with what the row says, and knows what its reader saw.

    `edited` names the fields of the form that are fields of the row.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    edited: tuple[str, ...] = ()

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        self.row = row
        said = {name: self._said(row, name) for name in self.edited}
        kwargs["initial"] = {**said, "seen": fingerprint(row, self.edited)}
        super().__init__(*args, **kwargs)
        self.changed_meanwhile: list[tuple[str, Any]] = []
        self.stored_something = False

    @staticmethod
    def _said(row: models.Model, name: str) -> Any:
        """What a field says; where it leads to several rows, those rows."""
        return stored(row, name) if leads_to_several(row, name) else getattr(row, name)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.edited}

    def carry_out(self, *, by: Any) -> bool:
        """Call the action; return whether it had anything to store."""
        raise NotImplementedError

    def store(self, *, by: Any) -> bool:
        """Carry it out, or say what somebody else changed and keep what was typed."""
        try:
            self.stored_something = self.carry_out(by=by)
        except ChangedMeanwhileError as meanwhile:
            self._show(meanwhile.row)
            return False
        return True

    def _show(self, row: models.Model) -> None:
        """Sending the form again, having seen what is there now, is a decision."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("seen")] = fingerprint(row, self.edited)
        self.data = data
        self.changed_meanwhile = [
            (str(self.fields[name].label), _in_words(self._said(row, name))) for name in self.edited
        ]
        self.add_error(
            None,
            _(
                "Somebody else changed this while you were writing. "
                "Read what it says now, then save again if yours is to stand."
            ),
        )


def _in_words(value: Any) -> Any:
    return and_list(value) if isinstance(value, list) else value
