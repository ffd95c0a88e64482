import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.search.words import MOST_WORDS_ASKED, prepared, words_asked, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Listening, listened, LISTENS", ["listen"]),
        ("naïve café", ["naiv", "cafe"]),
        ("Łódź Ærø Straße", ["lodz", "aero", "strass"]),
        ("ﬁnding ２０２６", ["find", "2026"]),
        ("people's people’s people", ["peopl"]),
        ("don't", ["dont"]),
        ("co-production Co‑produced coproducing", ["coproduc"]),
        ("reduce reductions", ["reduc"]),
        ("person-centred e-learning", ["person", "centr", "elearn"]),
        ("snake_case a.b.c", ["snake", "case", "a", "b", "c"]),
        ("the of and", ["the", "of", "and"]),
        ('"quoted" OR NEAR(x) -not *', ["quot", "or", "near", "x", "not"]),
        ("👩🏽‍🦱 … ¡!", []),
        ("Ελλάδα", ["x3b5xx3bbxx3bbxx3b1xx3b4xx3b1x"]),
        ("nul\x00nul", ["nul"]),
    ],
)
def test_text_becomes_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_accented_and_plain_are_the_same_words() -> None:
    assert words_of("Ελλάδα") == words_of("ΕΛΛΑΔΑ")
    assert words_of("e\u0301quite\u0301") == words_of("équité") == words_of("equite")


def test_search_counts_so_many_words() -> None:
    text = " ".join(f"word{number}" for number in range(50))
    assert len(words_asked(text)) == MOST_WORDS_ASKED
    assert len(words_of(text)) == 50


def test_longest_word_is_cut_alike_on_both_sides() -> None:
    assert words_of("x" * 10_000) == words_of("x" * 500) == ["x" * 60]


@given(st.text(max_size=300))
def test_any_text_becomes_letters_and_digits_alone(text: str) -> None:
    words = words_of(text)
    assert all(word.isascii() and word.isalnum() for word in words)
    assert prepared(text) == " ".join(words)
