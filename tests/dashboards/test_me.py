"""One's own space shows what is one's own, and nothing of anybody else's."""

import pytest
from django.test import Client
from django.utils import timezone

from aims.models import Aim
from imroc_ei.people.models import RoleGrant, User
from imroc_ei.people.roles import RoleName
from steps.enums import Audience
from steps.models import Step
from tests.clients import browser_of, signed_in
from tests.dashboards.pages import main_of, open_page, section_of
from tests.factories import ActivityFactory, UserFactory
from tests.html import words_of
from tests.pages.page import ROLES
from tests.queries import assert_same_queries
from tests.standing import in_full_world
from tests.world import Plan, World, make_world, word_of


def listed(client: Client, heading: str) -> list[str]:
    """The first words of each row under a heading of the page."""
    rows = section_of(open_page(client, "/me/"), heading).xpath("./ul/li/a[1]")
    return [words_of(row) for row in rows]


def headings(client: Client) -> list[str]:
    return [words_of(heading) for heading in open_page(client, "/me/").xpath("//main//h2")]


def test_an_empty_space_says_what_to_do(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    assert headings(client) == ["What I logged lately", "What I hold", "Settings"]
    words = main_of(client, "/me/")
    assert "Nothing is here yet. Log your first activity" in words
    assert "Nothing just now." in words


def test_everything_of_ones_own_has_its_place(consultant: User, plan: Plan) -> None:
    mine = {"logged_by": consultant, "steps": [plan.steps["training"]]}
    ActivityFactory(what_happened="Half done", draft=True, **mine)
    ActivityFactory(what_happened="", draft=True, **mine)
    ActivityFactory(what_happened="Offered", audience=Audience.PUBLIC, **mine)
    ActivityFactory(what_happened="Came back", check_note="It names somebody", **mine)
    ActivityFactory(what_happened="Mine alone", audience=Audience.ONLY_ME, **mine)
    ActivityFactory(what_happened="Taken back", withdrawn=True, **mine)
    client = signed_in(consultant)
    assert sorted(listed(client, "drafts")) == ["A draft without words yet", "Half done"]
    assert listed(client, "waiting") == ["Offered"]
    assert listed(client, "declined") == ["Came back"]
    assert listed(client, "withdrawn") == ["Taken back"]
    assert sorted(listed(client, "recent")) == ["Came back", "Mine alone", "Offered"]
    page = open_page(client, "/me/")
    assert "It names somebody" in words_of(section_of(page, "declined"))
    assert "Mine alone Only me" in words_of(section_of(page, "recent"))


def test_what_a_lead_checked_is_not_among_what_came_back(consultant: User, plan: Plan) -> None:
    ActivityFactory(logged_by=consultant, checked=True, check_note="Thank you")
    assert "Kept among consultants" not in headings(signed_in(consultant))


@in_full_world
class TestSpaceOfOthers:
    @pytest.mark.parametrize("role", [role for role in ROLES if role not in ("anyone", "author")])
    def test_nobody_finds_what_another_wrote_in_their_space(self, role: str, world: World) -> None:
        words = main_of(browser_of(world, role), "/me/")
        assert [state for state in world.activities if word_of(state) in words] == []


def test_what_somebody_holds_is_listed(consultant: User, plan: Plan) -> None:
    Aim.objects.filter(number=2).update(held_by=consultant)
    Step.objects.filter(slug="training").update(
        held_by=consultant, next_review_on=timezone.localdate()
    )
    assert listed(signed_in(consultant), "held") == [
        "Aim 2: A culture of compassion",
        "Training for consultants",
    ]


def test_leads_read_how_many_entries_wait_and_find_them(lead: User, plan: Plan) -> None:
    client = signed_in(lead)
    assert "No entry waits to become public." in main_of(client, "/me/")
    ActivityFactory.create_batch(2, audience=Audience.PUBLIC)
    link = section_of(open_page(client, "/me/"), "for-me").xpath(".//a")[0]
    assert words_of(link) == "2 entries wait to become public"
    assert len(client.get(link.get("href")).context["pages"]) == 2


def test_who_is_no_lead_is_not_told_what_waits(consultant: User, plan: Plan) -> None:
    ActivityFactory(audience=Audience.PUBLIC)
    assert "Waiting for me" not in headings(signed_in(consultant))


def test_somebody_without_a_role_is_told_why_there_is_nothing_to_log(db: None) -> None:
    words = main_of(signed_in(UserFactory(roles=[])), "/me/")
    assert "You do not log activity with the role you have." in words


@pytest.mark.parametrize("role", ["owner", "consultant"])
def test_only_owners_find_the_way_to_running_the_site(role: str, db: None) -> None:
    world = make_world("empty")
    assert ("Run the site" in headings(browser_of(world, role))) == (role == "owner")


def test_handlers_find_who_is_to_be_confirmed(handler: User, owner: User) -> None:
    named = UserFactory(name="Nia Named")
    RoleGrant.objects.create(person=named, role=RoleName.HANDLER, granted_by=owner)
    RoleGrant.objects.create(person=UserFactory(), role=RoleName.HANDLER, granted_by=handler)
    words = words_of(section_of(open_page(signed_in(handler), "/me/"), "for-me"))
    assert words == "Waiting for me Say whether Nia Named may become a handler"


def test_my_space_asks_the_database_the_same_at_one_row_and_at_three(
    consultant: User, plan: Plan
) -> None:
    def add_row() -> None:
        mine = {"logged_by": consultant, "steps": [plan.steps["training"]]}
        ActivityFactory(draft=True, **mine)
        ActivityFactory(withdrawn=True, **mine)
        ActivityFactory(audience=Audience.PUBLIC, **mine)
        ActivityFactory(check_note="Not yet", **mine)

    assert_same_queries(signed_in(consultant), "/me/", expected=13, add_row=add_row)
