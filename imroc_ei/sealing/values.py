"""Seals bytes so that they open with their key and in their place only (AES-256-GCM).

`bound_to` names the place that a sealed value belongs to. It is no secret and is not stored; a
value that was moved to another place, or altered, does not open.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
# Stands in front of every sealed value, so that another way of sealing can follow one day.
FORM = b"\x01"
SHORTEST = len(FORM) + NONCE_BYTES + TAG_BYTES


class SealBrokenError(Exception):
    """The key is another one, the value was moved, or its bytes were altered."""


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def seal(key: bytes, content: bytes, *, bound_to: str) -> bytes:
    """Return the form, a nonce of its own, and the sealed content with its tag."""
    nonce = os.urandom(NONCE_BYTES)
    return FORM + nonce + AESGCM(key).encrypt(nonce, content, FORM + bound_to.encode())


def unseal(key: bytes, sealed: bytes, *, bound_to: str) -> bytes:
    """Return the content. Raise SealBrokenError where anything at all does not fit."""
    sealed = bytes(sealed)
    if len(sealed) < SHORTEST or not sealed.startswith(FORM) or len(key) != KEY_BYTES:
        raise SealBrokenError
    nonce, rest = sealed[len(FORM) :][:NONCE_BYTES], sealed[len(FORM) + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, rest, FORM + bound_to.encode())
    except InvalidTag:
        raise SealBrokenError from None
