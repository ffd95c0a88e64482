import pytest
from django.core.exceptions import ValidationError

from imroc_ei.forms.chosen_rows import ChosenRowsField
from steps.models import Step
from tests.factories import StepFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def field() -> ChosenRowsField:
    return ChosenRowsField(Step.objects.order_by("pk"), required=False)


def test_rows_of_the_list_are_chosen(field: ChosenRowsField) -> None:
    one, two, _three = StepFactory.create_batch(3)
    assert list(field.clean([str(two.pk), str(one.pk)])) == [one, two]


@pytest.mark.parametrize("value", [None, [], ()])
def test_nothing_may_be_chosen(field: ChosenRowsField, value: object) -> None:
    assert list(field.clean(value)) == []


@pytest.mark.parametrize("value", ["9223372036854775808", "-1", "x", "", "\x00"])
def test_what_is_not_in_the_list_is_refused(field: ChosenRowsField, value: str) -> None:
    row = StepFactory()
    with pytest.raises(ValidationError) as refused:
        field.clean([str(row.pk), value])
    assert refused.value.code == "invalid_choice"
