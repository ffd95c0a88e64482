"""Codes: made, understood however they are typed, and turned into what finds and opens a case."""

import re
import uuid

import pytest
from argon2.low_level import Type
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from feedback.models import KeyMark
from feedback.vault import codes
from feedback.vault.codes import CodeTypoError, derive, grouped, new_code, understood
from imroc_ei import settings as site_settings
from imroc_ei.sealing.keys import KeyMaterialError, KeyRing

CODE = "1234567890123450"
PEPPERS = KeyRing({1: bytes(range(32)), 2: bytes(range(32, 64))})


def code_of(number: int) -> str:
    digits = f"{number:015d}"
    return next(f"{digits}{check}" for check in range(10) if is_code(f"{digits}{check}"))


def is_code(typed: str) -> bool:
    try:
        understood(typed)
    except CodeTypoError:
        return False
    return True


anybody = st.integers(0, 10**15 - 1).map(code_of)


def test_new_codes_are_16_digits_and_differ() -> None:
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch("[0-9]{16}", code) and is_code(code) for code in made)


def test_code_of_a_form_is_the_same_each_time_and_another_for_another_form_or_place() -> None:
    key = uuid.UUID(int=7)
    made = codes.code_of(key, place="a")
    assert (made, is_code(made)) == (codes.code_of(key, place="a"), True)
    others = {codes.code_of(uuid.UUID(int=8), place="a"), codes.code_of(key, place="b")}
    assert len({made, *others}) == 3


def test_code_of_a_form_cannot_be_made_without_the_pepper(settings: Settings) -> None:
    before = codes.code_of(uuid.UUID(int=7), place="a")
    settings.FEEDBACK_PEPPERS = PEPPERS
    assert codes.code_of(uuid.UUID(int=7), place="a") != before


def test_code_is_shown_in_four_groups_of_four() -> None:
    assert grouped("1234567890123456") == "1234 5678 9012 3456"


def test_square_behind_the_check_digit_tells_neighbours_apart() -> None:
    """Over all of it, so that no pair of neighbours in any code goes unnoticed."""
    square = [[int(sign) for sign in row] for row in codes.SQUARE]
    assert {tuple(sorted(row)) for row in square} == {tuple(range(10))}
    assert [square[digit][digit] for digit in range(10)] == [0] * 10
    unnoticed = [
        (row, first, second)
        for row in range(10)
        for first in range(10)
        for second in range(first)
        if square[square[row][first]][second] == square[square[row][second]][first]
    ]
    assert unnoticed == []


@given(anybody)
def test_every_single_wrong_digit_is_noticed(code: str) -> None:
    wrong = {
        code[:at] + digit + code[at + 1 :]
        for at in range(16)
        for digit in "0123456789"
        if digit != code[at]
    }
    assert len(wrong) == 144
    assert not any(is_code(typed) for typed in wrong)


@given(anybody)
def test_two_neighbours_that_changed_places_are_noticed(code: str) -> None:
    swapped = {
        code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        for at in range(15)
        if code[at] != code[at + 1]
    }
    assert not any(is_code(typed) for typed in swapped)


@pytest.mark.parametrize(
    "shape",
    [
        "{0} {1} {2} {3}",
        "{0}{1}{2}{3}",
        "  {0}-{1}–{2}—{3}\n",
        "{0}.{1}.{2}.{3}",
        "{0}\u00a0{1}\u2009{2}\u200b{3}",
        "{0}\t{1}_{2}\u2212{3}",
    ],
)
def test_code_is_understood_however_it_is_set_apart(shape: str) -> None:
    code = code_of(123456789012345)
    groups = [code[at : at + 4] for at in range(0, 16, 4)]
    assert understood(shape.format(*groups)) == code


@pytest.mark.parametrize("zero", ["٠", "۰", "०", "০", "０", "𝟎"])
def test_code_is_understood_in_the_digits_of_other_scripts(zero: str) -> None:
    code = code_of(123456789012345)
    assert understood("".join(chr(ord(zero) + int(digit)) for digit in code)) == code


