"""Every page in easy words: found through the addresses and the templates, not by a list.

The walks are watched: whatever page in easy words they are shown is measured. An address, a
template or a text for what is wrong that no walk came to fails, as does a page without a twin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils.functional import Promise

from feedback.door import refusals
from feedback.door.follow_up import versions as follow_up_versions
from feedback.door.paths import EASY, ROOT, SIGNED_IN
from feedback.equality import versions as about_you
from feedback.journey import versions as journey
from feedback.procedure.shipped import shipped_easy_text
from feedback.survey import versions as survey
from feedback.unlinked import Sheet
from tests.feedback.easy.walks import every_walk, said
from tests.feedback.easy.watching import (
    FEWEST_WORDS,
    NOTE,
    Seen,
    in_standard_words,
    watching,
)
from tests.feedback.journey.browsing import People
from tests.feedback.journey.sentences import END, length, too_long
from tests.html import page_of, words_of
from tests.look.colours import ROOT as REPOSITORY
from tests.urlconf import routes

MOST_WORDS = 12
TEMPLATES = REPOSITORY / "templates"
# A file, and a form that leads on at once: no page of theirs is ever shown.
NO_PAGES = {"feedback_easy_follow_up_file", "feedback_easy_follow_up_kept"}
# The page that one leaves to has no words but such as serve both; a file has no easy words.
STANDARD_ALONE = {"feedback_leave", "procedure_figures_csv"}
VERSIONS: dict[str, Any] = {
    "journey": journey.EASY,
    "follow-up": follow_up_versions.EASY,
    "about you": about_you.EASY,
    "survey": survey.EASY,
}
TWINS: dict[str, Any] = {
    "journey": journey.STANDARD,
    "follow-up": follow_up_versions.STANDARD,
    "about you": about_you.STANDARD,
    "survey": survey.STANDARD,
}


def public_routes() -> dict[str, str]:
    """Return the addresses in front of the door, by name."""
    return {
        name: f"/{route}"
        for name, route in routes().items()
        if f"/{route}".startswith(ROOT) and not f"/{route}".startswith(SIGNED_IN)
    }


def easy_addresses() -> set[str]:
    return {name for name, route in public_routes().items() if EASY in route.split("/")}


def easy_templates() -> set[str]:
    """Return every template below the room's that is in easy words, by where it lies."""
    paths = (path.relative_to(TEMPLATES) for path in (TEMPLATES / "feedback").rglob("*.html"))
    return {str(path) for path in paths if "easy" in path.parts or path.stem == "easy"}


def texts_of(thing: object) -> Iterator[str]:
    """Yield every text that a version holds, however deep."""
    if isinstance(thing, Promise):
        yield str(thing)
    for inner in parts_of(thing):
        yield from texts_of(inner)


def parts_of(thing: object) -> Iterable[object]:
    if isinstance(thing, Mapping):
        return thing.values()
    if isinstance(thing, (tuple, list)):
        return thing
    if isinstance(thing, Sheet):
        # Its heading stands over the yearly figures, and on no page of its own.
        return thing.questions
    return [getattr(thing, each.name) for each in fields(thing)] if is_dataclass(thing) else []


@pytest.fixture
def seen(people: People, monkeypatch: pytest.MonkeyPatch) -> list[Seen]:
    with watching() as pages:
        every_walk(people, monkeypatch)
    return pages


def test_every_easy_page_in_every_state_is_easy(seen: list[Seen]) -> None:
    found = {f"{page}: {fault}" for page in seen for fault in page.faults(most=MOST_WORDS)}
    assert not found, "\n".join(sorted(found))

    assert {page.name for page in seen if page.name in easy_addresses()} == (
        easy_addresses() - NO_PAGES
    )
    shown = frozenset[str]().union(*(page.templates for page in seen))
    assert easy_templates() - shown == set()

    pages = {words_of(page_of(page.content)) for page in seen}
    unsaid = [
        text
        for version in VERSIONS.values()
        for text in texts_of(list(problems_of(version)))
        if not any(said(text, page) for page in pages)
    ]
    assert unsaid == []
    statuses = {page.status for page in seen}
    assert statuses == {200, 400, 403, 404, 405, 413, 429, 500, 503}


def problems_of(version: Any) -> Iterator[object]:
    yield version.problems
    yield getattr(version, "wrong_files", {})


@pytest.mark.parametrize("name", VERSIONS)
def test_no_text_of_a_version_has_a_long_sentence(name: str) -> None:
    texts = list(texts_of(VERSIONS[name]))
    assert len(texts) > 8
    sentences = [words for text in texts for words in END.split(text)]
    assert [words for words in sentences if length(words) > MOST_WORDS] == []


@pytest.mark.parametrize("name", VERSIONS)
def test_no_text_of_a_version_is_its_twins(name: str) -> None:
    same = set(texts_of(VERSIONS[name])) & set(texts_of(TWINS[name]))
    assert [text for text in same if length(text) >= FEWEST_WORDS] == []


@pytest.mark.parametrize("words", ["standard", "easy"])
def test_no_page_that_says_no_has_a_long_sentence(words: str) -> None:
    """Where nobody knows who reads it, the standard words have to do for everybody."""
    texts = [text for refusal in refusals.ALL for text in texts_of(getattr(refusal, words))]
    sentences = [part for text in texts for part in END.split(text)]
    assert [part for part in sentences if length(part) > MOST_WORDS] == []


def test_easy_text_that_comes_along_has_no_long_sentence() -> None:
    sentences = [words for line in shipped_easy_text().splitlines() for words in END.split(line)]
    assert [words for words in sentences if length(words) > MOST_WORDS] == []


@pytest.mark.django_db
def test_page_that_one_leaves_to_is_short_enough_for_both() -> None:
    assert too_long(Client().get("/feedback/leave/").content, most=MOST_WORDS) == []


def test_every_public_page_has_a_twin_in_easy_words() -> None:
    standard = {name for name in public_routes() if name not in easy_addresses()}
    paths = {in_standard_words(public_routes()[name]) for name in easy_addresses()}
    alone = {name for name in standard if public_routes()[name] not in paths}
    assert alone == STANDARD_ALONE
    assert paths - {f"/{route}" for route in routes().values()} == set()


def test_watching_finds_what_is_wrong() -> None:
    page = b"<main><h1>A</h1><p>One two three four five six.</p><p>a b c d e f g h.</p></main>"
    twin = b"<main><p>One two three four five six.</p></main>"
    bad = Seen(path="/", name="", status=200, content=page, templates=frozenset(), twin=twin)
    assert list(bad.faults(most=7)) == [
        "8 words: a b c d e f g h.",
        "it does not say that nobody has checked it",
        "it has no drawing",
        "the standard page says the same: One two three four five six.",
    ]
    good = page[:-7] + f"<p>{NOTE}</p><svg></svg></main>".encode()
    fine = Seen(path="/", name="", status=200, content=good, templates=frozenset(), twin=b"<p>a")
    assert list(fine.faults(most=9)) == []
