"""Files that come with it: checked, drawn anew, sealed, and stored once."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import IFD, Base

from feedback.models import Case, CaseFile
from feedback.vault import files as vault_files
from feedback.vault.sealed import key_of
from imroc_ei.uploads.files import LARGEST_FILE
from tests.feedback.journey.browsing import People
from tests.feedback.journey.test_views import tell
from tests.uploads.test_files import DOCX, EXE, PDF

pytestmark = pytest.mark.django_db

PLACE = (51.0, 30.0, 26.0)


def photo() -> bytes:
    """Return a photo that says where and with what it was taken."""
    picture = Image.new("RGB", (16, 16), "teal")
    exif = picture.getexif()
    exif[Base.Make] = "A camera of mine"
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: PLACE, 3: "W", 4: (0.0, 7.0, 39.0)})
    out = BytesIO()
    picture.save(out, format="JPEG", exif=exif, comment=b"taken at home")
    return out.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored(file: CaseFile) -> bytes:
    return b"".join(vault_files.hand_out(file, key=key_of(file.case)))


def kept_on_disk() -> list[Path]:
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def test_photo_of_an_unnamed_complaint_loses_the_place(people: People) -> None:
    original = photo()
    assert Image.open(BytesIO(original)).getexif().get_ifd(IFD.GPSInfo)[2] == PLACE
    browser = tell(kind="complaint", named="no", what_happened="See the photo.")
    browser.press(files=[upload("garden.jpg", original)])
    file = CaseFile.objects.get()
    content = stored(file)
    with Image.open(BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (16, 16))
        assert dict(picture.getexif()) == {}
        assert dict(picture.getexif().get_ifd(IFD.GPSInfo)) == {}
    for hidden in (b"A camera of mine", b"taken at home", b"Exif"):
        assert hidden in original
        assert hidden not in content
    assert file.case.name_sealed is None


def test_files_lie_sealed(people: People) -> None:
    tell(what_happened="See it.").press(files=[upload("letter.pdf", PDF)])
    [path] = kept_on_disk()
    assert b"%PDF" not in path.read_bytes()
    assert stored(CaseFile.objects.get()) == PDF


def test_files_that_may_hide_details_are_named_after_sending(people: People) -> None:
    browser = tell(what_happened="See them.")
    assert "can still say who made them" in browser.words
    files = [upload("a.jpg", photo()), upload("b.pdf", PDF), upload("c.docx", DOCX)]
    words = browser.press(files=files).words
    assert "Files that may still say who made them b.pdf c.docx What happens next" in words


def test_wrong_file_is_named_and_everything_typed_stays(people: People) -> None:
    browser = tell(what_happened="They shouted.", effect="I left.")
    browser.press(files=[upload("good.pdf", PDF), upload("bad.pdf", EXE), upload("empty.txt", b"")])
    assert browser.at == "/feedback/check/?again=1"
    assert [problem.partition(":")[0] for problem in browser.problems] == ["bad.pdf", "empty.txt"]
    assert browser.answers["How it affected you"] == "I left."
    assert (Case.objects.count(), kept_on_disk()) == (0, [])
    browser.press(files=[upload("good.pdf", PDF)])
    assert CaseFile.objects.count() == 1


def test_file_that_is_too_large_is_said_and_the_rest_of_the_form_stays(people: People) -> None:
    browser = tell(what_happened="They shouted.")
    browser.press(files=[upload("film.mp4", b"0" * (LARGEST_FILE + 1))])
    assert browser.problems == [
        "film.mp4: This file has 21 MB. Choose one of up to 20 MB, or add a link to it."
    ]
    assert browser.answers["What happened"] == "They shouted."


def test_request_that_nobody_reads_to_its_end_is_said_and_nothing_is_sent_without_its_files(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tell(what_happened="They shouted.")
    with monkeypatch.context() as small:
        small.setattr("imroc_ei.uploads.files.LARGEST_READ", 10)
        browser.press(files=[upload("film.mp4", b"0" * 100)])
    assert browser.problems == ["That was too much to send at once. Choose fewer or smaller files."]
    assert Case.objects.count() == 0


def test_too_many_files_are_not_taken(people: People) -> None:
    browser = tell(what_happened="They shouted.")
    browser.press(files=[upload(f"{number}.pdf", PDF) for number in range(11)])
    assert browser.problems == ["Choose at most 10 files at a time. With a code you can add more."]
    assert Case.objects.count() == 0


def test_same_files_sent_three_times_are_kept_once(people: People) -> None:
    browser = tell(what_happened="See it.")
    sent = browser.fields()
    for _time in range(3):
        answer = browser.client.post(
            "/feedback/check/", {**sent, "files": [upload("letter.pdf", PDF)]}
        )
        assert answer.status_code == 302
    assert (CaseFile.objects.count(), len(kept_on_disk())) == (1, 1)


def test_sending_again_after_a_broken_store_keeps_the_file_once(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tell(what_happened="See it.")
    sent = browser.fields()
    real, calls = vault_files.keep, []

    def breaks(**given: Any) -> CaseFile:
        calls.append(given)
        if len(calls) == 2:
            raise OSError("no room")
        return real(**given)

    monkeypatch.setattr(vault_files, "keep", breaks)
    files = [upload("a.pdf", PDF), upload("b.pdf", PDF)]
    with pytest.raises(OSError, match="no room"):
        browser.client.post("/feedback/check/", {**sent, "files": files})
    assert (Case.objects.count(), CaseFile.objects.count(), kept_on_disk()) == (1, 0, [])
    again = [upload("a.pdf", PDF), upload("b.pdf", PDF)]
    browser.press(files=again)
    assert browser.title == "We have it. Thank you for telling us"
    assert (Case.objects.count(), CaseFile.objects.count(), len(kept_on_disk())) == (1, 2, 2)
