"""From the pages of the plan each role reaches what it may do about the plan, and no more."""

import pytest
from django.test import Client

from imroc_ei.people.models import User
from steps.enums import Origin, StepKind, StepState
from steps.models import Step
from tests.clients import signed_in
from tests.dashboards.pages import open_page
from tests.factories import StepFactory, UserFactory
from tests.world import Plan

ABOUT_THE_PLAN = ("edit/", "history/", "look-after/", "add/", "judgement/", "bring-back/")

HOME = {
    "consultant": ["/vision/history/"],
    "lead": ["/vision/history/"],
    "owner": ["/vision/history/", "/vision/edit/"],
}
AIM = {
    "consultant": ["/aims/1/history/"],
    "lead": ["/aims/1/history/", "/aims/1/judgement/"],
    "owner": ["/aims/1/edit/", "/aims/1/history/"],
}
STEP = {
    "consultant": ["/steps/own-culture/history/"],
    "lead": [
        "/steps/own-culture/look-after/",
        "/steps/own-culture/add/",
        "/steps/own-culture/history/",
        "/steps/own-culture/actions/add/",
    ],
    "owner": ["/steps/own-culture/edit/", "/steps/own-culture/history/"],
}


def links(client: Client, path: str) -> list[str]:
    addresses = open_page(client, path).xpath("//main//a/@href")
    return [address for address in addresses if address.endswith(ABOUT_THE_PLAN)]


@pytest.mark.parametrize("role", ["consultant", "lead", "owner"])
def test_each_role_reaches_what_it_may_do(role: str, plan: Plan) -> None:
    client = signed_in(UserFactory(roles={"consultant", role}))
    assert {path: links(client, path) for path in ("/", "/aims/1/", "/steps/own-culture/")} == {
        "/": HOME[role],
        "/aims/1/": AIM[role],
        "/steps/own-culture/": STEP[role],
    }


@pytest.mark.parametrize("path", ["/", "/aims/1/", "/steps/own-culture/"])
def test_strangers_reach_nothing_of_it(path: str, client: Client, plan: Plan) -> None:
    assert links(client, path) == []


@pytest.mark.parametrize(
    ("origin", "parent_state", "expected"),
    [
        (Origin.ADDED, StepState.ACTIVE, ["/steps/gone/bring-back/", "/steps/gone/history/"]),
        (Origin.ADDED, StepState.RETIRED, ["/steps/gone/history/"]),
        (Origin.PUBLISHED, StepState.ACTIVE, ["/steps/gone/history/"]),
    ],
)
def test_only_what_leads_may_bring_back_is_offered(
    origin: Origin, parent_state: StepState, expected: list[str], lead: User, plan: Plan
) -> None:
    parent = plan.steps["own-culture"]
    Step.objects.filter(pk=parent.pk).update(state=parent_state)
    StepFactory(
        slug="gone",
        kind=StepKind.SUB_STEP,
        parent=parent,
        origin=origin,
        added_on="2026-01-01" if origin == Origin.ADDED else None,
        state=StepState.RETIRED,
    )
    assert links(signed_in(lead), "/steps/gone/") == expected
