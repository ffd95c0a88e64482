"""What is wrong with a form, as a list that leads to each field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.forms.widgets import ChoiceWidget, MultiWidget


@dataclass(frozen=True)
class Problem:
    message: str
    # The id of the control that puts it right; empty where it is about the form as a whole.
    control_id: str = ""


def problems_of(form: BaseForm | BaseFormSet[Any]) -> list[Problem]:
    """Return what is wrong, first about the whole, then field by field in their order."""
    if isinstance(form, BaseFormSet):
        whole = [Problem(str(message)) for message in form.non_form_errors()]
        return whole + [problem for part in form.forms for problem in problems_of(part)]
    problems = [Problem(str(message)) for message in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else first_control_id(field)
        problems += [Problem(str(message), target) for message in field.errors]
    return problems


def first_control_id(field: BoundField) -> str:
    """Return the id of the first thing in a field that can be filled in or ticked."""
    if field.id_for_label:
        return str(field.id_for_label)
    widget = field.field.widget
    if isinstance(widget, ChoiceWidget):
        choices = field.subwidgets
        return str(choices[0].id_for_label or field.auto_id) if choices else field.auto_id
    return f"{field.auto_id}_0" if isinstance(widget, MultiWidget) else field.auto_id
