"""Files are sealed part by part, and open only whole, in order and in their place."""

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imroc_ei.sealing.streams import FORM, PART_BYTES, SALT_BYTES, seal_stream, unseal_stream
from imroc_ei.sealing.values import TAG_BYTES, SealBrokenError

KEY = b"k" * 32
HEAD = len(FORM) + SALT_BYTES
SEALED_PART = PART_BYTES + TAG_BYTES
LONG = bytes(range(256)) * 1024


def sealed(content: bytes, *, place: str = "here", step: int = 1000) -> bytes:
    pieces = (content[at : at + step] for at in range(0, len(content), step))
    return b"".join(seal_stream(KEY, pieces, bound_to=place))


def opened(content: bytes, *, key: bytes = KEY, place: str = "here") -> bytes:
    return b"".join(unseal_stream(key, io.BytesIO(content), bound_to=place))


@pytest.mark.parametrize(
    "size", [0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES, 3 * PART_BYTES + 5]
)
def test_file_of_any_size_opens_again(size: int) -> None:
    content = LONG[:size]
    assert opened(sealed(content)) == content


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_pieces_of_any_size_make_one_file(pieces: list[bytes]) -> None:
    assert opened(b"".join(seal_stream(KEY, pieces, bound_to="here"))) == b"".join(pieces)


def test_sealed_file_shows_nothing_of_its_content() -> None:
    whole = sealed(b"what was said " * 20_000)
    assert b"what was said" not in whole
    assert whole != sealed(b"what was said " * 20_000)


WHOLE = sealed(LONG)
PARTS = [WHOLE[at : at + SEALED_PART] for at in range(HEAD, len(WHOLE), SEALED_PART)]
OTHER = sealed(LONG)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        WHOLE[:10],
        WHOLE[:HEAD],
        b"\x01" + WHOLE[1:],
        WHOLE[:-1],
        WHOLE + b"\x00",
        WHOLE[:HEAD] + b"".join(PARTS[:-1]),
        WHOLE[:HEAD] + b"".join(PARTS[1:]),
        WHOLE[:HEAD] + b"".join([PARTS[1], PARTS[0], *PARTS[2:]]),
        WHOLE + PARTS[-1],
        OTHER[:HEAD] + WHOLE[HEAD:],
        WHOLE[: HEAD + SEALED_PART] + OTHER[HEAD + SEALED_PART :],
    ],
    ids=[
        *("nothing", "less than a head", "a head alone", "another form", "cut off", "longer"),
        *("without its end", "without its beginning", "in another order", "its end twice"),
        *("another salt", "two files in one"),
    ],
)
def test_file_that_is_not_whole_does_not_open(broken: bytes) -> None:
    with pytest.raises(SealBrokenError):
        opened(broken)


def test_file_opens_with_its_key_and_in_its_place_only() -> None:
    with pytest.raises(SealBrokenError):
        opened(WHOLE, key=b"o" * 32)
    with pytest.raises(SealBrokenError):
        opened(WHOLE, place="there")


def test_sealing_holds_little_at_once() -> None:
    """What comes in goes out before the next: a file of any size takes the memory of a part."""
    taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield bytes(PART_BYTES)

    ahead = [taken - given for given, _ in enumerate(seal_stream(KEY, pieces(), bound_to="here"))]
    assert max(ahead) <= 3
