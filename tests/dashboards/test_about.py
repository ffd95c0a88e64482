"""The pages about the site say what is true of it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from feedback.vault.codes import new_code
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from steps.enums import LEVEL_CRITERIA
from tests.clients import said, signed_in
from tests.dashboards.pages import main_of, open_page, table_of
from tests.factories.feedback import ProcedureFactory
from tests.feedback.door.visitor import Visitor
from tests.feedback.told import a_case
from tests.html import words_of
from tests.world import Plan

COOKIES = "Every cookie this site can set"
LARGE_AND_DARK = {
    "text_size": "large",
    "spacing": "wide",
    "face": "standard",
    "scheme": "dark",
}
ABOUT = ["/how-we-judge-progress/", "/accessibility/", "/privacy/", "/cookies/", "/goodbye/"]


def test_every_level_is_explained_with_its_criterion(client: Client, db: None) -> None:
    page = open_page(client, "/how-we-judge-progress/")
    rows = page.xpath('(//dl[@class="ladder"])[1]/div')
    assert [(words_of(row[0]), words_of(row[1])) for row in rows] == [
        (str(level.label), str(criterion)) for level, criterion in LEVEL_CRITERIA.items()
    ]


def test_the_page_on_judging_names_the_organisations_own_limit(client: Client, db: None) -> None:
    Organisation.objects.create(pk=1, quiet_after_days=45)
    assert "from the last 45 days" in main_of(client, "/how-we-judge-progress/")


def test_privacy_page_says_for_how_long_what_people_tell_us_is_kept(
    client: Client, db: None
) -> None:
    Organisation.objects.create(pk=1, backups_kept_days=14)
    said = main_of(client, "/privacy/")
    assert "12 months after the last thing that was done about it" in said
    assert "5 years; then without anybody’s name, and deleted after 10 years" in said
    assert "Backups from before that are kept for 14 days at the longest." in said
    ProcedureFactory(in_force=True, content_months=6, anonymise_years=3, delete_years=4)
    said = main_of(client, "/privacy/")
    assert "6 months after the last thing that was done about it" in said
    assert "3 years; then without anybody’s name, and deleted after 4 years" in said


@pytest.mark.parametrize("path", ABOUT)
def test_pages_about_the_site_leave_no_cookie(client: Client, path: str, db: None) -> None:
    assert dict(client.get(path).cookies) == {}


def test_cookies_page_names_exactly_the_cookies_that_are_set(
    client: Client, plan: Plan, consultant: User
) -> None:
    named = [row[0] for row in table_of(open_page(client, "/cookies/"), COOKIES)]
    inside = signed_in(consultant)
    inside.get("/activity/new/")
    sent = {"name": "Nia", "pronouns": ""}
    assert said(inside.post("/people/me/", sent)) == ["Your preferences have been saved."]
    client.post("/reading/", LARGE_AND_DARK)
    code, visitor = new_code(), Visitor()
    a_case(code=code)
    visitor.send("/feedback/follow-up/", {"code": code})
    assert sorted(named) == sorted({*inside.cookies, *client.cookies, *visitor.client.cookies})


def test_feedback_page_says_how_to_reach_people_and_where_else_to_go(
    client: Client, db: None
) -> None:
    Organisation.objects.create(
        pk=1, contact_email="hello@example.com", external_bodies="The Ombudsman\n\n A union "
    )
    page = open_page(client, "/feedback/")
    words = words_of(page.xpath("//main")[0])
    assert "The form is not open now." in words
    assert "hello@example.com" in words
    assert [words_of(row) for row in page.xpath("//main//li")] == ["The Ombudsman", "A union"]


def test_library_page_links_the_statements_it_serves(client: Client, plan: Plan) -> None:
    page = open_page(client, "/library/")
    assert page.xpath("//main//li/a/@href") == [
        "/steps/access-to-resources/",
        "/steps/online-library-goals/",
    ]


def test_library_page_without_a_plan_promises_nothing(client: Client, db: None) -> None:
    assert main_of(client, "/library/") == (
        "Library The library is being put together. There is nothing in it to read yet."
    )


def test_pages_of_this_room_have_a_small_style_sheet() -> None:
    size = (Path(settings.BASE_DIR) / "static/css/dashboards.css").stat().st_size
    assert size <= 5_000
