import pytest

from imroc_ei.people.models import Invitation, TeamTerm
from imroc_ei.people.roles import RoleName
from steps.models import Activity, Evidence
from tests.factories import (
    ActivityFactory,
    EvidenceFactory,
    InvitationFactory,
    OrganisationFactory,
    StepFactory,
    TeamTermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_user_without_roles_named_is_a_consultant() -> None:
    assert UserFactory().role_names == {RoleName.CONSULTANT}


def test_user_with_roles_holds_their_permissions() -> None:
    lead = UserFactory(roles=["lead"])
    assert lead.role_names == {RoleName.LEAD}
    assert lead.has_perm("steps.check_activity")
    assert not lead.has_perm("steps.change_step")


def test_activity_with_steps_named_is_about_those() -> None:
    step = StepFactory()
    assert list(ActivityFactory(steps=[step]).steps.all()) == [step]


def test_activity_checked_is_public() -> None:
    activity = ActivityFactory(checked=True)
    assert list(Activity.objects.public()) == [activity]


def test_every_factory_writes_its_row() -> None:
    OrganisationFactory()
    EvidenceFactory()
    InvitationFactory()
    TeamTermFactory()
    assert [Evidence.objects.count(), Invitation.objects.count(), TeamTerm.objects.count()] == [
        1
    ] * 3
