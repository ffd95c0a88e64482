from collections.abc import Callable

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from aims.models import Aim
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.admin_site import OwnersSite
from imroc_ei.people.models import User
from steps.enums import Audience, EvidenceKind
from steps.models import Placement
from tests.factories import ActivityFactory, EvidenceFactory, OrganisationFactory, UserFactory
from tests.world import Plan

Browser = Callable[[User], Client]

REGISTERED = {
    "library.Resource",
    "library.Topic",
    "organisation.Organisation",
    "aims.Vision",
    "aims.Aim",
    "aims.Term",
    "steps.Step",
    "steps.Placement",
}


def test_admin_holds_the_organisation_and_the_plan_and_nothing_else() -> None:
    assert isinstance(admin.site, OwnersSite)
    assert {model._meta.label for model in admin.site._registry} == REGISTERED


@pytest.mark.django_db
def test_sign_in_of_the_admin_is_the_sites_own(client: Client) -> None:
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["consultant", "lead", "handler"])
def test_other_roles_are_refused(role: str, client_of: Browser) -> None:
    client = client_of(UserFactory(roles=[role]))
    assert [client.get(path).status_code for path in ("/admin/", "/admin/aims/aim/")] == [403, 403]


@pytest.mark.django_db
def test_owner_without_the_second_factor_is_sent_to_set_it_up(client_of: Browser) -> None:
    owner = UserFactory(roles=["owner"], second_factor=False)
    assert client_of(owner).get("/admin/").headers["Location"] == "/people/second-factor/"


@pytest.mark.django_db
def test_owner_repairs_a_word_and_the_change_keeps_their_name(
    owner: User, plan: Plan, client_of: Browser
) -> None:
    aim = plan.aims[1]
    sent = {
        "vision": aim.vision_id,
        "number": aim.number,
        "short_name": "Repaired",
        "statement": aim.statement,
        "judgement": "",
        "next_review_on": "",
    }
    client_of(owner).post(f"/admin/aims/aim/{aim.pk}/change/", sent)
    assert Aim.objects.get(pk=aim.pk).short_name == "Repaired"
    assert aim.history.first().history_user == owner


@pytest.mark.django_db
def test_owner_adds_and_removes_a_placement(owner: User, plan: Plan, client_of: Browser) -> None:
    client = client_of(owner)
    placement = Placement.objects.first()
    assert placement
    before = Placement.objects.count()
    client.post(f"/admin/steps/placement/{placement.pk}/delete/", {"post": "yes"})
    assert Placement.objects.count() == before - 1


@pytest.mark.django_db
def test_organisation_is_neither_added_nor_deleted(owner: User, client_of: Browser) -> None:
    OrganisationFactory()
    client = client_of(owner)
    assert client.post("/admin/organisation/organisation/add/").status_code == 403
    assert client.post("/admin/organisation/organisation/1/delete/").status_code == 403
    assert Organisation.objects.count() == 1


def test_the_admin_leads_to_no_row_of_other_rooms_by_its_number(
    owner: User, client_of: Browser
) -> None:
    """Neither the address of a private entry nor the link kept with it."""
    entry = ActivityFactory(audience=Audience.ONLY_ME)
    link = EvidenceFactory(activity=entry, kind=EvidenceKind.LINK, url="https://example.org/mine")
    answers = []
    for row in (entry, link):
        kind = ContentType.objects.get_for_model(row)
        answers.append(client_of(owner).get(f"/admin/r/{kind.pk}/{row.pk}/").status_code)
    assert answers == [404, 404]


def test_the_admin_still_links_a_row_to_its_page(
    owner: User, plan: Plan, client_of: Browser
) -> None:
    aim = Aim.objects.get(number=1)
    page = client_of(owner).get(f"/admin/aims/aim/{aim.pk}/change/").content.decode()
    assert f'href="{aim.get_absolute_url()}" class="viewsitelink"' in page
