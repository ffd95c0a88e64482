import re
from pathlib import Path

import pytest

from tests.look.colours import ROOT
from tests.look.texts import (
    CODE,
    TEMPLATES,
    texts_of_module,
    untranslated,
    words_of_template,
)

NOT_OUR_WORDS = re.compile(
    r"\b(?:please|sorry|valid|invalid|oops|compliance|kpis?|performance|bame|service users?"
    r"|hard to reach|suffer(?:s|ed|ing)? from|victims? of|empower them|this field is required"
    r"|equality(?! act))\b",
    re.IGNORECASE,
)
NOT_OUR_LETTERS = re.compile(r"\bRAG\b")
AMERICAN = re.compile(
    r"\b\w*(?:organiz|recogniz|summariz|apologiz|behavior|colored|favorite|centered|judgment)\w*\b",
    re.IGNORECASE,
)
OURS_IN_PO = re.compile(r'^msgstr(?:\[\d\])? "(.*)"$', re.MULTILINE)


def wrong_words(text: str) -> list[str]:
    return [
        found.group()
        for pattern in (NOT_OUR_WORDS, NOT_OUR_LETTERS, AMERICAN)
        for found in pattern.finditer(text)
    ]


def in_order(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Write a whole number", []),
        ("The Equality Act 2010", []),
        ("Sorry, this field is required", ["Sorry", "this field is required"]),
        ("Equality and RAG", ["Equality", "RAG"]),
        ("Our organization", ["organization"]),
    ],
)
def test_word_list_finds_what_we_do_not_say(text: str, words: list[str]) -> None:
    assert wrong_words(text) == words


@pytest.mark.parametrize("path", in_order(TEMPLATES))
def test_template_uses_our_words(path: str) -> None:
    assert wrong_words(words_of_template(ROOT / path)) == []


def test_messages_in_the_code_use_our_words() -> None:
    found = {
        text: wrong_words(text)
        for path in CODE
        for text in texts_of_module(path)
        if wrong_words(text)
    }
    assert found == {}


def test_our_wording_of_other_peoples_messages_uses_our_words() -> None:
    catalogue = ROOT / "imroc_ei" / "locale" / "en_GB" / "LC_MESSAGES" / "django.po"
    texts = OURS_IN_PO.findall(catalogue.read_text())
    assert len(texts) > 50
    assert {text: wrong_words(text) for text in texts if wrong_words(text)} == {}


@pytest.mark.parametrize("path", in_order(TEMPLATES))
def test_every_word_of_a_template_can_be_translated(path: str) -> None:
    assert untranslated(ROOT / path) == []


@pytest.mark.parametrize("path", in_order(TEMPLATES))
def test_template_holds_no_inline_style_or_script(path: str) -> None:
    source = (ROOT / path).read_text()
    assert re.findall(r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)[^>]*>", source) == []
