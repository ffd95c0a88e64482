"""Reading lists, suggestions, problems and saved searches, as people press through them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imroc_ei.notices.sending import send_due
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from library.actions.problems import report_problem
from library.actions.suggestions import decline, say_it_is_here, suggest
from library.models import Problem, ReadingList, Resource, SavedSearch, Suggestion
from tests.clients import said, signed_in
from tests.clock import on
from tests.factories import (
    AimFactory,
    OrganisationFactory,
    ProblemFactory,
    ReadingListFactory,
    ResourceFactory,
    SavedSearchFactory,
    SuggestionFactory,
)
from tests.html import main_words, page_of, problems, words_of
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _open_library(db: None) -> None:
    OrganisationFactory()
    Organisation.objects.update(rooms=["library"])


def key_of(client: Client, address: str) -> str:
    page = page_of(client.get(address).content)
    return str(page.xpath('//input[@name="form_key"]/@value')[0])


# Reading lists


def test_first_press_makes_a_list_and_the_next_ones_fill_it(consultant: User) -> None:
    client = signed_in(consultant)
    first, second = ResourceFactory(title="First"), ResourceFactory(title="Second")
    answer = client.post(reverse("resource_save", args=[first.public_id]))
    assert said(answer) == ["Saved on “Saved for later”."]
    own = ReadingList.objects.get()
    client.post(reverse("resource_save", args=[second.public_id]), {"list": own.public_id})
    words = main_words(client.get(own.get_absolute_url()).content)
    assert words.index("First") < words.index("Second")
    assert "Only you can see this list." in words


def test_nothing_is_saved_on_a_list_of_somebody_else(consultant: User, lead: User) -> None:
    others = [
        ReadingListFactory(),
        ReadingListFactory(shared=True),
        ReadingListFactory(aim=AimFactory()),
    ]
    resource = ResourceFactory()
    address = reverse("resource_save", args=[resource.public_id])
    client = signed_in(consultant)
    answers = [client.post(address, {"list": one.public_id}).status_code for one in others]
    assert answers == [404, 403, 403]
    assert client.post(address, {"list": "x\x00"}).status_code == 404
    assert signed_in(lead).post(address, {"list": others[2].public_id}).status_code == 302
    assert [one.items.count() for one in others] == [0, 0, 1]


def test_new_list_starts_with_what_it_was_started_from(consultant: User) -> None:
    client, resource = signed_in(consultant), ResourceFactory()
    address = f"{reverse('reading_list_new')}?resource={resource.public_id}"
    data = {"form_key": key_of(client, address), "title": "Ours", "visibility": "link"}
    for _ in range(2):
        answer = client.post(address, data)
    made = ReadingList.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert [item.resource for item in made.items.all()] == [resource]


def test_consultant_makes_no_list_of_the_librarys_own(consultant: User) -> None:
    client, aim = signed_in(consultant), AimFactory()
    data = {"form_key": str(uuid4()), "title": "T", "visibility": "curated", "aim": aim.number}
    answer = client.post(reverse("reading_list_new"), data)
    assert problems(answer.content) == ["Choose who can see it."]
    assert ReadingList.objects.count() == 0


def test_lead_makes_a_list_for_an_aim_that_anybody_reads(client: Client, lead: User) -> None:
    AimFactory(number=3, short_name="Inclusive work")
    curator = signed_in(lead)
    data = {"form_key": str(uuid4()), "title": "Start here", "visibility": "curated"}
    answer = curator.post(reverse("reading_list_new"), data)
    assert problems(answer.content) == ["Choose the aim that the list is for."]
    curator.post(reverse("reading_list_new"), data | {"aim": "3", "about": "For us"})
    words = main_words(client.get(reverse("reading_lists")).content)
    assert "Start here 0 resources For us Aim 3 Inclusive work" in words


def test_shared_list_opens_for_who_has_its_address_and_names_nobody(
    client: Client, consultant: User
) -> None:
    made = ReadingListFactory(held_by=consultant, shared=True, title="Ours")
    words = main_words(client.get(made.get_absolute_url()).content)
    assert "Ours" in words
    assert consultant.name not in words
    assert "Ours" not in main_words(client.get(reverse("reading_lists")).content)
    assert for_nobody_else(client.get(made.get_absolute_url()))
    assert not for_nobody_else(client.get(ReadingListFactory(aim=AimFactory()).get_absolute_url()))


def for_nobody_else(answer: Any) -> bool:
    """Whether search engines and shared caches are asked to keep nothing of it."""
    return (answer.get("X-Robots-Tag"), answer.get("Cache-Control")) == ("noindex", "private")


def test_private_list_is_not_there_for_anybody_else(
    client: Client, consultant: User, lead: User, owner: User
) -> None:
    made = ReadingListFactory(held_by=consultant)
    people = (client, signed_in(lead), signed_in(owner))
    answers = [who.get(made.get_absolute_url()).status_code for who in people]
    assert answers == [404, 404, 404]


def test_list_is_changed_and_deleted_by_whose_it_is(consultant: User, second: User) -> None:
    made = ReadingListFactory(held_by=consultant, shared=True, resources=[ResourceFactory()])
    addresses = [
        reverse(n, args=[made.public_id]) for n in ("reading_list_edit", "reading_list_delete")
    ]
    assert [signed_in(second).post(address).status_code for address in addresses] == [403, 403]
    client = signed_in(consultant)
    client.post(addresses[0], {"title": "New", "about": "Words", "visibility": "link"})
    made.refresh_from_db()
    assert (made.title, made.about) == ("New", "Words")
    client.post(addresses[1])
    assert (ReadingList.objects.count(), Resource.objects.count()) == (0, 1)


def test_item_gets_its_note_and_place_and_can_be_taken_off(consultant: User) -> None:
    resources = [ResourceFactory(title=title) for title in ("A", "B")]
    made = ReadingListFactory(held_by=consultant, resources=resources)
    client = signed_in(consultant)
    address = reverse("reading_list_item", args=[made.public_id, resources[1].public_id])
    assert problems(client.post(address, {"place": "3"}).content) == ["Write a figure from 1 to 2."]
    client.post(address, {"note": "Begin here", "place": "1"})
    assert [item.resource.title for item in made.items.all()] == ["B", "A"]
    assert "B Article · Example Collective · 2024 Begin here" in main_words(
        client.get(made.get_absolute_url()).content
    )
    client.post(address, {"off": "1"})
    assert [item.resource.title for item in made.items.all()] == ["A"]


def test_item_that_was_withdrawn_has_no_page_on_a_list(consultant: User) -> None:
    gone = ResourceFactory(withdrawn=True)
    made = ReadingListFactory(held_by=consultant, resources=[ResourceFactory(), gone])
    address = reverse("reading_list_item", args=[made.public_id, gone.public_id])
    assert signed_in(consultant).get(address).status_code == 404


@pytest.mark.parametrize(("within", "queries"), [(False, 2), (True, 4)])
def test_lists_ask_the_database_the_same_at_one_row_and_at_three(
    client: Client, consultant: User, within: bool, queries: int
) -> None:
    def add_row() -> None:
        ReadingListFactory(aim=AimFactory(), resources=[ResourceFactory()])
        ReadingListFactory(held_by=consultant, resources=[ResourceFactory()])

    browser = signed_in(consultant) if within else client
    assert_same_queries(browser, reverse("reading_lists"), expected=queries, add_row=add_row)


def test_list_asks_the_database_the_same_at_one_row_and_at_three(client: Client) -> None:
    made = ReadingListFactory(aim=AimFactory())

    def add_row() -> None:
        made.items.create(resource=ResourceFactory(), order=1)

    assert_same_queries(client, made.get_absolute_url(), expected=3, add_row=add_row)


# Suggestions


def test_address_and_why_are_enough_and_the_rest_is_asked_after(consultant: User) -> None:
    client = signed_in(consultant)
    address = reverse("library_suggest")
    data = {
        "form_key": key_of(client, address),
        "url": "example.org/found",
        "why": "It helped me.",
    }
    for _ in range(2):
        answer = client.post(address, data, follow=True)
    made = Suggestion.objects.get()
    assert "Received A lead reads it" in main_words(answer.content)
    more = {"title": "Found", "minutes": "12", "accessibility": ["captions"]}
    client.post(made.get_absolute_url(), more)
    made.refresh_from_db()
    assert (made.title, made.minutes, made.accessibility) == ("Found", 12, ["captions"])
    assert "Found Received" in main_words(client.get(reverse("library_suggestions")).content)


def test_address_keeps_no_sign_that_turns_it_round(consultant: User) -> None:
    data = {"form_key": str(uuid4()), "url": "https://example.org/\u202egpj.exe", "why": "x"}
    signed_in(consultant).post(reverse("library_suggest"), data)
    assert Suggestion.objects.get().url == "https://example.org/gpj.exe"


def test_address_that_is_here_is_shown_to_who_suggests_it(consultant: User) -> None:
    here = ResourceFactory(title="Long here")
    data = {"form_key": str(uuid4()), "url": f"{here.url}#top", "why": "It helped me."}
    answer = signed_in(consultant).post(reverse("library_suggest"), data)
    assert problems(answer.content) == ["This address is in the library already."]
    assert "It is here already Long here" in main_words(answer.content)
    assert Suggestion.objects.count() == 0


def test_page_of_this_library_is_here_to_who_suggests_it(consultant: User) -> None:
    here = f"http://localhost:8000{ResourceFactory(title='Long here').get_absolute_url()}"
    data = {"form_key": str(uuid4()), "url": here, "why": "It is good."}
    answer = signed_in(consultant).post(reverse("library_suggest"), data)
    assert problems(answer.content) == ["This address is in the library already."]
    assert "It is here already Long here" in main_words(answer.content)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"url": "", "why": "x"}, "Write the address, like https://example.org/page."),
        ({"url": "not an address", "why": "x"}, "Write the whole address"),
        ({"url": "https://me:secret@example.org/", "why": "x"}, "Leave out the name and password"),
        ({"url": "https://example.com@example.org", "why": "x"}, "Leave out the name and"),
        ({"url": f"example.org/{'a' * 2000}", "why": "x"}, "This address is too long."),
        ({"url": "http://192.168.0.1/a", "why": "x"}, "This address is inside somebody’s own"),
        ({"url": "http://localhost:8000/a", "why": "x"}, "This address is inside somebody’s own"),
        ({"url": "example.org", "why": " \x00"}, "Write why it should be in the library."),
        ({"url": "example.org", "why": "w" * 2001}, "This has 2,001 characters"),
    ],
)
def test_suggestion_that_cannot_be_says_why(
    consultant: User, typed: dict[str, str], problem: str
) -> None:
    data = {"form_key": str(uuid4()), **typed}
    answer = signed_in(consultant).post(reverse("library_suggest"), data)
    assert problems(answer.content)[0].startswith(problem)
    assert Suggestion.objects.count() == 0


def test_browser_cuts_no_address_short(consultant: User) -> None:
    page = page_of(signed_in(consultant).get(reverse("library_suggest")).content)
    assert page.xpath('//input[@name="url"]/@maxlength') == []


def test_suggestion_begins_the_form_for_a_new_resource(lead: User, consultant: User) -> None:
    made = SuggestionFactory(
        suggested_by=consultant, title="Found", why="It helped.", minutes=12, year=2020
    )
    curator = signed_in(lead)
    address = reverse("suggestion_add", args=[made.public_id])
    page = page_of(curator.get(address).content)
    data: dict[str, Any] = dict(page.xpath("//main//form")[0].form_values())
    assert (data["title"], data["url"], data["minutes"]) == ("Found", made.url, "12")
    curator.post(address, data)
    resource = Resource.objects.get()
    assert (resource.title, resource.why_here, resource.year) == ("Found", "It helped.", 2020)
    words = main_words(signed_in(consultant).get(made.get_absolute_url()).content)
    assert "Added It is in the library now." in words


def test_suggestion_that_was_answered_meanwhile_is_said_to_be(lead: User, consultant: User) -> None:
    made = SuggestionFactory(suggested_by=consultant, title="Found", why="It helped.")
    curator, address = signed_in(lead), reverse("suggestion_add", args=[made.public_id])
    page = page_of(curator.get(address).content)
    data: dict[str, Any] = dict(page.xpath("//main//form")[0].form_values())
    decline(by=lead, suggestion=made, reason="Not for us.")
    assert said(curator.post(address, data)) == [
        "Added to the library. The suggestion had been answered already: that answer stands."
    ]


def test_suggestion_that_is_not_added_says_why_to_its_author(lead: User, consultant: User) -> None:
    made = SuggestionFactory(suggested_by=consultant)
    curator = signed_in(lead)
    address = reverse("suggestion_decline", args=[made.public_id])
    answer = curator.post(address, {"decline-reason": "It sells a course"})
    assert said(answer) == ["Answered. Whoever suggested it hears of it."]
    assert said(curator.post(address, {"decline-reason": "Again"}))[-1].startswith("It had been")
    words = main_words(signed_in(consultant).get(made.get_absolute_url()).content)
    assert "Not added It sells a course" in words


def test_suggestion_of_what_is_here_is_answered_with_one_press(
    lead: User, consultant: User
) -> None:
    made = SuggestionFactory(suggested_by=consultant)
    here = ResourceFactory(url=made.url, title="It")
    curator = signed_in(lead)
    assert "It is here already It" in main_words(curator.get(made.get_absolute_url()).content)
    curator.post(reverse("suggestion_is_here", args=[made.public_id]))
    made.refresh_from_db()
    assert (made.state, made.resource) == ("added", here)


def test_suggestions_ask_the_database_the_same_at_one_row_and_at_three(consultant: User) -> None:
    assert_same_queries(
        signed_in(consultant),
        reverse("library_suggestions"),
        expected=4,
        add_row=lambda: SuggestionFactory(suggested_by=consultant),
    )


# Problems


def test_problem_is_told_without_an_account(client: Client, lead: User) -> None:
    resource = ResourceFactory()
    address = reverse("resource_problem", args=[resource.public_id])
    data = {"form_key": key_of(client, address), "kind": "other", "words": "It is hard to hear."}
    for _ in range(2):
        answer = client.post(address, data, follow=True)
    assert "Thank you for telling us" in main_words(answer.content)
    problem = Problem.objects.get()
    assert (problem.resource, problem.words) == (resource, "It is hard to hear.")
    curator = signed_in(lead)
    settle = reverse("problem_settle", args=[problem.public_id])
    assert "It is hard to hear." in main_words(curator.get(settle).content)
    assert said(curator.post(settle, {"outcome": "A transcript is there now"})) == ["Settled."]
    assert said(curator.post(settle, {"outcome": "Nothing to do"}))[-1] == (
        "It had been settled already: A transcript is there now"
    )


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"kind": ""}, "Choose what the problem is."),
        ({"kind": "smell"}, "Choose what the problem is."),
        ({"kind": "other", "words": "w" * 2001}, "This has 2,001 characters"),
        ({"kind": "other", "form_key": "none"}, ""),
    ],
)
def test_problem_that_cannot_be_is_said(
    client: Client, typed: dict[str, str], problem: str
) -> None:
    address = reverse("resource_problem", args=[ResourceFactory().public_id])
    answer = client.post(address, {"form_key": str(uuid4()), **typed})
    assert problems(answer.content)[0].startswith(problem)
    assert Problem.objects.count() == 0


def test_problem_with_what_was_withdrawn_has_no_form(client: Client, lead: User) -> None:
    gone = ResourceFactory(withdrawn=True)
    address = reverse("resource_problem", args=[gone.public_id])
    assert [who.get(address).status_code for who in (client, signed_in(lead))] == [404, 404]


def test_problems_from_one_place_are_limited(client: Client) -> None:
    cache.clear()
    address = reverse("resource_problem", args=[ResourceFactory().public_id])
    answers = [client.post(address, {"kind": ""}).status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]
    # Reading on is not counted.
    assert client.get(address).status_code == 200


# Saved searches


def test_search_is_kept_and_opened_and_deleted(consultant: User, second: User) -> None:
    client = signed_in(consultant)
    address = reverse("saved_search_new")
    data = {"name": "Rest", "query": "q=rest&format=&page=3&aim=2&q2=%00"}
    client.post(address, data)
    kept = SavedSearch.objects.get()
    assert (kept.name, kept.query, kept.person) == ("Rest", "q=rest&aim=2", consultant)
    page = page_of(client.get(reverse("saved_searches")).content)
    assert "/library/?q=rest&aim=2" in page.xpath("//main//a/@href")
    delete = reverse("saved_search_delete", args=[kept.public_id])
    assert signed_in(second).post(delete).status_code == 404
    client.post(delete)
    assert SavedSearch.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"name": "", "query": "q=a"}, "Write a name for the search."),
        ({"name": "n" * 121, "query": ""}, "This has 121 characters"),
        ({"name": "Long", "query": "q=" + "é" * 900}, "This search is too long to be kept."),
    ],
)
def test_search_that_cannot_be_kept_says_why(
    consultant: User, data: dict[str, str], problem: str
) -> None:
    answer = signed_in(consultant).post(reverse("saved_search_new"), data)
    assert problems(answer.content)[0].startswith(problem)
    assert SavedSearch.objects.count() == 0


def test_feed_of_a_kept_search_opens_with_its_address_alone(client: Client) -> None:
    kept = SavedSearchFactory(name="About rest", query="q=resting")
    ResourceFactory(title="Rest is work")
    found = Resource.objects.get()
    signed_in(kept.person).post(reverse("resource_save", args=[found.public_id]))
    # The factory writes past the words that a search looks into.
    from_here = client.get(reverse("saved_search_feed", args=[kept.feed_key]))
    assert from_here.status_code == 200
    assert "About rest" in from_here.content.decode()
    assert kept.person.email not in from_here.content.decode()
    assert for_nobody_else(from_here)
    kept.delete()
    gone = client.get(reverse("saved_search_feed", args=[kept.feed_key]))
    assert gone.status_code == 404


def test_saved_searches_ask_the_same_at_one_row_and_at_three(consultant: User) -> None:
    assert_same_queries(
        signed_in(consultant),
        reverse("saved_searches"),
        expected=4,
        add_row=lambda: SavedSearchFactory(person=consultant),
    )


# Mails


def mails_of(days: int = 1) -> dict[str, str]:
    mail.outbox.clear()
    with on(timezone.localdate() + timedelta(days=days)):
        send_due()
    return {letter.to[0]: str(letter.body) for letter in mail.outbox}


def test_leads_hear_of_suggestions_and_problems_in_one_mail(consultant: User, lead: User) -> None:
    for n in range(2):
        suggest(by=consultant, form_key=uuid4(), url=f"https://example.org/{n}", why="Secret why")
    report_problem(resource=ResourceFactory(), form_key=uuid4(), kind="other", words="Secret words")
    sent = mails_of()
    assert set(sent) == {lead.email}
    words = sent[lead.email]
    assert words.count("There is a suggestion for the library.") == 1
    assert words.count("Somebody told us of a problem") == 1
    assert "Secret" not in words
    assert "/library/look-after/" in words


def test_what_was_settled_meanwhile_is_in_no_mail(consultant: User, lead: User) -> None:
    suggest(by=consultant, form_key=uuid4(), url="https://example.org/a", why="Why")
    report_problem(resource=ResourceFactory(), form_key=uuid4(), kind="other", words="Words")
    Suggestion.objects.all().delete()
    Problem.objects.all().delete()
    assert mails_of() == {}


def test_suggestion_whose_resource_was_withdrawn_leads_nowhere(consultant: User) -> None:
    made = SuggestionFactory(
        suggested_by=consultant,
        state="added",
        resource=ResourceFactory(withdrawn=True),
        decided_at=timezone.now(),
    )
    words = main_words(signed_in(consultant).get(made.get_absolute_url()).content)
    assert "Added It was added. It is no longer in the library." in words


@pytest.mark.parametrize("added", [True, False])
def test_suggester_hears_what_came_of_it(consultant: User, lead: User, added: bool) -> None:
    made = SuggestionFactory(suggested_by=consultant)
    if added:
        say_it_is_here(by=lead, suggestion=made, resource=ResourceFactory())
    else:
        decline(by=lead, suggestion=made, reason="Private reason")
    words = mails_of()[consultant.email]
    assert ("is in the library now" in words, "was not added" in words) == (added, not added)
    assert "Private reason" not in words
    assert made.get_absolute_url() in words


def test_problem_without_words_is_shown_with_what_it_is(lead: User) -> None:
    problem = ProblemFactory(words="")
    page = page_of(signed_in(lead).get(reverse("problem_settle", args=[problem.public_id])).content)
    assert words_of(page.xpath('//div[@class="card"]')[0]).startswith(problem.resource.title)
