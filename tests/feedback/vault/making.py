"""Whole cases for the tests of the vault: with a key, words, and a code that opens them."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile

from feedback.enums import EntryKind, State
from feedback.models import Case, CaseEntry, CaseFile
from feedback.vault import codes, files, keys, sealed
from feedback.vault.destroying import models_of_cases, sealed_fields
from imroc_ei.sealing.keys import KeyRing
from imroc_ei.sealing.values import new_key
from imroc_ei.uploads.files import CheckedFile
from tests.factories import UserFactory
from tests.factories.feedback import (
    CaseAccessFactory,
    CaseFactory,
    CaseMoveFactory,
    CaseViewFactory,
    ConflictFactory,
)

CODE = "1234567890123450"
FIRST, SECOND, THIRD = (bytes(range(start, start + 32)) for start in (0, 64, 128))
LAST_ACT = date(2026, 1, 31)
A_YEAR_ON, FIVE_YEARS_ON, TEN_YEARS_ON = date(2027, 1, 31), date(2031, 1, 31), date(2036, 1, 31)
DAY = timedelta(days=1)
ONE_KEY = KeyRing({1: FIRST})
TWO_KEYS = KeyRing({1: FIRST, 2: SECOND})
WRONG_KEY = KeyRing({1: THIRD})


def sealed_case(*, words: Any = "What was said", code: str = "", **fields: Any) -> Case:
    """Return a case with its key, its first entry, and where a `code` is given a copy for it."""
    case = CaseFactory.build(**fields)
    key = new_key()
    case.key_wrapped, case.key_version = keys.wrap(key, case=case.public_id)
    if code:
        sealed.give_copy(case, codes.derive(code), key=key)
    case.save()
    add_entry(case, words)
    return case


def add_entry(case: Case, words: Any, kind: EntryKind = EntryKind.SAID) -> CaseEntry:
    entry = CaseEntry(case=case, kind=kind)
    sealed.put(entry, "words_sealed", words, key=sealed.key_of(case))
    entry.save()
    return entry


def checked_file(
    content: bytes, *, name: str = "told.pdf", content_type: str = "application/pdf"
) -> CheckedFile:
    return CheckedFile(ContentFile(content), f"x/{name}", name, content_type)


def add_file(case: Case, content: bytes, **about: str) -> CaseFile:
    entry = case.entries.get()
    file = checked_file(content, **about)
    return files.keep(case=case, entry=entry, file=file, key=sealed.key_of(case))


def content_of(response: Any) -> bytes:
    out = BytesIO()
    for part in response.streaming_content:
        out.write(part)
    response.close()
    return out.getvalue()


def old_case(**fields: Any) -> Case:
    """A case that ended, and in which nobody has done anything since."""
    days = {"received_on": LAST_ACT, "last_act_on": LAST_ACT, "closed_on": LAST_ACT}
    return sealed_case(**{"state": State.CLOSED, "code": CODE, **days, **fields})


def full_case() -> Case:
    """An old case with something in every place that can hold something."""
    case = old_case(theme="Stairs", handler=UserFactory(roles=["handler"]))
    key = sealed.key_of(case)
    sealed.put(case, "name_sealed", {"name": "A name"}, key=key)
    sealed.put(case, "reach_sealed", {"reach": "a@example.org"}, key=key)
    case.save()
    add_file(case, b"%PDF-1.7 content")
    add_entry(case, "A thought", EntryKind.THOUGHT)
    for row in (ConflictFactory(case=case), CaseMoveFactory(case=case, by=case.handler)):
        sealed.put(row, "why_sealed", "A reason", key=key)
        row.save()
    CaseAccessFactory(case=case, person=case.handler)
    CaseViewFactory(case=case, person=case.handler)
    return case


def still_sealed() -> dict[str, int]:
    """Return the sealed fields that still hold something, over all rows of cases."""
    found = {
        f"{model._meta.object_name}.{name}": model._base_manager.exclude(**{name: None}).count()
        for model in models_of_cases()
        for name in sealed_fields(model)
    }
    return {name: count for name, count in found.items() if count}
