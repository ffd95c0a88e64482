from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError

from imroc_ei.organisation import opening
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.forms import OrganisationForm
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

MISSING = ["Nobody looks after it.", "It has no door."]


@pytest.fixture(autouse=True)
def _nobody_yet() -> Iterator[None]:
    before = dict(opening._asked)
    opening._asked.clear()
    opening.register(Room.LIBRARY, lambda: list(MISSING))
    yield
    opening._asked.clear()
    opening._asked.update(before)


def test_room_that_asks_for_nothing_may_open() -> None:
    assert opening.missing_to_open(["feedback"], already=[]) == []


def test_room_says_what_is_missing() -> None:
    assert opening.missing_to_open(["library", "feedback"], already=[]) == MISSING


def test_room_that_is_open_stays_open() -> None:
    assert opening.missing_to_open(["library"], already=["library"]) == []


@pytest.mark.parametrize(("already", "problems"), [([], MISSING), (["library"], [])])
def test_form_of_the_organisation_says_what_is_missing(
    already: list[str], problems: list[str]
) -> None:
    organisation = OrganisationFactory(rooms=already)
    form = OrganisationForm({"rooms": ["library"]}, row=organisation)
    assert form.errors.get("rooms", []) == problems


def test_repairing_the_row_does_not_open_it_either() -> None:
    organisation = OrganisationFactory(rooms=[])
    organisation.rooms = ["library"]
    with pytest.raises(ValidationError) as refused:
        organisation.full_clean()
    assert refused.value.message_dict == {"rooms": MISSING}
