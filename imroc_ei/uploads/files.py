"""Files from people: taken by what they are, bounded in size, handed out as attachments only."""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import FileResponse, HttpRequest
from django.utils.text import get_valid_filename
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.uploads.images import redrawn
from imroc_ei.uploads.spool import private_spool
from imroc_ei.uploads.types import ENDINGS, MEGABYTE, RefusedError, recognise

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile

LARGEST_FILE = 20 * MEGABYTE
# What one request may leave on disk while it is looked at.
LARGEST_KEPT = 3 * LARGEST_FILE
# Up to here a request is read to its end, so that what was typed beside the file is kept.
LARGEST_READ = 500 * MEGABYTE
LONGEST_NAME = 120

WE_TAKE = _(
    "We take PDF, pictures (PNG, JPEG, WebP, GIF), plain text, CSV, Word, Excel, PowerPoint "
    "and OpenDocument files, recordings (MP3, M4A, WAV, OGG) and films (MP4), up to 20 MB."
)


class BoundedUploadHandler(FileUploadHandler):
    """Keeps a file up to the limit and counts the rest without keeping it.

    What it keeps lies in a private file: no upload is on the disk for others to read.
    What was too large still arrives in `request.FILES`, empty but with its true size, so that
    the form can say so; and the rest of the form arrives too, so that nothing typed is lost.
    """

    file: IO[bytes]

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.kept = 0
        self.dropped = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if is_too_much(self.request):
            raise StopUpload(connection_reset=True)
        # The request closes it, however the reading of it ends.
        self.file = private_spool()
        self.dropped = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.dropped:
            return
        more = len(raw_data)
        if start + more > LARGEST_FILE or self.kept + more > LARGEST_KEPT:
            self.dropped = True
            self.kept -= self.file.tell()
            self.file.seek(0)
            self.file.truncate()
        else:
            self.file.write(raw_data)
            self.kept += more

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        size = max(file_size, LARGEST_FILE + 1) if self.dropped else file_size
        self.file.seek(0)
        return UploadedFile(
            file=self.file,
            name=self.file_name,
            content_type=self.content_type,
            size=size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def is_too_much(request: HttpRequest | None) -> bool:
    """Whether the request as a whole is so large that nobody reads it to its end."""
    if request is None:
        return False
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) > LARGEST_READ


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: its content, a name nobody can guess, and its name for people."""

    content: File[bytes]
    stored_name: str
    name: str
    content_type: str


def clean_name(name: str) -> str:
    """Return the last part of a file's name without what could mislead; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    path = PurePath(re.sub(r'[<>:"|?*;%]+', "_", shown).strip(". ") or "file")
    ending = path.suffix[:12]
    return (path.name.removesuffix(path.suffix)[: LONGEST_NAME - len(ending)] or "file") + ending


def checked(file: UploadedFile[bytes]) -> CheckedFile:
    """Return the file as it may be kept. Raise ValidationError in plain words."""
    size = file.size or 0
    name = clean_name(file.name or "")
    ending = PurePath(name).suffix[1:].casefold()
    if size > LARGEST_FILE:
        raise ValidationError(
            gettext("This file has %(size)s MB. Choose one of up to 20 MB, or add a link to it.")
            % {"size": max(21, round(size / MEGABYTE))},
            code="size",
        )
    if size == 0:
        raise ValidationError(gettext("This file is empty. Choose another one."), code="empty")
    try:
        return _recognised(file, size=size, name=name, ending=ending)
    except RefusedError as refused:
        words = {"what": refused.args[0], "we_take": WE_TAKE}
        raise ValidationError(
            gettext("This file is %(what)s. %(we_take)s") % words, code="kind"
        ) from refused


def _recognised(file: UploadedFile[bytes], *, size: int, name: str, ending: str) -> CheckedFile:
    source: Any = file.file
    kind = recognise(source, size=size, ending=ending)
    if ending not in kind.endings:
        if ending in ENDINGS or not ending:
            words = {"what": kind.label, "ending": kind.endings[0]}
            raise RefusedError(
                gettext("%(what)s, and its name does not end in .%(ending)s as it should") % words
            )
        raise RefusedError(gettext("named .%(ending)s") % {"ending": ending})
    content: File[bytes] = file
    if kind.is_image:
        content = ContentFile(redrawn(source, kind.content_type))
    file.seek(0)
    stored = get_valid_filename(f"{secrets.token_hex(16)}.{kind.endings[0]}")
    return CheckedFile(content, stored, name, kind.content_type)


class CheckedFileField(forms.FileField):
    """A file input whose value is a CheckedFile."""

    default_error_messages = {"empty": _("This file is empty. Choose another one.")}

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        file: UploadedFile[bytes] | None = super().clean(data, initial)
        return checked(file) if file else None

    def to_python(self, data: Any) -> Any:
        if data and (data.size or 0) > LARGEST_FILE:
            return data
        return super().to_python(data)


def serve_as_attachment(file: FieldFile, *, name: str, content_type: str) -> FileResponse:
    """Hand a file out so that a browser saves it and never runs it. Raise FileNotFoundError."""
    response = FileResponse(
        file.open("rb"), as_attachment=True, filename=name, content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
