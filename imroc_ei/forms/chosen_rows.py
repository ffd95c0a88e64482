"""Several rows chosen from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

if TYPE_CHECKING:
    ManyField = forms.ModelMultipleChoiceField[Any]
else:
    ManyField = forms.ModelMultipleChoiceField


class ChosenRowsField(ManyField):
    """Never asks the database for what is no key of the list: a number may be too great for it."""

    def clean(self, value: Any) -> QuerySet[Any]:
        key = self.to_field_name or "pk"
        rows = self.queryset
        known = set() if rows is None else {str(one) for one in rows.values_list(key, flat=True)}
        if not known.issuperset(str(one) for one in value or ()):
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )
        chosen: QuerySet[Any] = super().clean(value)
        return chosen
