from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.enums import Sort
from library.models import Resource
from library.search.find import Found, find_resources
from tests.factories import ResourceFactory
from tests.library.search.corpus import QUERIES, fill_library

pytestmark = pytest.mark.django_db


def test_named_queries_find_what_the_table_says() -> None:
    names = fill_library()
    found = {
        words: {names[resource.pk] for resource in find_resources(words=words)} for words in QUERIES
    }
    assert found == QUERIES
    assert len(QUERIES) >= 60


def test_no_words_ask_for_everything() -> None:
    names = fill_library()
    everything = set(names.values()) - {"withdrawn"}
    for nothing in ("", "   ", "\n"):
        assert {names[row.pk] for row in find_resources(words=nothing)} == everything


def test_longest_texts_are_looked_for() -> None:
    wanted = ResourceFactory(title="Listening")
    for words in ("listening " * 1000, "x" * 10_000, "🙂" * 10_000, '"' * 10_000, "(" * 10_000):
        expected = [wanted.pk] if "listening" in words else []
        assert [row.pk for row in find_resources(words=words)] == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer(words: str) -> None:
    assert list(find_resources(words=words)) == []


def test_titles_that_say_all_of_it_come_first_then_the_newest() -> None:
    now = timezone.now()
    rows = {
        name: ResourceFactory(title=title, why_here=why, added_at=now - timedelta(days=days)).pk
        for name, title, why, days in (
            ("all in title", "Power and peers", "", 9),
            ("some in title, older", "Power", "For peers", 8),
            ("some in title, newer", "Peers", "On power", 7),
            ("none in title, older", "Something else", "Power for peers", 2),
            ("none in title, newer", "Another thing", "Power for peers", 1),
        )
    }
    names = {pk: name for name, pk in rows.items()}
    assert [names[row.pk] for row in find_resources(words="peer power")] == [
        "all in title",
        "some in title, newer",
        "some in title, older",
        "none in title, newer",
        "none in title, older",
    ]


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        (Sort.BEST, ["apple", "Bread", "Cheese"]),
        (Sort.NEWEST, ["apple", "Bread", "Cheese"]),
        (Sort.TITLE, ["apple", "Bread", "Cheese"]),
        (Sort.CHECKED, ["Cheese", "apple", "Bread"]),
    ],
)
@pytest.mark.parametrize("words", ["", "example"])
def test_list_stands_in_the_order_asked_for(sort: Sort, titles: list[str], words: str) -> None:
    now = timezone.now()
    today = timezone.localdate()
    ResourceFactory(title="Cheese", added_at=now - timedelta(days=3), checked_on=today)
    ResourceFactory(title="Bread", added_at=now - timedelta(days=2), checked_on=None)
    ResourceFactory(
        title="apple", added_at=now - timedelta(days=1), checked_on=today - timedelta(days=1)
    )
    assert [row.title for row in find_resources(words=words, sort=sort)] == titles


def test_search_stays_among_what_the_filters_leave() -> None:
    ResourceFactory(title="Listening", language="cy")
    english = ResourceFactory(title="Listening")
    among = Resource.objects.published().filter(language="en")
    assert list(find_resources(words="listen", among=among)) == [english]


@pytest.mark.parametrize("language", [None, "en"])
def test_pages_of_a_search_are_its_rows_in_their_order(language: str | None) -> None:
    fill_library()
    ResourceFactory.create_batch(3, title="Peer power, in Welsh", language="cy")
    among = Resource.objects.published().filter(language=language) if language else None
    for words in QUERIES:
        whole = list(find_resources(words=words, among=among))
        found = Found(words=words, among=among)
        pages = [found.part(start, start + 2) for start in range(0, len(whole) + 2, 2)]
        assert [row for page in pages for row in page] == whole, words


@pytest.mark.parametrize("sort", Sort)
def test_page_of_a_search_stands_in_the_order_asked_for(sort: Sort) -> None:
    ResourceFactory.create_batch(4, title="Peer power")
    whole = list(find_resources(words="peer", sort=sort))
    assert Found(words="peer", sort=sort).part(1, 3) == whole[1:3]
    assert len(whole) == 4


@pytest.mark.parametrize(("start", "stop"), [(0, 0), (20, 20), (500, 520)])
def test_part_beyond_what_was_found_is_empty(start: int, stop: int) -> None:
    ResourceFactory(title="Listening")
    assert Found(words="listen").part(start, stop) == []
