"""The page of a resource: what it says, to whom, and what machines read in it."""

import re
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
import rispy
from django.test import Client
from django.urls import reverse

from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from library.citation import citation
from library.enums import AccessFeature, Format, LinkState
from library.models import Resource
from library.queries.items import related_to
from tests.clients import signed_in
from tests.factories import (
    AimFactory,
    OrganisationFactory,
    ProblemFactory,
    ReadingListFactory,
    ResourceFactory,
    StepFactory,
    TopicFactory,
)
from tests.html import main_words, page_of, words_of
from tests.library.making import file_resource
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _open_library(db: None) -> None:
    OrganisationFactory()
    Organisation.objects.update(rooms=["library"])


def words(client: Client, resource: Resource) -> str:
    return main_words(client.get(resource.get_absolute_url()).content)


def test_page_says_all_that_is_known(client: Client) -> None:
    other = ResourceFactory(title="The same, to hear", format=Format.AUDIO)
    made = ResourceFactory(
        title="Listening first",
        format=Format.VIDEO,
        minutes=25,
        year=2023,
        language="cy",
        accessibility=["captions", "easyRead"],
        lived_experience=True,
        free_to_read=False,
        licence="CC BY 4.0",
        content_notes="Describes restraint",
        why_here="It is short.\n\nIt is kind.",
        aims=[AimFactory(number=4, short_name="The wider conversation")],
        steps=[StepFactory(short_name="Key events")],
        topics=[TopicFactory(name="Listening")],
        other_formats=[other],
        checked_on=date(2026, 3, 3),
        check_again_on=date(2027, 3, 3),
    )
    said = words(client, made)
    for expected in (
        "Video · 25 minutes · Example Collective · 2023",
        "Content notes: Describes restraint",
        "Open it at example.org",
        "It is short. It is kind.",
        "By people with lived experience",
        "Language Welsh",
        "Easier to use with Captions Easy Read",
        "Cost Has to be paid for",
        "Licence CC BY 4.0",
        "Aims Aim 4 The wider conversation",
        "Statements Key events",
        "Topics Listening",
        "Looked at 3 March 2026 We look at it again on 3 March 2027",
        "The same in other formats The same, to hear Audio",
        "Example Collective (2023). Listening first.",
        "Report a problem with this",
    ):
        assert expected in said


def test_machines_read_it_as_schema_org_has_it(client: Client) -> None:
    made = ResourceFactory(
        format=Format.VIDEO,
        minutes=25,
        language="en",
        accessibility=[AccessFeature.CAPTIONS, AccessFeature.EASY_READ],
        topics=[TopicFactory(name="Rest")],
    )
    page = page_of(client.get(made.get_absolute_url()).content)
    article = page.xpath("//article[@itemscope]")[0]
    assert article.get("itemtype") == "https://schema.org/VideoObject"

    def said(name: str) -> list[str]:
        return [
            item.get("content") or item.get("datetime") or item.get("href") or words_of(item)
            for item in article.xpath(f'.//*[@itemprop="{name}"]')
        ]

    assert said("name") == [made.title]
    assert said("url") == [made.url]
    assert said("timeRequired") == ["PT25M"]
    assert said("datePublished") == ["2024"]
    assert said("inLanguage") == ["en"]
    # Easy Read has no name of its own there.
    assert said("accessibilityFeature") == ["captions"]
    assert said("isAccessibleForFree") == ["true"]
    assert page.xpath("//script[not(@src)]") == []


def test_link_that_did_not_open_says_so_and_stays(client: Client) -> None:
    made = ResourceFactory(
        link_state=LinkState.BROKEN, failures_in_a_row=3, link_checked_at="2026-03-03T12:00Z"
    )
    assert "on 3 March 2026, its link did not open" in words(client, made)
    once = ResourceFactory(
        link_state=LinkState.BROKEN, failures_in_a_row=2, link_checked_at="2026-03-03T12:00Z"
    )
    assert "did not open" not in words(client, once)


def test_withdrawn_resource_is_there_for_who_curates_alone(
    client: Client, consultant: User, lead: User
) -> None:
    made = ResourceFactory(withdrawn=True)
    address = made.get_absolute_url()
    answers = [who.get(address).status_code for who in (client, signed_in(consultant))]
    assert answers == [404, 404]
    assert "Withdrawn Its site is gone. Put it back" in words(signed_in(lead), made)


def test_resource_beside_a_withdrawn_one_does_not_name_it(client: Client) -> None:
    gone = ResourceFactory(title="Gone for good", withdrawn=True)
    made = ResourceFactory(other_formats=[gone])
    ReadingListFactory(aim=AimFactory(), title="Ours", resources=[gone, made])
    assert "Gone for good" not in words(client, made)


def test_open_problems_are_for_who_curates(client: Client, lead: User) -> None:
    problem = ProblemFactory(words="It asks me for a password.")
    ProblemFactory(
        resource=problem.resource, words="Settled", settled_at="2026-01-01T12:00Z", outcome="Done"
    )
    assert "password" not in words(client, problem.resource)
    said = words(signed_in(lead), problem.resource)
    assert "It asks me for a password." in said
    assert "Settled" not in said


def test_lists_beside_it_are_ones_own_and_the_librarys(client: Client, consultant: User) -> None:
    made = ResourceFactory()
    ReadingListFactory(aim=AimFactory(), title="Of the library", resources=[made])
    ReadingListFactory(held_by=consultant, title="My own", resources=[made])
    ReadingListFactory(title="Of another", shared=True, resources=[made])
    assert "Of the library one of the library’s own" in words(client, made)
    said = words(signed_in(consultant), made)
    assert ("My own your own" in said, "Of another" in said) == (True, False)
    assert "My own" not in words(client, made)


