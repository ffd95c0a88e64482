"""What is sealed opens with its key and in its place, and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imroc_ei.sealing.values import KEY_BYTES, SealBrokenError, new_key, seal, unseal

KEY = b"k" * KEY_BYTES
SEALED = seal(KEY, b"what was said", bound_to="here")


@given(st.binary(), st.text())
def test_sealed_value_opens_in_its_place(content: bytes, place: str) -> None:
    assert unseal(KEY, seal(KEY, content, bound_to=place), bound_to=place) == content


def test_sealing_the_same_twice_gives_two_values() -> None:
    assert seal(KEY, b"same", bound_to="here") != seal(KEY, b"same", bound_to="here")


def test_new_keys_differ_and_have_256_bits() -> None:
    assert len({new_key() for _ in range(20)}) == 20
    assert {len(new_key()) for _ in range(20)} == {32}


@pytest.mark.parametrize(
    ("key", "sealed", "place"),
    [
        (b"o" * KEY_BYTES, SEALED, "here"),
        (KEY, SEALED, "there"),
        (KEY, SEALED, ""),
        (KEY, b"\x02" + SEALED[1:], "here"),
        (KEY, SEALED[:-1], "here"),
        (KEY, SEALED + b"\x00", "here"),
        (KEY, SEALED[:20], "here"),
        (KEY, b"", "here"),
        (b"short", SEALED, "here"),
    ],
    ids=[
        *("another key", "another place", "no place", "another form", "cut off", "longer"),
        *("far too short", "nothing", "a key that is none"),
    ],
)
def test_what_does_not_fit_does_not_open(key: bytes, sealed: bytes, place: str) -> None:
    with pytest.raises(SealBrokenError):
        unseal(key, sealed, bound_to=place)


@pytest.mark.parametrize("at", range(len(SEALED)))
def test_one_bit_changed_anywhere_is_noticed(at: int) -> None:
    changed = bytearray(SEALED)
    changed[at] ^= 1
    with pytest.raises(SealBrokenError):
        unseal(KEY, bytes(changed), bound_to="here")
