"""What is taken, what is refused and in which words, and how much of anything is kept."""

import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image
from PIL.ExifTags import IFD, Base

from imroc_ei.uploads.files import LARGEST_FILE, BoundedUploadHandler, checked, clean_name
from imroc_ei.uploads.types import OFFICE

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 50
WAV = b"RIFF" + struct.pack("<I", 100) + b"WAVEfmt " + b"\x00" * 100
OGG = b"OggS\x00" + b"\x00" * 60
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42" + b"\x00" * 60
M4A = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42" + b"\x00" * 60
EXE = b"MZ" + b"\x00" * 200
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def picture(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, format=kind)
    return out.getvalue()


def package(members: dict[str, bytes], *, stored: bool = False) -> bytes:
    out = BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", how) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def office(main: str, **more: bytes) -> bytes:
    types = f'<Types><Override ContentType="{OFFICE}{main}"/></Types>'.encode()
    return package({"[Content_Types].xml": types, "body.xml": b"<x/>", **more})


DOCX = office("wordprocessingml.document.main+xml")
XLSX = office("spreadsheetml.sheet.main+xml")
PPTX = office("presentationml.presentation.main+xml")


def open_document(what: str, **more: bytes) -> bytes:
    kind = f"application/vnd.oasis.opendocument.{what}".encode()
    return package({"mimetype": kind, "content.xml": b"<x/>", **more}, stored=True)


ODT, ODS = open_document("text"), open_document("spreadsheet")


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PNG", picture("PNG"), "image/png"),
        ("a.jpg", picture("JPEG"), "image/jpeg"),
        ("a.jpeg", picture("JPEG"), "image/jpeg"),
        ("a.webp", picture("WEBP"), "image/webp"),
        ("a.gif", picture("GIF"), "image/gif"),
        ("a.txt", "Café, ours".encode(), "text/plain"),
        ("a.txt", "Café".encode("cp1252"), "text/plain"),
        ("a.csv", b"a,b\n1,2\n", "text/csv"),
        ("a.mp3", MP3, "audio/mpeg"),
        ("a.wav", WAV, "audio/wav"),
        ("a.ogg", OGG, "audio/ogg"),
        ("a.mp4", MP4, "video/mp4"),
        ("a.m4a", M4A, "audio/mp4"),
        ("a.docx", DOCX, f"{OFFICE}wordprocessingml.document"),
        ("a.xlsx", XLSX, f"{OFFICE}spreadsheetml.sheet"),
        ("a.pptx", PPTX, f"{OFFICE}presentationml.presentation"),
        ("a.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("a.ods", ODS, "application/vnd.oasis.opendocument.spreadsheet"),
    ],
)
def test_file_of_a_kind_we_take_is_taken(name: str, content: bytes, content_type: str) -> None:
    file = checked(SimpleUploadedFile(name, content, content_type="text/html"))
    assert (file.name, file.content_type) == (name, content_type)
    assert file.stored_name.partition(".")[0] not in name


def test_workbook_made_by_a_spreadsheet_is_taken() -> None:
    out = BytesIO()
    Workbook().save(out)
    assert checked(SimpleUploadedFile("b.xlsx", out.getvalue())).name == "b.xlsx"


