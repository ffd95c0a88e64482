import pytest
from django import forms

from imroc_ei.forms.fields import field_of, labels_of


class Meal(forms.Form):
    dish = forms.ChoiceField(
        choices=[("soup", "Soup"), ("Sweet", [("cake", "Cake"), ("tart", "Tart")])]
    )
    note = forms.CharField()


def test_field_of_a_form_is_the_field_itself() -> None:
    form = Meal()
    assert field_of(form, "dish", forms.ChoiceField) is form.fields["dish"]


def test_field_of_another_kind_is_a_fault_that_names_it() -> None:
    with pytest.raises(TypeError, match="note of Meal is no ChoiceField"):
        field_of(Meal(), "note", forms.ChoiceField)


def test_labels_of_a_field_are_those_in_groups_too() -> None:
    labels = labels_of(field_of(Meal(), "dish", forms.ChoiceField))
    assert labels == {"soup": "Soup", "cake": "Cake", "tart": "Tart"}