def test_letters_that_look_like_figures_are_understood() -> None:
    code = code_of(100000000000001)
    assert understood(code.replace("0", "O", 3).replace("1", "l", 1)) == code


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter your code. It has 16 digits, in four groups of four."),
        (" - \n", "Enter your code. It has 16 digits, in four groups of four."),
        ("1234", "A code has 16 digits, and this has 4. Check it against what you kept."),
        ("1" * 200, "A code has 16 digits, and this has 200. Check it against what you kept."),
        ("12x4", "A code has digits only, and this has “x” in it."),
        (
            code_of(5)[:-1] + str((int(code_of(5)[-1]) + 1) % 10),
            "One of the digits is not right, or two have changed places. Check each group.",
        ),
    ],
)
def test_what_cannot_be_a_code_is_answered_in_plain_words(typed: str, words: str) -> None:
    with pytest.raises(CodeTypoError) as refusal:
        understood(typed)
    assert str(refusal.value) == words


@given(st.text())
def test_any_text_is_a_code_or_answered(typed: str) -> None:
    if is_code(typed):
        assert re.fullmatch("[0-9]{16}", understood(typed))


@pytest.mark.django_db
def test_code_becomes_the_same_every_time(settings: Settings) -> None:
    settings.FEEDBACK_PEPPERS = PEPPERS
    first, again = derive(CODE), derive(CODE, pepper=2)
    assert first == again
    assert first.pepper == 2
    assert (len(first.look_up), len(first.wrapping_key)) == (32, 32)


@pytest.mark.django_db
def test_another_code_or_pepper_becomes_something_else(settings: Settings) -> None:
    settings.FEEDBACK_PEPPERS = PEPPERS
    made = [derive(CODE), derive(CODE, pepper=1), derive(code_of(1))]
    assert len({one.look_up for one in made}) == 3
    assert len({one.wrapping_key for one in made}) == 3


@pytest.mark.django_db
def test_what_finds_a_case_does_not_open_it(settings: Settings) -> None:
    settings.FEEDBACK_PEPPERS = PEPPERS
    made = derive(CODE)
    assert made.look_up != made.wrapping_key
    assert made.wrapping_key.hex() not in repr(made)


def test_peppers_are_tried_newest_first(settings: Settings) -> None:
    settings.FEEDBACK_PEPPERS = PEPPERS
    assert codes.peppers() == [2, 1]


@pytest.mark.django_db
def test_code_is_made_with_argon2id_and_64_mebibytes_one_turn_each(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, object] = {}
    turns: list[tuple[int, str]] = []

    def stretch(secret: bytes, salt: bytes, **how: object) -> bytes:
        asked.update(how, secret=len(secret), salt=len(salt))
        return bytes(64)

    class Turn:
        def __init__(self, places: int, *, folder: object, name: str) -> None:
            turns.append((places, name))

        def __enter__(self) -> None:
            assert asked == {}

        def __exit__(self, *_: object) -> None:
            assert asked != {}

    monkeypatch.setattr(codes, "hash_secret_raw", stretch)
    monkeypatch.setattr(codes, "one_of", Turn)
    settings.CODE_MEMORY_KIB = site_settings.CODE_MEMORY_KIB
    derive(CODE)
    assert asked == {
        "time_cost": 3,
        "memory_cost": 65_536,
        "parallelism": 1,
        "hash_len": 64,
        "type": Type.ID,
        "secret": 32,
        "salt": 16,
    }
    assert turns == [(2, "code")]


@pytest.mark.django_db
def test_pepper_is_marked_when_a_code_is_first_made_with_it(settings: Settings) -> None:
    settings.FEEDBACK_PEPPERS = PEPPERS
    derive(CODE, pepper=1)
    assert list(KeyMark.objects.all()) == []
    derive(CODE)
    derive(CODE)
    assert list(KeyMark.objects.values_list("what", "version")) == [("pepper", 2)]


@pytest.mark.django_db
@pytest.mark.parametrize("pepper", [None, 2])
def test_wrong_pepper_is_said_and_not_used(settings: Settings, pepper: int | None) -> None:
    settings.FEEDBACK_PEPPERS = PEPPERS
    derive(CODE)
    settings.FEEDBACK_PEPPERS = KeyRing({2: bytes(range(64, 96))})
    with pytest.raises(KeyMaterialError, match="Version 2 of FEEDBACK_PEPPERS is not the one"):
        derive(CODE, pepper=pepper)
