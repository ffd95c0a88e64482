"""Sealed fields open in their row, field and case, with their case's key, and nowhere else."""

from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from feedback.models import Case, CaseEntry, CaseMove, Conflict
from feedback.vault import codes, keys, sealed
from feedback.vault.sealed import KeyGoneError
from imroc_ei.sealing.keys import KeyMaterialError, KeyRing
from imroc_ei.sealing.values import SealBrokenError, new_key
from tests.feedback.vault.making import (
    CODE,
    FIRST,
    ONE_KEY,
    SECOND,
    TWO_KEYS,
    WRONG_KEY,
    add_entry,
    sealed_case,
)

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def raw(value: bytes | memoryview | None) -> bytes:
    assert value is not None
    return bytes(value)


@pytest.fixture(autouse=True)
def _one_key(settings: Settings) -> None:
    settings.FEEDBACK_KEYS = ONE_KEY


@given(json)
def test_anything_json_can_say_is_read_as_it_was_put(value: Any) -> None:
    case, key = Case(), new_key()
    sealed.put(case, "name_sealed", value, key=key)
    assert sealed.read(case, "name_sealed", key=key) == value


def test_field_in_which_nothing_was_put_says_nothing() -> None:
    assert sealed.read(Case(), "name_sealed", key=new_key()) is None


def test_short_answers_are_not_told_by_their_length() -> None:
    lengths = set()
    for answer in ("", "yes", "no", "a little longer", {"danger": "yes"}):
        case = Case()
        sealed.put(case, "name_sealed", answer, key=new_key())
        lengths.add(len(case.name_sealed or b""))
    assert len(lengths) == 1


@pytest.mark.django_db
def test_case_opens_for_handlers_and_by_its_code() -> None:
    case = Case.objects.get(pk=sealed_case(code=CODE).pk)
    entry = case.entries.get()
    by_code = codes.derive(CODE, pepper=case.pepper_version)
    assert raw(case.code_look_up) == by_code.look_up
    for key in (sealed.key_of(case), sealed.key_by_code(case, by_code.wrapping_key)):
        assert sealed.read(entry, "words_sealed", key=key) == "What was said"


@pytest.mark.django_db
def test_another_code_does_not_open_it() -> None:
    case = sealed_case(code=CODE)
    other = codes.derive("0000000000000000")
    assert raw(case.code_look_up) != other.look_up
    with pytest.raises(SealBrokenError):
        sealed.key_by_code(case, other.wrapping_key)


@pytest.mark.django_db
def test_value_moved_to_another_row_does_not_open() -> None:
    case = sealed_case()
    first, second = case.entries.get(), add_entry(case, "Said later")
    second.words_sealed = raw(first.words_sealed)
    with pytest.raises(SealBrokenError):
        sealed.read(second, "words_sealed", key=sealed.key_of(case))


@pytest.mark.django_db
def test_value_moved_to_another_field_does_not_open() -> None:
    case = sealed_case()
    key = sealed.key_of(case)
    sealed.put(case, "name_sealed", "A name", key=key)
    case.reach_sealed = raw(case.name_sealed)
    with pytest.raises(SealBrokenError):
        sealed.read(case, "reach_sealed", key=key)


@pytest.mark.django_db
def test_value_moved_to_another_model_does_not_open() -> None:
    """Not even into a field of the same name, of a row with the same id."""
    case = sealed_case()
    key = sealed.key_of(case)
    conflict = Conflict(case=case)
    sealed.put(conflict, "why_sealed", "A reason", key=key)
    move = CaseMove(case=case, public_id=conflict.public_id, why_sealed=raw(conflict.why_sealed))
    with pytest.raises(SealBrokenError):
        sealed.read(move, "why_sealed", key=key)


@pytest.mark.django_db
def test_value_moved_to_another_case_does_not_open() -> None:
    """Neither with the key of the case it came to, nor with its own."""
    case, other = sealed_case(), sealed_case()
    CaseEntry.objects.filter(case=case).update(case=other)
    for key in (sealed.key_of(case), sealed.key_of(other)):
        moved = CaseEntry.objects.order_by("pk")[0]
        with pytest.raises(SealBrokenError):
            sealed.read(moved, "words_sealed", key=key)


