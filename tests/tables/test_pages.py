"""Every address answers every role as the table says, and no address is missing from it."""

import pytest
from django.urls import reverse

from tests.pages import PAGES
from tests.pages.page import LOGIN, ROLES
from tests.tables.answers import Ask, pages_in
from tests.urlconf import addresses
from tests.world import World

# What people who have not signed in may open. Everything else is refused to them.
PUBLIC = {
    "accessibility",
    "activity",
    "aim",
    "cookies",
    "feedback",
    "feedback_check",
    "feedback_easy",
    "feedback_easy_check",
    "feedback_easy_question",
    "feedback_easy_sent",
    "feedback_leave",
    "feedback_question",
    "feedback_sent",
    "feedback_follow_up",
    "feedback_follow_up_leave",
    "feedback_easy_follow_up",
    "feedback_easy_follow_up_leave",
    "feedback_survey",
    "feedback_questions_about_you",
    "feedback_easy_survey",
    "feedback_easy_questions_about_you",
    "lesson",
    "lesson_easy",
    "lessons",
    "lessons_easy",
    "procedure",
    "procedure_easy",
    "procedure_figures",
    "procedure_figures_all",
    "procedure_figures_all_easy",
    "procedure_figures_csv",
    "procedure_figures_easy",
    "procedure_version",
    "procedure_version_easy",
    "goodbye",
    "healthz",
    "home",
    "judging",
    "language",
    "library",
    "library_csv",
    "library_ris",
    "library_feed",
    "resource",
    "resource_problem",
    "resource_ris",
    "reading_list",
    "reading_lists",
    "notices_pause",
    "notices_stop",
    "privacy",
    "privacy_easy",
    "reading",
    "readyz",
    "search",
    "step",
    "people",
    "invitation_accept",
    "account_login",
    "account_request_login_code",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_password_reset_completed",
}


def test_every_address_is_in_the_table_once() -> None:
    assert sorted(page.name for page in PAGES) == sorted(addresses())


def test_every_page_says_what_it_answers_each_role() -> None:
    assert {page.name: set(page.roles) for page in PAGES} == {
        page.name: set(ROLES) for page in PAGES
    }


def test_only_public_pages_open_for_people_who_have_not_signed_in() -> None:
    assert {page.name for page in PAGES if page.roles["anyone"] not in (LOGIN, 404)} == PUBLIC


@pytest.mark.parametrize("role", ROLES)
def test_page_answers_each_role_as_the_table_says(ask: Ask, world: World, role: str) -> None:
    pages = pages_in(world)
    statuses = {name: answer.status for name, answer in ask().pages.items()}
    assert statuses == {page.name: page.roles[role] for page in pages}


@pytest.mark.parametrize("role", ["anyone"])
def test_people_who_have_not_signed_in_are_sent_to_sign_in(
    ask: Ask, world: World, role: str
) -> None:
    pages = [page for page in pages_in(world) if page.roles[role] == LOGIN]
    answers = ask()
    sent_to = {page.name: answers.pages[page.name].location.partition("?")[0] for page in pages}
    assert sent_to == {page.name: page.sign_in or reverse("account_login") for page in pages}
