"""Sealed fields: what a row holds under its case's key, and nowhere else.

A value is bound to its model, field, row, case and the form of sealing. `put` is called before
the row is saved: `public_id` is there from the start.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from feedback.models import Case, CaseEntry, CaseFile, CaseMove, Conflict
from feedback.vault import keys, marks
from feedback.vault.codes import Derived
from imroc_ei.sealing.values import seal, unseal

# A short answer must not be told by its length.
STEP_BYTES = 64
# What holds something sealed.
Holder = Case | CaseEntry | CaseFile | CaseMove | Conflict
CODE_FIELDS = ("code_look_up", "pepper_version", "reporter_key_wrapped")


class KeyGoneError(Exception):
    """The case's key has been destroyed, and with it what was said."""


class KeyLostError(KeyGoneError):
    """The organisation's key was lost and given up: only the person's code opens the case."""


def put(row: Holder, field: str, value: Any, *, key: bytes) -> None:
    """Seal `value` (anything JSON can say) into the field. The caller saves the row."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    content += b" " * (-len(content) % STEP_BYTES)
    setattr(row, field, seal(key, content, bound_to=_place(row, field)))


def read(row: Holder, field: str, *, key: bytes) -> Any:
    """Return what was put into the field; None where nothing was. Raise SealBrokenError."""
    sealed = getattr(row, field)
    if sealed is None:
        return None
    return json.loads(unseal(key, bytes(sealed), bound_to=_place(row, field)))


def opens_for_handlers(case: Case) -> bool:
    """Say whether the organisation's key opens the case: neither destroyed nor given up."""
    return case.key_wrapped is not None and case.key_version in settings.FEEDBACK_KEYS


def key_of(case: Case) -> bytes:
    """Return the case's key, through the organisation's. Raise KeyGoneError after retention,
    KeyLostError where the organisation's key was given up."""
    if case.key_wrapped is None or case.key_version is None:
        raise KeyGoneError
    if case.key_version not in settings.FEEDBACK_KEYS and marks.is_lost(
        marks.KEY, case.key_version
    ):
        raise KeyLostError
    return keys.unwrap(bytes(case.key_wrapped), case=case.public_id, version=case.key_version)


def key_by_code(case: Case, wrapping_key: bytes) -> bytes:
    """Return the case's key, through the person's code. Raise KeyGoneError after retention."""
    if case.reporter_key_wrapped is None or case.pepper_version is None:
        raise KeyGoneError
    wrapped = bytes(case.reporter_key_wrapped)
    return keys.unwrap_with(wrapping_key, wrapped, case=case.public_id, pepper=case.pepper_version)


def give_copy(case: Case, derived: Derived, *, key: bytes) -> None:
    """Give the case the copy of its key that a code opens. The caller saves CODE_FIELDS."""
    case.code_look_up, case.pepper_version = derived.look_up, derived.pepper
    case.reporter_key_wrapped = keys.wrap_with(
        derived.wrapping_key, key, case=case.public_id, pepper=derived.pepper
    )


def _place(row: Holder, field: str) -> str:
    case = row if isinstance(row, Case) else row.case
    return f"{row._meta.label}:{field}:{row.public_id}:{case.public_id}"
