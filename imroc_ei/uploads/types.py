"""What a file is, told by its content. A name and a declared type are only claims."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import filetype
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEAD_BYTES = 4096
TAIL_BYTES = 2048
MEGABYTE = 1024 * 1024
MOST_MEMBERS = 5_000
LARGEST_UNPACKED = 150 * MEGABYTE
LARGEST_RATIO = 100
RATIO_MATTERS_FROM = 10 * MEGABYTE
LARGEST_CONTENT_LIST = MEGABYTE

MARKUP = re.compile(rb"<\s*(!doctype|html|svg|script|iframe|body|\?xml|\?php)", re.IGNORECASE)
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


class RefusedError(Exception):
    """Why a file is not taken, as a phrase that ends the sentence “This file is …”."""


@dataclass(frozen=True)
class FileType:
    """A kind of file we take: its name in words, its endings, and how it is recognised."""

    label: str | Promise
    content_type: str
    endings: tuple[str, ...]
    looks_right: Callable[[bytes, bytes], bool]
    is_image: bool = False


def _starts(*beginnings: bytes) -> Callable[[bytes, bytes], bool]:
    return lambda head, tail: head.startswith(beginnings)


def _kind(*mime: str) -> Callable[[bytes, bytes], bool]:
    return lambda head, tail: filetype.guess_mime(head) in mime


def _is_pdf(head: bytes, tail: bytes) -> bool:
    return head.startswith(b"%PDF-") and b"%%EOF" in tail


def _is_wav(head: bytes, tail: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WAVE"


SIMPLE = (
    FileType(_("a PDF"), "application/pdf", ("pdf",), _is_pdf),
    FileType(_("a PNG picture"), "image/png", ("png",), _kind("image/png"), True),
    FileType(_("a JPEG picture"), "image/jpeg", ("jpg", "jpeg"), _kind("image/jpeg"), True),
    FileType(_("a WebP picture"), "image/webp", ("webp",), _kind("image/webp"), True),
    FileType(_("a GIF picture"), "image/gif", ("gif",), _kind("image/gif"), True),
    FileType(_("an MP3 recording"), "audio/mpeg", ("mp3",), _kind("audio/mpeg")),
    FileType(_("an M4A recording"), "audio/mp4", ("m4a",), _kind("audio/mp4", "audio/m4a")),
    FileType(_("a WAV recording"), "audio/wav", ("wav",), _is_wav),
    FileType(_("an OGG recording"), "audio/ogg", ("ogg", "oga", "opus"), _starts(b"OggS\x00")),
    FileType(_("an MP4 film"), "video/mp4", ("mp4",), _kind("video/mp4")),
)
TEXT = FileType(_("plain text"), "text/plain", ("txt",), lambda head, tail: True)
CSV = FileType(_("a CSV table"), "text/csv", ("csv",), lambda head, tail: True)


def _office(label: str | Promise, ending: str, what: str) -> FileType:
    return FileType(label, OFFICE + what, (ending,), lambda head, tail: False)


def _open_document(label: str | Promise, ending: str, what: str) -> FileType:
    return FileType(label, OPEN_DOCUMENT + what, (ending,), lambda head, tail: False)


# By the main content type that the package declares inside.
OFFICE_TYPES = {
    f"{OFFICE}wordprocessingml.document.main+xml": _office(
        _("a Word document"), "docx", "wordprocessingml.document"
    ),
    f"{OFFICE}spreadsheetml.sheet.main+xml": _office(
        _("an Excel workbook"), "xlsx", "spreadsheetml.sheet"
    ),
    f"{OFFICE}presentationml.presentation.main+xml": _office(
        _("a PowerPoint presentation"), "pptx", "presentationml.presentation"
    ),
}
OPEN_DOCUMENT_TYPES = {
    kind.content_type: kind
    for kind in (
        _open_document(_("an OpenDocument text"), "odt", "text"),
        _open_document(_("an OpenDocument spreadsheet"), "ods", "spreadsheet"),
    )
}
TYPES = (*SIMPLE, TEXT, CSV, *OFFICE_TYPES.values(), *OPEN_DOCUMENT_TYPES.values())
ENDINGS = {ending for kind in TYPES for ending in kind.endings}


def recognise(file: BinaryIO, *, size: int, ending: str) -> FileType:
    """Return what the file is. Raise RefusedError for what we do not take, or cannot tell."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(max(0, size - TAIL_BYTES))
    tail = file.read(TAIL_BYTES)
    if head.startswith(b"PK"):
        return _package(file)
    if zipfile.is_zipfile(file):
        raise RefusedError(_("two kinds of file in one"))
    found = next((kind for kind in SIMPLE if kind.looks_right(head, tail)), None)
    if found is None:
        return _text(file, ending=ending)
    if not found.is_image and (MARKUP.search(head) or b"%PDF-" in head[1:]):
        raise RefusedError(_("two kinds of file in one"))
    return found


def _text(file: BinaryIO, *, ending: str) -> FileType:
    file.seek(0)
    content = file.read()
    known = filetype.guess(content[:HEAD_BYTES])
    if known is not None:
        raise RefusedError(_("of the kind .%(kind)s") % {"kind": known.extension})
    if MARKUP.search(content[:HEAD_BYTES]):
        raise RefusedError(_("a web page or a drawing with code in it"))
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", content):
        raise RefusedError(_("of a kind we do not know"))
    return CSV if ending == "csv" else TEXT


def _package(file: BinaryIO) -> FileType:
    """Look inside a zipped document without unpacking it."""
    try:
        with zipfile.ZipFile(file) as package:
            _check_members(package)
            return _document_in(package)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as broken:
        raise RefusedError(_("damaged, or not what its name says")) from broken


def _check_members(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    names = [member.filename for member in members]
    if (
        len(members) > MOST_MEMBERS
        or unpacked > LARGEST_UNPACKED
        or (unpacked > RATIO_MATTERS_FROM and unpacked / packed > LARGEST_RATIO)
    ):
        raise RefusedError(_("far larger inside than it looks"))
    if len(set(names)) != len(names) or any(_is_a_trick(name) for name in names):
        raise RefusedError(_("made in a way that could do harm"))
    if any(member.flag_bits & 1 for member in members):
        raise RefusedError(_("locked with a password"))
    if package.comment or min((member.header_offset for member in members), default=1):
        raise RefusedError(_("two kinds of file in one"))


def _is_a_trick(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name


def _document_in(package: zipfile.ZipFile) -> FileType:
    names = {name.casefold() for name in package.namelist()}
    if any(_holds_code(name) for name in names):
        raise RefusedError(_("a document with macros in it"))
    if "[content_types].xml" in names:
        declared = _read(package, "[Content_Types].xml")
        if "macroenabled" in declared.casefold():
            raise RefusedError(_("a document with macros in it"))
        for main, kind in OFFICE_TYPES.items():
            if f'"{main}"' in declared:
                return kind
    if package.namelist()[:1] == ["mimetype"]:
        kind_inside = OPEN_DOCUMENT_TYPES.get(_read(package, "mimetype").strip())
        if kind_inside:
            return kind_inside
    raise RefusedError(_("a packed file of another kind"))


def _holds_code(name: str) -> bool:
    return (
        name.endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs", ".bat", ".jar", ".scr"))
        or name.startswith(("basic/", "scripts/"))
        or "/activex/" in name
    )


def _read(package: zipfile.ZipFile, name: str) -> str:
    with package.open(name) as member:
        return member.read(LARGEST_CONTENT_LIST).decode("utf-8", errors="replace")
