"""Whole cases for the tests of the vault: with a key, words, and a code that opens them."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile

from feedback.enums import EntryKind
from feedback.models import Case, CaseEntry, CaseFile
from feedback.vault import codes, files, keys, sealed
from imroc_ei.key_material import KeyRing
from imroc_ei.sealing import new_key
from imroc_ei.uploads import CheckedFile
from tests.factories.feedback import CaseFactory

CODE = "1234567890123450"
FIRST, SECOND, THIRD = (bytes(range(start, start + 32)) for start in (0, 64, 128))
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
