"""A case's key, wrapped twice: by the organisation's key, and by the code the person holds.

Each copy is bound to its case and to the version of what wraps it, so that a copy moved to
another case, or said to be of another version, does not open.
"""

from __future__ import annotations

from django.conf import settings

from feedback.vault import marks
from imroc_ei.sealing.values import seal, unseal


def wrap(case_key: bytes, *, case: str) -> tuple[bytes, int]:
    """Return the organisation's copy of a case's key, and the version of the key that wraps it."""
    version = settings.FEEDBACK_KEYS.newest
    marks.hold(marks.KEY, version)
    key = settings.FEEDBACK_KEYS[version]
    return seal(key, case_key, bound_to=_place(case, f"key {version}")), version


def unwrap(wrapped: bytes, *, case: str, version: int) -> bytes:
    """Return the case's key. Raise KeyMaterialError or SealBrokenError where it does not open."""
    if version not in settings.FEEDBACK_KEYS:
        marks.compare(marks.KEY, version)
    return unseal(settings.FEEDBACK_KEYS[version], wrapped, bound_to=_place(case, f"key {version}"))


def wrap_with(wrapping_key: bytes, case_key: bytes, *, case: str, pepper: int) -> bytes:
    """Return the person's own copy of the case's key, under what their code became."""
    return seal(wrapping_key, case_key, bound_to=_place(case, f"code {pepper}"))


def unwrap_with(wrapping_key: bytes, wrapped: bytes, *, case: str, pepper: int) -> bytes:
    return unseal(wrapping_key, wrapped, bound_to=_place(case, f"code {pepper}"))


def _place(case: str, by: str) -> str:
    return f"feedback.Case:{case}:key:{by}"
