"""Pages of the library, while it is open."""

from django.urls import reverse

from tests.pages.page import CONSULTANTS, EVERYONE, LEADS, Page, Sent, at, roles
from tests.world import shelf

FULL = ("full",)
# Leads may see every suggestion; its author their own.
AUTHOR_AND_LEADS = roles(others=404, author=200, lead=200)
# Others do not learn that it is there; who may keep nothing is refused before.
ITS_AUTHOR = roles(nobody=403, others=404, author=200)
NOTHING_SAID = {"title": "", "url": "", "why_here": "", "year": "x"}
TOO_MUCH_SAID = {
    "title": "T" * 400,
    "url": "javascript:alert(1)",
    "why_here": "W" * 2000,
    "minutes": "-1",
    "topics": "t" * 100,
    "other_formats": "https://example.org/not-here",
    "check_again_on_day": "31",
    "check_again_on_month": "2",
    "check_again_on_year": "2027",
}
WRONG = {
    "nothing said": Sent(data=NOTHING_SAID, by="lead"),
    "all of it too much": Sent(data=TOO_MUCH_SAID, by="lead"),
}

PAGES = [
    Page(name="library", roles=EVERYONE),
    Page(name="library_feed", roles=EVERYONE, html=False),
    Page(name="resource_new", roles=LEADS, errors=WRONG),
    Page(name="library_curation", roles=LEADS),
    Page(name="library_import", roles=LEADS, errors={"no file": Sent(data={}, by="lead")}),
    Page(name="library_import_template", roles=LEADS, html=False),
    Page(
        name="library_suggest",
        roles=CONSULTANTS,
        errors={"nothing said": Sent(data={"url": "", "why": ""})},
    ),
    Page(name="library_suggestions", roles=CONSULTANTS),
    Page(
        name="library_suggestion",
        path=at("library_suggestion", shelf("suggestion")),
        roles=AUTHOR_AND_LEADS,
        in_states=FULL,
        errors={"no year": Sent(data={"year": "long ago", "minutes": "x"}, by="author")},
    ),
    Page(
        name="suggestion_add",
        path=at("suggestion_add", shelf("suggestion")),
        roles=LEADS,
        in_states=FULL,
        errors=WRONG,
    ),
    Page(
        name="suggestion_is_here",
        path=at("suggestion_is_here", shelf("suggestion")),
        roles=roles(others=403, lead=302),
        in_states=FULL,
        html=False,
    ),
    Page(
        name="suggestion_decline",
        path=at("suggestion_decline", shelf("suggestion")),
        roles=LEADS,
        in_states=FULL,
        errors={"no reason": Sent(data={"decline-reason": ""}, by="lead")},
    ),
    Page(
        name="problem_settle",
        path=at("problem_settle", shelf("problem")),
        roles=LEADS,
        in_states=FULL,
        errors={"nothing done": Sent(data={"outcome": ""}, by="lead")},
    ),
    Page(name="reading_lists", roles=EVERYONE),
    Page(
        name="reading_list_new",
        roles=CONSULTANTS,
        errors={
            "nothing said": Sent(data={"title": ""}),
            "no aim": Sent(data={"title": "Ours", "visibility": "curated"}, by="lead"),
        },
    ),
    Page(
        name="reading_list",
        path=at("reading_list", shelf("curated")),
        roles=EVERYONE,
        in_states=FULL,
    ),
    Page(
        name="reading_list_edit",
        path=at("reading_list_edit", shelf("private")),
        roles=ITS_AUTHOR,
        in_states=FULL,
        errors={"no name": Sent(data={"title": ""}, by="author")},
    ),
    Page(
        name="reading_list_delete",
        path=at("reading_list_delete", shelf("private")),
        roles=ITS_AUTHOR,
        in_states=FULL,
    ),
    Page(
        name="reading_list_item",
        path=at("reading_list_item", shelf("private"), shelf("published")),
        roles=ITS_AUTHOR,
        in_states=FULL,
        errors={"no such place": Sent(data={"place": "40"}, by="author")},
    ),
    Page(name="saved_searches", roles=CONSULTANTS),
    Page(
        name="saved_search_new",
        roles=CONSULTANTS,
        errors={"no name": Sent(data={"name": ""})},
    ),
    Page(name="library_csv", roles=EVERYONE, html=False),
    Page(name="library_ris", roles=EVERYONE, html=False),
    # Its feed has an address that nobody finds by guessing.
    Page(
        name="saved_search_feed",
        path=lambda world: reverse("saved_search_feed", args=["no-secret-of-anybody"]),
        roles=roles(anyone=404, others=404),
        html=False,
    ),
    Page(
        name="saved_search_delete",
        path=at("saved_search_delete", shelf("search")),
        roles=roles(nobody=403, others=404, author=302),
        in_states=FULL,
        html=False,
    ),
    Page(
        name="resource",
        path=at("resource", shelf("published")),
        roles=EVERYONE,
        in_states=FULL,
    ),
    # What is a link has no file to hand out; files have tests of their own.
    Page(
        name="resource_file",
        path=at("resource_file", shelf("published")),
        roles=roles(anyone=404, others=404),
        in_states=FULL,
        html=False,
    ),
    Page(
        name="resource_ris",
        path=at("resource_ris", shelf("published")),
        roles=EVERYONE,
        in_states=FULL,
        html=False,
    ),
    Page(
        name="resource_problem",
        path=at("resource_problem", shelf("published")),
        roles=EVERYONE,
        in_states=FULL,
        errors={"nothing chosen": Sent(data={"kind": ""})},
    ),
    Page(
        name="resource_save",
        path=at("resource_save", shelf("published")),
        roles=roles(nobody=403, others=302),
        in_states=FULL,
        html=False,
    ),
    Page(
        name="resource_edit",
        path=at("resource_edit", shelf("published")),
        roles=LEADS,
        in_states=FULL,
        errors=WRONG,
    ),
    Page(
        name="resource_check",
        path=at("resource_check", shelf("published")),
        roles=LEADS,
        in_states=FULL,
        errors={
            "no day": Sent(data={"check_again_on_day": "", "check_again_on_month": ""}, by="lead")
        },
    ),
    Page(
        name="resource_withdraw",
        path=at("resource_withdraw", shelf("published")),
        roles=LEADS,
        in_states=FULL,
        errors={"no reason": Sent(data={"reason": " "}, by="lead")},
    ),
    Page(
        name="resource_history",
        path=at("resource_history", shelf("published")),
        roles=CONSULTANTS,
        in_states=FULL,
    ),
]
