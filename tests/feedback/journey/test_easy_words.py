"""The words of the easy version are its own. Its pages are looked at in `tests/feedback/easy/`."""

from __future__ import annotations

from feedback.journey.questions import QUESTIONS
from feedback.journey.versions import EASY, STANDARD
from tests.feedback.journey.sentences import length, sentences, too_long


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
