"""The easy version: short sentences in every state, and words of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from feedback.enums import Kind
from feedback.journey.questions import QUESTIONS
from feedback.journey.versions import EASY, STANDARD
from imroc_ei.organisation.models import Organisation
from tests.feedback.journey.browsing import Browser, People
from tests.feedback.journey.sentences import length, sentences, too_long
from tests.html import page_of
from tests.test_uploads import EXE, PDF

pytestmark = pytest.mark.django_db

MOST_WORDS = 12
NOT_CHECKED = "People with learning disabilities have not checked them yet."
ANSWERS = {
    "kind": "complaint",
    "danger": "yes",
    "what_happened": "It was bad.",
    "for_whom": "else",
    "named": "one",
    "reply_by": "email",
}


def every_state(people: People) -> Iterator[tuple[str, bytes]]:
    """Yield every easy page in each of its states, with its name."""
    browser = Browser()
    Organisation.objects.update(external_bodies="The Ombudsman")
    yield "start", browser.go("/feedback/easy/").content
    yield "nothing here", browser.go("/feedback/easy/check/").content
    yield "kept", browser.go("/feedback/easy/?kept=1").content
    for kind in Kind:
        browser.go("/feedback/easy/tell/kind/").press(kind=kind)
        yield f"{kind}", browser.go("/feedback/easy/tell/what-happened/").content
        if kind.is_short:
            browser.press(what_happened="Good.").go("/feedback/easy/check/")
            yield f"{kind} answers", browser.content
            browser.go("/feedback/easy/tell/what-happened/").press("back", what_happened="")
    browser.go("/feedback/easy/tell/kind/").press(kind="complaint")
    yield "nothing said", browser.go("/feedback/easy/tell/what-happened/").press().content
    yield "too long", browser.press(what_happened="a" * 50_001).content
    yield from every_question(Browser())
    yield from after_sending(people)


def every_question(browser: Browser) -> Iterator[tuple[str, bytes]]:
    browser.go("/feedback/easy/tell/kind/")
    for question in QUESTIONS:
        assert browser.at == EASY.question(question.slug)
        yield question.slug, browser.content
        if question.slug == "reach":
            yield "reach wrong", browser.press(reach="nowhere").content
            browser.press(reach="a@example.org")
            continue
        browser.press(**{name: ANSWERS[name] for name in question.fields if name in ANSWERS})
    yield "answers", browser.content
    files = [SimpleUploadedFile(f"a{number}.exe", EXE) for number in range(3)]
    yield "wrong files", browser.press(files=files).content
    empty = SimpleUploadedFile("empty.pdf", b"")
    yield "empty file", browser.press(files=[empty]).content
    many = [SimpleUploadedFile(f"{number}.pdf", PDF) for number in range(11)]
    yield "many files", browser.press(files=many).content
    yield "sent", browser.press(files=[SimpleUploadedFile("a.pdf", PDF)]).content


def after_sending(people: People) -> Iterator[tuple[str, bytes]]:
    for reply in ("code", "none", "email"):
        browser = Browser().go("/feedback/easy/tell/kind/").press(kind="thanks")
        browser.press(what_happened="Good.").press(reply_by=reply)
        yield f"thanks {reply}", browser.go("/feedback/easy/check/").press().content
    browser = Browser().go("/feedback/easy/tell/what-happened/").press(what_happened="Bad.")
    browser.go("/feedback/easy/tell/readers/")
    browser.press(not_these=[people.ada.public_id, people.bea.public_id])
    yield "outside reads it", browser.content
    yield "leave", browser.go("/feedback/leave/").content
    Organisation.objects.update(rooms=[])
    yield "closed", Browser().go("/feedback/easy/").content


def test_every_easy_page_is_short_drawn_and_says_that_nobody_checked_it(people: People) -> None:
    pages = list(every_state(people))
    found = {name: too_long(content, most=MOST_WORDS) for name, content in pages}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    silent = [name for name, content in pages if NOT_CHECKED not in sentences(content)]
    bare = [name for name, content in pages if not page_of(content).xpath("//main//svg")]
    # The page that leads away is the same in both versions.
    assert (silent, bare) == (["leave"], ["leave"])


def test_easy_words_are_words_of_their_own() -> None:
    assert set(EASY.words) == set(STANDARD.words) == {question.slug for question in QUESTIONS}
    copied = [
        slug
        for slug, wording in EASY.words.items()
        for name, said in wording.controls.items()
        if said.hint and said.hint == STANDARD.words[slug].controls[name].hint
    ]
    assert copied == []


def test_long_sentence_is_found() -> None:
    page = b"<main><p>One two. Three <b>four</b> five</p><ul><li>Six</li></ul></main>"
    assert sentences(page) == ["One two.", "Three four five", "Six"]
    assert [length(words) for words in sentences(page)] == [2, 3, 1]
    assert too_long(page, most=2) == ["Three four five"]