def test_file_is_handed_out_under_its_real_name(client: Client) -> None:
    made = file_resource()
    answer = client.get(reverse("resource_file", args=[made.public_id]))
    assert answer.getvalue() == b"Plain words"
    assert answer["Content-Disposition"] == 'attachment; filename="plain-words.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Download plain-words.txt" in words(client, made)


def test_file_that_is_lost_is_not_there(client: Client) -> None:
    made = file_resource()
    made.file.storage.delete(str(made.file.name))
    assert client.get(reverse("resource_file", args=[made.public_id])).status_code == 404


def test_file_of_what_was_withdrawn_is_not_handed_out(client: Client) -> None:
    made = file_resource(withdrawn=True)
    assert client.get(reverse("resource_file", args=[made.public_id])).status_code == 404


def test_related_are_those_with_most_in_common() -> None:
    topics, steps = [TopicFactory(), TopicFactory()], [StepFactory()]
    twin = ResourceFactory()
    made = ResourceFactory(topics=topics, steps=steps, other_formats=[twin])
    twin.topics.set(topics)
    one_step = ResourceFactory(steps=steps)
    one_topic = ResourceFactory(topics=topics[:1])
    both = ResourceFactory(topics=topics)
    ResourceFactory(topics=topics, withdrawn=True)
    ResourceFactory()
    assert related_to(made, besides=[twin]) == [both, one_topic, one_step]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "A Group (2024). Words. https://example.org/w"),
        ({"year": None, "title": "Why?"}, "A Group (no date). Why? https://example.org/w"),
        ({"creator": ""}, "Author not named (2024). Words. https://example.org/w"),
        (
            {"checked_on": date(2026, 3, 3)},
            "A Group (2024). Words. https://example.org/w (looked at on 3 March 2026)",
        ),
    ],
)
def test_citation_says_who_when_what_and_where(fields: dict[str, object], expected: str) -> None:
    known = {"title": "Words", "creator": "A Group", "url": "https://example.org/w"}
    assert citation(ResourceFactory(**known | fields)) == expected


def test_citation_of_a_file_leads_to_it_here() -> None:
    made = file_resource()
    assert f"http://localhost:8000/library/{made.public_id}/file/" in citation(made)


def test_ris_is_written_as_every_reference_manager_reads_it(client: Client) -> None:
    ResourceFactory(title="Two\nlines")
    ResourceFactory(creator="A\tGroup")
    lines = client.get(reverse("library_ris")).content.decode().split("\r\n")
    assert lines[0][:6] == "TY  - "
    assert [line for line in lines if not re.match(r"[A-Z][A-Z0-9]  - ", line)] == ["", ""]
    assert "\n" not in "".join(lines)


def test_ris_is_read_by_another_library(client: Client) -> None:
    made = ResourceFactory(
        title="Two\nlines",
        format=Format.REPORT,
        accessibility=["captions"],
        why_here="First line.\nTY  - HACK",
        topics=[TopicFactory(name="Rest")],
    )
    answer = client.get(reverse("resource_ris", args=[made.public_id]))
    [entry] = rispy.loads(answer.content.decode())
    assert entry["type_of_reference"] == "RPRT"
    assert (entry["title"], entry["year"]) == ("Two lines", "2024")
    assert entry["abstract"] == "First line. TY - HACK"
    assert entry["authors"] == ["Example Collective"]
    assert (entry["urls"], entry["keywords"]) == ([made.url], ["Rest"])


@pytest.mark.parametrize(("within", "queries"), [(False, 10), (True, 13)])
def test_page_asks_the_database_the_same_at_one_row_and_at_three(
    client: Client, lead: User, within: bool, queries: int
) -> None:
    topic, aim = TopicFactory(), AimFactory()
    made = ResourceFactory(topics=[topic], aims=[aim], steps=[StepFactory()])

    def add_row() -> None:
        other = ResourceFactory(topics=[topic])
        made.other_formats.add(ResourceFactory())
        made.topics.add(TopicFactory())
        ReadingListFactory(aim=aim, resources=[made, other])
        ReadingListFactory(held_by=lead)
        ProblemFactory(resource=made)

    browser = signed_in(lead) if within else client
    assert_same_queries(browser, made.get_absolute_url(), expected=queries, add_row=add_row)


def test_while_the_library_is_closed_nothing_in_it_is_there(
    client: Client, consultant: User, lead: User
) -> None:
    Organisation.objects.update(rooms=[])
    made = ResourceFactory(title="Not yet")
    address = made.get_absolute_url()
    for who in (client, signed_in(consultant)):
        answer = who.get(address)
        assert answer.status_code == 404
        assert "The library is being put together." in main_words(answer.content)
    assert client.get(reverse("library")).status_code == 200
    assert "Not yet" in words(signed_in(lead), made)


def test_unknown_id_is_not_there(client: Client) -> None:
    assert client.get(f"/library/{uuid4().hex[:12]}/").status_code == 404


def test_pages_set_no_cookie_for_who_only_reads(client: Client) -> None:
    made = ResourceFactory(file="", topics=[TopicFactory()])
    ReadingListFactory(aim=AimFactory(), resources=[made])
    for path in (made.get_absolute_url(), reverse("reading_lists")):
        assert client.get(path).cookies == {}


def test_hostile_words_are_shown_as_words(client: Client) -> None:
    made = ResourceFactory(
        title="<script>alert(1)</script>", creator='"><b>x', why_here="<i>Why</i>"
    )
    page = page_of(client.get(made.get_absolute_url()).content)
    assert page.xpath("//main//script | //main//i | //main//b[.='x']") == []
    assert words_of(page.find(".//h1")) == "<script>alert(1)</script>"
