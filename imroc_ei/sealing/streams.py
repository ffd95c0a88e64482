"""Seals what is too large to be held at once: a file, part by part, under a key of its own.

The file's key comes from the caller's key and a salt that stands in front. Each part has its
number in its nonce, and the last one says that it is the last: parts that were left out, moved
or cut off do not open (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from imroc_ei.sealing.values import KEY_BYTES, NONCE_BYTES, TAG_BYTES, SealBrokenError

FORM = b"\x81"
SALT_BYTES = 32
PART_BYTES = 64 * 1024


def seal_stream(key: bytes, content: Iterable[bytes], *, bound_to: str) -> Iterator[bytes]:
    """Yield the sealed content: the form, the salt, and one sealed part after the other."""
    salt = os.urandom(SALT_BYTES)
    yield FORM + salt
    cipher, place = _cipher(key, salt, bound_to), FORM + bound_to.encode()
    for number, part, last in _numbered(_parts(content)):
        yield cipher.encrypt(_nonce(number, last=last), part, place)


def unseal_stream(key: bytes, sealed: IO[bytes], *, bound_to: str) -> Iterator[bytes]:
    """Yield the content, each part only when it has proved whole. Raise SealBrokenError.

    A file that was cut off shows at its end: who must not hand out half of it reads it twice.
    """
    head = sealed.read(len(FORM) + SALT_BYTES)
    if len(head) < len(FORM) + SALT_BYTES or not head.startswith(FORM):
        raise SealBrokenError
    cipher, place = _cipher(key, head[len(FORM) :], bound_to), FORM + bound_to.encode()
    size = PART_BYTES + TAG_BYTES
    for number, part, last in _numbered(iter(lambda: sealed.read(size), b"")):
        try:
            yield cipher.decrypt(_nonce(number, last=last), part, place)
        except InvalidTag:
            raise SealBrokenError from None


def _cipher(key: bytes, salt: bytes, bound_to: str) -> AESGCM:
    info = b"file:" + bound_to.encode()
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(NONCE_BYTES - 1) + (b"\x01" if last else b"\x00")


def _parts(content: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the content in parts of the same size; the last may be shorter, or empty."""
    waiting = bytearray()
    for more in content:
        waiting += more
        while len(waiting) > PART_BYTES:
            yield bytes(waiting[:PART_BYTES])
            del waiting[:PART_BYTES]
    yield bytes(waiting)


def _numbered(parts: Iterator[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Yield each part with its number, and whether it is the last. None at all is an empty one."""
    number, part = 0, next(parts, b"")
    for following in parts:
        yield number, part, False
        number, part = number + 1, following
    yield number, part, True