REFUSED = {
    "empty": ("a.txt", b"", "is empty"),
    "a program": ("a.exe", EXE, "of the kind .exe"),
    "a program called a PDF": ("a.pdf", EXE, "of the kind .exe"),
    "a picture called a PDF": ("a.pdf", picture("PNG"), "a PNG picture, and its name does not"),
    "a PDF called a picture": ("a.png", PDF, "a PDF, and its name does not end in .pdf"),
    "a page": ("a.html", HTML, "a web page or a drawing with code"),
    "a page called text": ("a.txt", HTML, "a web page or a drawing with code"),
    "a page called a picture": ("a.png", HTML, "a web page or a drawing with code"),
    "a drawing": ("a.svg", SVG, "a web page or a drawing with code"),
    "a drawing called a picture": ("a.png", SVG, "a web page or a drawing with code"),
    "text without an ending": ("notes", b"words", "its name does not end in .txt"),
    "text of another ending": ("a.py", b"words", "named .py"),
    "two endings": ("a.pdf.exe", PDF, "named .exe"),
    "noise": ("a.txt", bytes(range(256)), "of a kind we do not know"),
    "a PDF that is a page as well": ("a.pdf", PDF.replace(b"1 0", HTML), "two kinds of file"),
    "a PDF that is packed as well": ("a.pdf", PDF + DOCX + b"%%EOF", "two kinds of file"),
    "a PDF without an end": ("a.pdf", b"%PDF-1.7 and no more", "of the kind .pdf"),
    "a recording that is a page": ("a.wav", WAV[:12] + HTML, "two kinds of file"),
    "a packed folder": ("a.zip", package({"a.txt": b"x"}), "a packed file of another kind"),
    "a packed folder called a document": (
        "a.docx",
        package({"a.txt": b"x"}),
        "a packed file of another kind",
    ),
    "a document called a table": ("a.xlsx", DOCX, "a Word document, and its name"),
    "macros": (
        "a.docx",
        office("wordprocessingml.document.main+xml", **{"word/vbaProject.bin": b"x"}),
        "with macros",
    ),
    "macros declared": (
        "a.docx",
        package(
            {
                "[Content_Types].xml": b"<Types application/vnd.ms-word.document.macroEnabled/>",
            }
        ),
        "with macros",
    ),
    "macros in an open document": (
        "a.odt",
        open_document("text", **{"Basic/Standard/Module1.xml": b"x"}),
        "with macros",
    ),
    "a way out of the folder": (
        "a.docx",
        office("wordprocessingml.document.main+xml", **{"../../etc/passwd": b"x"}),
        "made in a way that could do harm",
    ),
    "a bomb": (
        "a.docx",
        office("wordprocessingml.document.main+xml", **{"big.xml": b"0" * 30_000_000}),
        "far larger inside than it looks",
    ),
    "too many members": (
        "a.docx",
        office("wordprocessingml.document.main+xml", **{f"{n}": b"" for n in range(5001)}),
        "far larger inside than it looks",
    ),
    "something in front of a package": ("a.docx", b"PK" + DOCX, "two kinds of file"),
    "something behind a package": ("a.docx", DOCX[:-2] + b"\x05\x00<html", "two kinds of file"),
    "half a package": ("a.docx", DOCX[: len(DOCX) // 2], "damaged"),
    "half a picture": ("a.png", picture("PNG")[:40], "a damaged picture"),
}


@pytest.mark.parametrize(("name", "content", "said"), REFUSED.values(), ids=REFUSED)
def test_file_we_do_not_take_is_refused_in_words(name: str, content: bytes, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        checked(SimpleUploadedFile(name, content, content_type="application/pdf"))
    message = refused.value.messages[0]
    assert said in message
    assert message.startswith("This file is ")


def test_picture_with_too_many_dots_is_refused() -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, format="PNG")
    with pytest.raises(ValidationError, match="more than 50 million dots"):
        checked(SimpleUploadedFile("a.png", out.getvalue()))


def test_picture_keeps_nothing_but_its_dots() -> None:
    exif = Image.Exif()
    exif[Base.Make] = "A camera"
    exif.get_ifd(IFD.GPSInfo)[1] = "N"
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, format="JPEG", exif=exif, comment=b"at home")
    tail = b"<script>alert(1)</script>"
    file = checked(SimpleUploadedFile("a.jpg", out.getvalue() + tail))
    kept = file.content.read()
    assert Image.open(BytesIO(kept)).getexif() == {}
    assert [part in kept for part in (b"A camera", b"at home", tail)] == [False] * 3


def test_moving_picture_still_moves() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    out = BytesIO()
    frames[0].save(out, format="GIF", save_all=True, append_images=frames[1:], comment=b"home")
    kept = checked(SimpleUploadedFile("a.gif", out.getvalue())).content.read()
    assert getattr(Image.open(BytesIO(kept)), "n_frames", 1) == 3
    assert b"home" not in kept


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\notes.txt", "notes.txt"),
        ("na\x00me\u202egnp.txt", "namegnp.txt"),
        ('a"b;c<d>.txt', "a_b_c_d_.txt"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("naïve café.txt", "naïve café.txt"),
    ],
)
def test_name_is_cleaned(name: str, expected: str) -> None:
    assert clean_name(name) == expected


def chunks(total: int, size: int = 64 * 1024) -> Iterator[tuple[bytes, int]]:
    block = b"x" * size
    for start in range(0, total, size):
        yield block, start


def test_two_hundred_megabytes_are_counted_and_not_kept() -> None:
    handler = BoundedUploadHandler()
    handler.new_file("file", "big.txt", "text/plain", None, None, None)
    most = 0
    for block, start in chunks(200 * 1024 * 1024):
        handler.receive_data_chunk(block, start)
        most = max(most, handler.file.tell())
    file = handler.file_complete(200 * 1024 * 1024)
    assert most <= LARGEST_FILE
    assert file.read() == b""
    with pytest.raises(ValidationError, match=r"This file has 200 MB\."):
        checked(file)
    file.close()


def test_many_files_together_are_bounded() -> None:
    handler = BoundedUploadHandler()
    sizes = []
    for _ in range(6):
        handler.new_file("file", "big.txt", "text/plain", None, None, None)
        for block, start in chunks(15 * 1024 * 1024):
            handler.receive_data_chunk(block, start)
        file = handler.file_complete(15 * 1024 * 1024)
        sizes.append(len(file.read()))
        file.close()
    assert sum(sizes) == 60 * 1024 * 1024
