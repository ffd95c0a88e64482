"""The fields of a form as what they are: Django says of each only that it is a field."""

from __future__ import annotations

from typing import TypeVar

from django import forms
from django.utils.choices import flatten_choices
from django.utils.functional import Promise

F = TypeVar("F", bound=forms.Field)


def field_of(form: forms.BaseForm, name: str, kind: type[F]) -> F:
    """Return a field of a form. Raise TypeError where it is of another kind."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} of {type(form).__name__} is no {kind.__name__}")
    return field


def labels_of(field: forms.ChoiceField) -> dict[str, str | Promise]:
    """Return what each choice of a field is called, those in groups too."""
    # The checker is told of choices in groups alone.
    return dict(flatten_choices(field.choices))  # type: ignore[arg-type]
