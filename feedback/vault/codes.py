"""The code with which somebody comes back to what they told us, and what is made from it.

Nothing here stores or logs a code. The database holds a hash of one half of what Argon2id makes
from it, which finds the case; the other half opens the person's own copy of the case's key.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
import uuid
from dataclasses import dataclass, field

from argon2.low_level import Type, hash_secret_raw
from django.conf import settings
from django.utils.translation import gettext, ngettext

from feedback.vault import marks
from feedback.vault.turns import one_of

RANDOM_DIGITS = 15
DIGITS = RANDOM_DIGITS + 1
GROUP = 4
# A Latin square without a fixed point under exchange (Damm, 2004): the check digit made with it
# catches every single wrong digit and every two neighbours that changed places.
SQUARE = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
# What people write where they mean a figure: a code has no letters.
LOOK_ALIKE = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})

# Changing any of these makes every code that was given out useless.
PASSES = 3
HALF_BYTES = 32
SALT_BYTES = 16
AT_ONCE = 2


class CodeTypoError(ValueError):
    """What was typed cannot be a code; the text says why, to the person."""


@dataclass(frozen=True)
class Derived:
    """What a code becomes: how its case is found, and what opens the person's copy of its key."""

    look_up: bytes
    wrapping_key: bytes = field(repr=False)
    pepper: int


def new_code() -> str:
    digits = "".join(str(secrets.randbelow(10)) for _ in range(RANDOM_DIGITS))
    return digits + _left_over(digits)


def code_of(form_key: uuid.UUID, *, place: str) -> str:
    """Return the code that comes of one form of ours, the same however often that form is sent.

    The form's key is random and must be stored nowhere: with it and the pepper anybody could make
    the code again.
    """
    ring = settings.FEEDBACK_PEPPERS
    made = _keyed(ring[ring.newest], f"form:{place}:{form_key}".encode())
    digits = f"{int.from_bytes(made) % 10**RANDOM_DIGITS:0{RANDOM_DIGITS}}"
    return digits + _left_over(digits)


def grouped(code: str) -> str:
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def understood(typed: str) -> str:
    """Return the code that was typed, however it was set apart, in the digits of any script.

    Raises CodeTypoError in words for the person.
    """
    digits = "".join(_digit(sign) for sign in typed.translate(LOOK_ALIKE) if not _is_gap(sign))
    if not digits:
        raise CodeTypoError(gettext("Enter your code. It has 16 digits, in four groups of four."))
    if len(digits) != DIGITS:
        raise CodeTypoError(
            ngettext(
                "A code has 16 digits, and this has %(count)d. Check it against what you kept.",
                "A code has 16 digits, and this has %(count)d. Check it against what you kept.",
                len(digits),
            )
            % {"count": len(digits)}
        )
    if _left_over(digits) != "0":
        raise CodeTypoError(
            gettext("One of the digits is not right, or two have changed places. Check each group.")
        )
    return digits


def derive(code: str, *, pepper: int | None = None) -> Derived:
    """Return what `code` becomes under a version of the pepper: for a new code, the newest.

    It takes 64 MiB of memory, so at most two are made at once on the machine. Raises
    KeyMaterialError where the pepper is not the one that this database was filled with.
    """
    ring = settings.FEEDBACK_PEPPERS
    version = ring.newest if pepper is None else pepper
    if pepper is None:
        marks.hold(marks.PEPPER, version)
    else:
        marks.compare(marks.PEPPER, version)
    made = _stretched(_keyed(ring[version], b"code:" + code.encode()), ring[version])
    return Derived(hashlib.sha256(made[:HALF_BYTES]).digest(), made[HALF_BYTES:], version)


def peppers() -> list[int]:
    """Return the versions under which a code may have been given out, the newest first."""
    return sorted(settings.FEEDBACK_PEPPERS, reverse=True)


def _stretched(secret: bytes, pepper: bytes) -> bytes:
    # Finding a case by its code asks for the same result every time, so the salt is the pepper's.
    salt = _keyed(pepper, b"salt")[:SALT_BYTES]
    with one_of(AT_ONCE, folder=settings.VAR_DIR, name="code"):
        return hash_secret_raw(
            secret,
            salt,
            time_cost=PASSES,
            memory_cost=settings.CODE_MEMORY_KIB,
            parallelism=1,
            hash_len=2 * HALF_BYTES,
            type=Type.ID,
        )


def _keyed(pepper: bytes, content: bytes) -> bytes:
    return hmac.digest(pepper, content, "sha256")


def _left_over(digits: str) -> str:
    row = "0"
    for digit in digits:
        row = SQUARE[int(row)][int(digit)]
    return row


def _is_gap(sign: str) -> bool:
    return unicodedata.category(sign) in {"Zs", "Zl", "Zp", "Pd", "Pc", "Cc", "Cf"} or sign in ".·−"


def _digit(sign: str) -> str:
    value = unicodedata.digit(sign, None)
    if value is None:
        raise CodeTypoError(
            gettext("A code has digits only, and this has “%(sign)s” in it.") % {"sign": sign}
        )
    return str(value)