@pytest.mark.django_db
def test_key_moved_to_another_case_does_not_open() -> None:
    case, other = sealed_case(code=CODE), sealed_case()
    other.key_wrapped, other.key_version = raw(case.key_wrapped), case.key_version
    with pytest.raises(SealBrokenError):
        sealed.key_of(other)
    derived = codes.derive(CODE)
    other.reporter_key_wrapped = raw(case.reporter_key_wrapped)
    other.pepper_version = derived.pepper
    with pytest.raises(SealBrokenError):
        sealed.key_by_code(other, derived.wrapping_key)


@pytest.mark.django_db
def test_key_said_to_be_of_another_version_does_not_open(settings: Settings) -> None:
    """Not even where both versions are the same bytes."""
    case = sealed_case(code=CODE)
    settings.FEEDBACK_KEYS = KeyRing({1: FIRST, 2: FIRST})
    case.key_version = 2
    with pytest.raises(SealBrokenError):
        sealed.key_of(case)
    derived = codes.derive(CODE)
    case.pepper_version = derived.pepper + 1
    with pytest.raises(SealBrokenError):
        sealed.key_by_code(case, derived.wrapping_key)


@pytest.mark.django_db
def test_copies_of_the_key_do_not_stand_for_each_other() -> None:
    case = sealed_case(code=CODE)
    derived = codes.derive(CODE)
    case.reporter_key_wrapped = raw(case.key_wrapped)
    with pytest.raises(SealBrokenError):
        sealed.key_by_code(case, derived.wrapping_key)
    with pytest.raises(SealBrokenError):
        keys.unwrap_with(FIRST, raw(case.key_wrapped), case=case.public_id, pepper=1)


@pytest.mark.django_db
def test_new_cases_are_sealed_with_the_newest_key_and_old_ones_open(settings: Settings) -> None:
    old = sealed_case()
    settings.FEEDBACK_KEYS = TWO_KEYS
    new = sealed_case()
    assert (old.key_version, new.key_version) == (1, 2)
    assert {len(sealed.key_of(case)) for case in (old, new)} == {32}


@pytest.mark.django_db
def test_wrong_key_seals_nothing_and_says_so(settings: Settings) -> None:
    case = sealed_case()
    settings.FEEDBACK_KEYS = WRONG_KEY
    with pytest.raises(KeyMaterialError, match="Version 1 of FEEDBACK_KEYS is not the one"):
        sealed_case()
    with pytest.raises(SealBrokenError):
        sealed.key_of(case)


@pytest.mark.django_db
def test_missing_key_is_named(settings: Settings) -> None:
    case = sealed_case()
    settings.FEEDBACK_KEYS = KeyRing({2: SECOND})
    with pytest.raises(KeyMaterialError, match="Version 1 of FEEDBACK_KEYS is not here"):
        sealed.key_of(case)


@pytest.mark.django_db
def test_case_without_a_key_says_that_it_is_gone() -> None:
    case = sealed_case(code=CODE)
    case.key_wrapped = case.key_version = case.reporter_key_wrapped = case.pepper_version = None
    with pytest.raises(KeyGoneError):
        sealed.key_of(case)
    with pytest.raises(KeyGoneError):
        sealed.key_by_code(case, FIRST)


@pytest.mark.django_db
def test_database_holds_none_of_the_words_and_no_key() -> None:
    case = sealed_case(words={"what_happened": "Grüße from the stairwell"}, code=CODE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM feedback_case, feedback_caseentry, feedback_keymark")
        held = b"".join(_bytes(value) for row in cursor.fetchall() for value in row)
    for secret in (b"stairwell", "Grüße".encode(), CODE.encode(), CODE[:4].encode()):
        assert secret not in held
    for secret in (sealed.key_of(case), FIRST):
        assert secret not in held


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
