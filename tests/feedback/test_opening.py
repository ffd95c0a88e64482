import pytest

from feedback.opening import missing, open_under
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.forms import OrganisationForm
from imroc_ei.organisation.models import Organisation
from tests.factories import OrganisationFactory, ProcedureFactory, UserFactory

pytestmark = pytest.mark.django_db

HANDLERS = (
    "The feedback form needs two confirmed handlers, so that somebody else can take the second "
    "look. There are {}."
)
OUTSIDE = (
    "The feedback form needs an outside contact, who reads what no handler here should read. Give "
    "somebody that role first."
)
PROCEDURE = (
    "The feedback form needs a version of the procedure in force, so that it can say what happens "
    "next and by when."
)


def test_everything_is_missing_at_first() -> None:
    assert missing() == [HANDLERS.format(0), OUTSIDE, PROCEDURE]


def test_people_who_left_and_drafts_do_not_count() -> None:
    UserFactory(roles=["handler"])
    UserFactory(roles=["handler"], is_active=False)
    UserFactory(roles=["outside"], is_active=False)
    ProcedureFactory()
    assert missing() == [HANDLERS.format(1), OUTSIDE, PROCEDURE]


def test_nothing_is_missing_with_two_handlers_an_outside_contact_and_a_procedure() -> None:
    UserFactory.create_batch(2, roles=["handler"])
    UserFactory(roles=["outside"])
    ProcedureFactory(in_force=True)
    assert missing() == []


def test_owner_is_told_what_is_missing_and_nothing_opens() -> None:
    organisation = OrganisationFactory(rooms=[])
    form = OrganisationForm({"rooms": ["feedback"]}, row=organisation)
    assert form.errors["rooms"] == [HANDLERS.format(0), OUTSIDE, PROCEDURE]


@pytest.mark.parametrize(("rooms", "in_force"), [([], True), ([Room.FEEDBACK], False)])
def test_form_is_closed_without_the_room_or_the_procedure(rooms: list[str], in_force: bool) -> None:
    ProcedureFactory(in_force=in_force)
    assert open_under(OrganisationFactory(rooms=rooms)) is None


def test_form_is_open_under_the_version_in_force() -> None:
    version = ProcedureFactory(in_force=True)
    organisation: Organisation = OrganisationFactory(rooms=[Room.FEEDBACK])
    assert open_under(organisation) == version
