"""The list of the library: what it shows, in which order, and what its address says."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from library.enums import AccessFeature, Format, LinkState
from library.models import Resource
from tests.clients import signed_in
from tests.dashboards.pages import main_of, open_page
from tests.factories import (
    AimFactory,
    OrganisationFactory,
    ResourceFactory,
    StepFactory,
    TopicFactory,
)
from tests.html import faults, main_words, problems, words_of
from tests.queries import assert_same_queries, queries_of
from tests.world import Plan

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _open(db: None) -> None:
    OrganisationFactory(rooms=[Room.LIBRARY])


def make_ten_thousand() -> None:
    """Write them quickly, with their words as `index_resources` would write them."""
    Resource.objects.bulk_create(
        Resource(
            title=f"Listening {number}",
            url=f"https://example.org/{number}",
            address_key=f"https://example.org/{number}",
            why_here="For everyone.",
            format=Format.VIDEO if number % 2 else Format.ARTICLE,
            accessibility=[AccessFeature.CAPTIONS] if number % 3 else [],
            search_title=f"listen {number}",
            search_text="for everyon" if number % 5_000 else "for everyon rare",
        )
        for number in range(10_000)
    )


def titles(query: str = "", *, client: Client | None = None) -> list[str]:
    page = open_page(client or Client(), f"/library/{query}")
    return [words_of(row) for row in page.xpath("//main/ul/li/h2/a")]


def count(query: str = "") -> str:
    return words_of(open_page(Client(), f"/library/{query}").xpath('//p[@role="status"]')[0])


def test_list_shows_the_newest_first_and_says_how_many() -> None:
    now = timezone.now()
    for days, title in enumerate(("Newest", "Middle", "Oldest")):
        ResourceFactory(title=title, added_at=now - timedelta(days=days))
    ResourceFactory(title="Gone", withdrawn=True)
    assert titles() == ["Newest", "Middle", "Oldest"]
    assert count() == "3 resources"


def test_row_says_what_helps_to_choose() -> None:
    ResourceFactory(
        title="Listening",
        creator="Ana",
        year=2021,
        minutes=12,
        format=Format.VIDEO,
        why_here="Short and plain.",
        lived_experience=True,
        free_to_read=False,
        accessibility=[AccessFeature.CAPTIONS, AccessFeature.TRANSCRIPT],
        link_state=LinkState.BROKEN,
        failures_in_a_row=3,
        aims=[AimFactory(number=4), AimFactory(number=5)],
    )
    row = open_page(Client(), "/library/").xpath('//main/ul[@class="plain-list found"]/li')[0]
    assert words_of(row) == (
        "Listening Video · 12 minutes · Ana · 2021 Short and plain. "
        "By people with lived experience Has to be paid for Its link did not open lately "
        "Captions, Transcript · Aims 4 and 5"
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=listening", ["Listening"]),
        ("?aim=14", ["For the aim", "For its statement"]),
        ("?topic=power", ["About power"]),
        ("?step=a-statement", ["For its statement"]),
        ("?format=video", ["A video"]),
        ("?minutes=15", ["A quarter", "Short"]),
        ("?language=cy", ["In Welsh", "In Welsh of Wales"]),
        ("?access=captions", ["A video", "Short"]),
        ("?access=captions&access=transcript", ["Short"]),
        ("?lived=1", ["Lived"]),
        ("?lived=0&q=lived", ["Lived"]),
        ("?free=1&format=book", []),
        ("?format=book", ["A book to buy"]),
        ("?q=listening&format=video", []),
        ("?format=nonsense", []),
        ("?aim=99", []),
        ("?minutes=7", []),
        ("?access=nonsense", []),
        ("?sort=nonsense", []),
        ("?nonsense=1&q=listening", ["Listening"]),
    ],
)
def test_filters_leave_what_fits(query: str, expected: list[str]) -> None:
    aim = AimFactory(number=14)
    step = StepFactory(slug="a-statement", placed_in=[aim])
    captions, transcript = AccessFeature.CAPTIONS, AccessFeature.TRANSCRIPT
    rows: dict[str, dict[str, Any]] = {
        "Listening": {},
        "For the aim": {"aims": [aim]},
        "For its statement": {"steps": [step]},
        "About power": {"topics": [TopicFactory(slug="power")]},
        "A video": {"format": Format.VIDEO, "accessibility": [captions]},
        "Short": {"minutes": 5, "accessibility": [transcript, captions]},
        "A quarter": {"minutes": 15},
        "Long": {"minutes": 16},
        "In Welsh": {"language": "cy"},
        "In Welsh of Wales": {"language": "cy-GB"},
        "Lived": {"lived_experience": True},
        "A book to buy": {"format": Format.BOOK, "free_to_read": False},
    }
    for title, fields in rows.items():
        ResourceFactory(**{"title": title, **fields})
    assert sorted(titles(query)) == sorted(expected)


def test_list_of_nothing_we_know_says_so_at_the_field() -> None:
    answer = Client().get("/library/?format=nonsense")
    assert problems(answer.content) == ["Choose one from the list."]
    assert words_of(open_page(Client(), "/library/?format=x").find("head/title")).startswith(
        "Error: "
    )


def test_list_that_was_not_looked_for_counts_nothing() -> None:
    ResourceFactory()
    page = open_page(Client(), "/library/?format=nonsense")
    assert page.xpath('//main//p[@role="status"]') == []
    assert words_of(page.xpath('//main//*[@class="empty"]/p')[0]).startswith("We did not look yet.")


def test_search_of_many_words_says_how_many_counted() -> None:
    ResourceFactory(title="a b c d e f g h i j k l")
    assert count("?q=a+b+c+d+e+f+g+h+i+j+k+l") == "1 resource found for “a b c d e f g h i j k l”"
    assert count("?q=a+b+c+d+e+f+g+h+i+j+k+l+m").endswith(
        ". We looked for the first 12 different words"
    )


def test_too_long_a_search_keeps_what_was_typed() -> None:
    words = "listening " * 1000
    page = open_page(Client(), f"/library/?{urlencode({'q': words})}")
    assert page.xpath('//input[@name="q"]/@value') == [words]
    answer = Client().get("/library/", {"q": words})
    assert problems(answer.content) == ["Look for fewer words, up to 200 characters."]


def test_each_choice_can_be_taken_away_alone_and_all_at_once() -> None:
    page = open_page(
        Client(),
        "/library/?q=listen&format=video&access=captions&access=transcript&free=1&sort=title&page=2",
    )
    links = page.xpath('//ul[@class="chosen"]//a')
    assert [(words_of(link), link.get("href")) for link in links] == [
        (
            "Without Format: Video ×",
            "?q=listen&access=captions&access=transcript&free=1&sort=title",
        ),
        (
            "Without Easier to use with: Captions ×",
            "?q=listen&format=video&access=transcript&free=1&sort=title",
        ),
        (
            "Without Easier to use with: Transcript ×",
            "?q=listen&format=video&access=captions&free=1&sort=title",
        ),
        (
            "Without Free ×",
            "?q=listen&format=video&access=captions&access=transcript&sort=title",
        ),
        ("Clear all choices and keep the words", "?q=listen&sort=title"),
    ]


def test_choice_that_was_sent_twice_is_named_as_it_counts() -> None:
    page = open_page(Client(), "/library/?format=video&format=audio")
    chosen = page.xpath('//ul[@class="chosen"]/li')
    assert [words_of(choice) for choice in chosen] == ["Without Format: Audio ×", "Clear all"]


def test_form_keeps_what_the_address_says() -> None:
    page = open_page(Client(), "/library/?q=listen&format=video&access=captions&free=1&sort=title")
    assert page.xpath("//main//form//input[@name='q']/@value") == ["listen"]
    assert page.xpath("//main//form//option[@selected]/@value") == [
        "",
        "",
        "video",
        "",
        "",
        "title",
    ]
    assert page.xpath("//main//form//input[@checked]/@name") == ["access", "free"]


def test_choices_are_applied_by_a_button_above_and_below() -> None:
    buttons = open_page(Client(), "/library/").xpath("//main//form//button")
    assert [words_of(button) for button in buttons] == ["Search", "Show these", "Show these"]


def test_pages_keep_the_search() -> None:
    ResourceFactory.create_batch(45, format=Format.VIDEO)
    page = open_page(Client(), "/library/?format=video&page=2")
    assert len(page.xpath('//main/ul[@class="plain-list found"]/li')) == 20
    assert page.xpath('//nav[@class="pages"]/a/@href') == [
        "?format=video&page=1",
        "?format=video&page=3",
    ]
    assert words_of(page.find("head/title")).startswith("Library, page 2 – ")


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "1.5", "9" * 400, "%00"])
def test_page_that_does_not_exist_shows_one_that_does(page: str) -> None:
    ResourceFactory(title="Listening")
    assert titles(f"?page={page}") == ["Listening"]


def test_search_without_a_hit_says_what_to_try() -> None:
    ResourceFactory(title="Listening")
    said = main_words(Client().get("/library/?q=zebra&format=video").content)
    assert "0 resources found for “zebra”" in said
    assert "Fewer words, or another word for the same thing." in said
    assert "Take every choice away" in said
    links = open_page(Client(), "/library/?q=zebra").xpath('//div[@class="empty"]//a/@href')
    assert links == ["/search/?q=zebra", "/library/"]


def test_empty_library_says_what_it_is_for(lead: User) -> None:
    assert "as soon as something has been added" in main_of(Client(), "/library/")
    page = open_page(signed_in(lead), "/library/")
    assert page.xpath('//div[@class="empty"]//a/@href') == ["/library/new/"]


def test_words_are_shown_and_never_run() -> None:
    content = Client().get("/library/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>" not in content


def test_each_role_finds_its_ways(consultant: User, lead: User) -> None:
    def ways(client: Client) -> list[str]:
        page = open_page(client, "/library/")
        return [str(way) for way in page.xpath('(//main/div[@class="buttons"])[1]//a/@href')]

    assert ways(Client()) == ["/library/lists/"]
    assert ways(signed_in(consultant)) == [
        "/library/suggest/",
        "/library/lists/",
        "/library/searches/",
    ]
    assert ways(signed_in(lead)) == [
        "/library/new/",
        "/library/look-after/",
        "/library/suggest/",
        "/library/lists/",
        "/library/searches/",
    ]


def test_consultant_keeps_the_search_in_front_of_them(consultant: User) -> None:
    ResourceFactory(title="Listening")
    page = open_page(signed_in(consultant), "/library/?q=listen&format=article&page=1")
    assert page.xpath('//a[contains(., "Keep this search")]/@href') == [
        "/library/searches/new/?search=q%3Dlisten%26format%3Darticle"
    ]


@pytest.mark.parametrize("role", ["anyone", "lead"])
def test_list_asks_the_database_no_more_for_many_rows(role: str, lead: User, plan: Plan) -> None:
    topic = TopicFactory()

    def add_row() -> Resource:
        return ResourceFactory(
            title="Listening well", aims=list(plan.aims.values()), topics=[topic]
        )

    client = signed_in(lead) if role == "lead" else Client()
    expected = 8 if role == "lead" else 6
    assert_same_queries(
        client, "/library/?q=listening&format=article", expected=expected, add_row=add_row
    )


def test_large_library_asks_the_database_no_more() -> None:
    make_ten_thousand()
    asked = (
        "",
        "?page=3",
        "?sort=title",
        "?q=listening",
        "?q=listening+everyone&sort=title",
        "?q=rarely",
        "?format=video&q=listening",
        "?access=captions",
    )
    counted = {query: len(queries_of(Client(), f"/library/{query}")) for query in asked}
    assert counted == dict.fromkeys(asked, 6)
    assert count("?q=listening") == "10000 resources found for “listening”"
    assert count("?q=rarely") == "2 resources found for “rarely”"


def entries(query: str = "") -> list[str]:
    answer = Client().get(f"/library/feed.atom{query}")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    return [entry.findtext(f"{ATOM}title", "") for entry in feed.iter(f"{ATOM}entry")]


def test_feed_has_what_the_search_finds_newest_first() -> None:
    now = timezone.now()
    ResourceFactory(title="Listening, older", added_at=now - timedelta(days=1))
    ResourceFactory(title="Listening, newer")
    ResourceFactory(title="Speaking")
    ResourceFactory(title="Listening, gone", withdrawn=True)
    assert entries("?q=listening&sort=title") == ["Listening, newer", "Listening, older"]
    assert entries("?format=nonsense") == []
    assert len(entries()) == 3


def test_feed_says_where_and_why() -> None:
    resource = ResourceFactory(
        title="A & B", creator="Ana", why_here="Short.", topics=[TopicFactory(name="Power")]
    )
    feed = ElementTree.fromstring(Client().get("/library/feed.atom?q=b").content)
    assert feed.findtext(f"{ATOM}title") == "“b” in the library"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://localhost:8000/library/?q=b",
        "self": "http://localhost:8000/library/feed.atom?q=b",
    }
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    address = f"http://localhost:8000{resource.get_absolute_url()}"
    assert [entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "summary")] == [
        address,
        "A & B",
        "Short.",
    ]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ana"
    assert [one.get("term") for one in entry.findall(f"{ATOM}category")] == ["Power"]


def test_feed_stays_readable_whatever_is_in_it() -> None:
    ResourceFactory(title="Listening\x0b\x1f <b>&", why_here="\x08")
    assert entries("?q=%0blistening%00") == ["Listening <b>&"]


@pytest.mark.parametrize("query", ["", "?q=zebra"])
def test_feed_is_not_sent_twice(query: str) -> None:
    ResourceFactory()
    path = f"/library/feed.atom{query}"
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_closed_library_has_no_feed(consultant: User, lead: User) -> None:
    Organisation.objects.update(rooms=[])
    assert Client().get("/library/feed.atom").status_code == 404
    assert signed_in(consultant).get("/library/feed.atom").status_code == 404
    assert signed_in(lead).get("/library/feed.atom").status_code == 200


PARAMETERS = (
    *("q", "aim", "step", "topic", "format", "minutes", "language", "sort"),
    *("access", "lived", "free", "page"),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=40), max_size=4))
def test_any_address_gets_a_page_and_a_feed(asked: dict[str, str]) -> None:
    for path in ("/library/", "/library/feed.atom", "/search/"):
        assert Client().get(path, asked).status_code == 200


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize(
    "value", ["\x00", "'", '"', "%", "9" * 5000, "-1", "1; DROP TABLE library_resource", "🙂" * 999]
)
def test_hostile_value_is_answered_in_plain_words(name: str, value: str) -> None:
    ResourceFactory(title="Listening")
    answer = Client().get("/library/", {name: value})
    assert answer.status_code == 200
    assert faults(answer.content) == []


@pytest.mark.parametrize("kind", ["csv", "ris"])
def test_whole_library_is_not_taken_away_again_and_again(kind: str) -> None:
    ResourceFactory()
    answers = [Client().get(f"/library/list.{kind}").status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]
