"""Files of a case: sealed where they lie, part by part, under a name that says nothing.

The case's key and the file's own place open them. Their name, type and size are sealed in the
row. The storage's own date of a file is set back to midnight where it can be: nothing says at
what time somebody sent something.
"""

from __future__ import annotations

import logging
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, time
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from feedback.models import Case, CaseEntry, CaseFile
from feedback.vault import sealed
from imroc_ei.sealing.streams import seal_stream, unseal_stream
from imroc_ei.sealing.values import SealBrokenError
from imroc_ei.uploads.files import CheckedFile

log = logging.getLogger(__name__)

FOLDER = "feedback"
# What we draw anew, or what has no room for details of who made it, where and when.
NOTHING_HIDDEN = ("image/", "text/plain", "text/csv")


@dataclass(frozen=True, kw_only=True)
class About:
    """What a file was called, and is. `hides_details` says that it may tell who made it."""

    name: str
    content_type: str
    size: int
    hides_details: bool


def keep(*, case: Case, entry: CaseEntry, file: CheckedFile, key: bytes) -> CaseFile:
    """Seal a checked file and store it with its row. It never lies on the disk in the clear."""
    kept = CaseFile(case=case, entry=entry, stored_as=f"{FOLDER}/{secrets.token_hex(16)}")
    with tempfile.TemporaryFile() as sealed_copy:
        for part in seal_stream(key, file.content.chunks(), bound_to=_place(kept)):
            sealed_copy.write(part)
        sealed_copy.seek(0)
        stored = default_storage.save(kept.stored_as, File(sealed_copy))
    if stored != kept.stored_as:
        default_storage.delete(stored)
        raise FileExistsError(kept.stored_as)
    _forget_the_time(stored)
    sealed.put(kept, "about_sealed", asdict(_about(file)), key=key)
    kept.save()
    return kept


def about(kept: CaseFile, *, key: bytes) -> About:
    return About(**sealed.read(kept, "about_sealed", key=key))


def hand_out(kept: CaseFile, *, key: bytes) -> StreamingHttpResponse:
    """Hand a file out as an attachment, opened while it is sent.

    It is read through once before, so that nobody gets half of a file that does not open. Raise
    SealBrokenError, or FileNotFoundError.
    """
    described = about(kept, key=key)
    try:
        for _part in opened(kept, key):
            pass
    except (SealBrokenError, FileNotFoundError) as problem:
        log.error("File %s does not open: %s", kept.public_id, type(problem).__name__)
        raise
    response = StreamingHttpResponse(opened(kept, key), content_type=described.content_type)
    disposition = content_disposition_header(as_attachment=True, filename=described.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Length"] = str(described.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def opened(kept: CaseFile, key: bytes) -> Iterator[bytes]:
    with default_storage.open(kept.stored_as, "rb") as file:
        yield from unseal_stream(key, file, bound_to=_place(kept))


def _about(file: CheckedFile) -> About:
    return About(
        name=file.name,
        content_type=file.content_type,
        size=file.content.size,
        hides_details=not file.content_type.startswith(NOTHING_HIDDEN),
    )


def _place(kept: CaseFile) -> str:
    return f"{kept._meta.label}:content:{kept.public_id}:{kept.case.public_id}"


def _forget_the_time(name: str) -> None:
    try:
        path = default_storage.path(name)
    except NotImplementedError:
        return
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time())).timestamp()
    for dated in (path, Path(path).parent):
        os.utime(dated, (midnight, midnight))
