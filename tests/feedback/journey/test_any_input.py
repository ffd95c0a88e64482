"""Whatever is sent to a question: an answer in words, nothing stored twice, nothing lost."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.journey.questions import BY_SLUG, QUESTIONS
from feedback.journey.versions import EASY, STANDARD
from feedback.models import Case, Draft
from tests.feedback.journey.browsing import Browser, People

pytestmark = pytest.mark.django_db

ODD = st.sampled_from(
    [
        "\x00",
        "a\x00b",
        "\ud83d",
        "\u202etxt.exe",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "{{ 7 * 7 }} %(name)s {0}",
        "../../etc/passwd",
        "a" * 60_000,
        "\r\n" * 50,
        "٣",
        "yes",
        "no",
        "one",
        "email",
        "complaint",
        "thanks",
    ]
)
TYPED = st.text(max_size=60) | ODD
VALUES = TYPED | st.lists(TYPED, max_size=3)
NAMES = st.sampled_from(
    [name for question in QUESTIONS for name in question.fields] + ["go", "homepage", "again", "x"]
)
QUIET = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def sendable(typed: Any) -> Any:
    """A browser replaces half a character before it sends it."""
    if isinstance(typed, list):
        return [sendable(one) for one in typed]
    return typed.encode(errors="replace").decode()


def named(name: str, content: bytes) -> BytesIO:
    """Return a file under any name; the browser of the tests takes it as it is."""
    file = BytesIO(content)
    file.name = sendable(name)[:200]
    return file


@QUIET
@given(
    slug=st.sampled_from(sorted(BY_SLUG)),
    version=st.sampled_from([STANDARD, EASY]),
    typed=st.dictionaries(NAMES, VALUES, max_size=6),
    query=st.sampled_from(["", "?again=1", "?from=answers", "?from=answers&again=1"]),
)
def test_any_answer_leads_on_or_says_what_is_wrong(
    people: People, slug: str, version: Any, typed: dict[str, Any], query: str
) -> None:
    # Each example is a browser of its own, in a network that has not sent too much yet.
    cache.clear()
    browser = Browser().go("/feedback/tell/effect/").press(effect="I left.")
    browser.go(version.question(slug))
    sent = {**browser.fields(), **{name: sendable(value) for name, value in typed.items()}}
    answer = browser.client.post(version.question(slug) + query, sent)
    assert answer.status_code in (200, 302)
    if answer.status_code == 302:
        browser.go(answer.headers["Location"])
        browser.go(browser.at)
    if "effect" not in typed or slug != "effect":
        assert browser.go("/feedback/tell/effect/").fields()["effect"] == ["I left."]
    browser.go("/feedback/check/")
    assert (Case.objects.count(), Draft.objects.count()) == (0, 1)
    Draft.objects.all().delete()


@QUIET
@given(
    typed=st.dictionaries(NAMES, VALUES, max_size=4),
    files=st.lists(
        st.tuples(st.text(min_size=1, max_size=30) | ODD, st.binary(max_size=200)), max_size=3
    ),
)
def test_anything_sent_at_the_end_is_one_case_or_none(
    people: People, typed: dict[str, Any], files: list[tuple[str, bytes]]
) -> None:
    cache.clear()
    before = Case.objects.count()
    browser = Browser().go("/feedback/tell/what-happened/").press(what_happened="They shouted.")
    browser.go("/feedback/check/")
    data = {**browser.fields(), **{name: sendable(value) for name, value in typed.items()}}
    for _time in range(2):
        uploads = [named(name, content) for name, content in files]
        answer = browser.client.post("/feedback/check/", {**data, "files": uploads})
        assert answer.status_code in (302, 400)
    browser.go("/feedback/check/")
    if browser.at.startswith("/feedback/check/"):
        assert browser.answers["What happened"] == "They shouted."
        assert Case.objects.count() == before
    else:
        assert Case.objects.count() == before + 1
