"""Files of a case: sealed where they lie, handed out whole or not at all."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from feedback.models import CaseFile
from feedback.vault import files, sealed
from feedback.vault.retention import retention
from imroc_ei.sealing.values import SealBrokenError
from tests.feedback.vault.making import (
    A_YEAR_ON,
    add_entry,
    add_file,
    content_of,
    old_case,
    sealed_case,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_disk_apart")]
PHRASE = b"seen on the stairs at night "
CONTENT = b"%PDF-1.7 " + PHRASE * 10_000


def stored(settings: Settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_file_lies_sealed_under_a_name_that_says_nothing(settings: Settings) -> None:
    add_file(sealed_case(), CONTENT, name="Stairs at night.pdf")
    (path,) = stored(settings)
    lies_there = path.read_bytes()
    assert PHRASE.strip() not in lies_there
    assert CONTENT[:9] not in lies_there
    assert (path.parent.name, len(path.name), path.suffix) == ("feedback", 32, "")


def test_file_has_no_time_of_its_own(settings: Settings) -> None:
    add_file(sealed_case(), CONTENT)
    (path,) = stored(settings)
    for dated in (path, path.parent):
        moment = timezone.localtime(datetime.fromtimestamp(dated.stat().st_mtime, UTC))
        assert (moment.date(), moment.time()) == (timezone.localdate(), time())


def test_file_is_handed_out_as_it_was_as_an_attachment() -> None:
    case = sealed_case()
    kept = CaseFile.objects.get(pk=add_file(case, CONTENT, name="Stairs – ü.pdf").pk)
    response = files.hand_out(kept, key=sealed.key_of(case))
    assert content_of(response) == CONTENT
    assert dict(response.headers) == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename*=utf-8''Stairs%20%E2%80%93%20%C3%BC.pdf",
        "Content-Length": str(len(CONTENT)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }


def test_file_that_was_altered_is_not_handed_out_at_all(settings: Settings) -> None:
    case = sealed_case()
    kept = add_file(case, CONTENT)
    (path,) = stored(settings)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(SealBrokenError):
        files.hand_out(kept, key=sealed.key_of(case))


def test_file_that_is_gone_is_said(settings: Settings) -> None:
    case = sealed_case()
    kept = add_file(case, CONTENT)
    default_storage.delete(kept.stored_as)
    with pytest.raises(FileNotFoundError):
        files.hand_out(kept, key=sealed.key_of(case))


def test_files_that_changed_places_do_not_open() -> None:
    case = sealed_case()
    key = sealed.key_of(case)
    first, second = add_file(case, CONTENT), add_file(case, b"%PDF-1.7 another")
    first.stored_as, second.stored_as = second.stored_as, first.stored_as
    for kept in (first, second):
        with pytest.raises(SealBrokenError):
            files.hand_out(kept, key=key)


def test_file_moved_to_another_case_does_not_open() -> None:
    case, other = sealed_case(), sealed_case()
    kept = add_file(case, CONTENT)
    kept.case, kept.entry = other, add_entry(other, "Other words")
    for key in (sealed.key_of(case), sealed.key_of(other)):
        with pytest.raises(SealBrokenError):
            files.hand_out(kept, key=key)


@pytest.mark.parametrize(
    ("content_type", "hides"),
    [
        ("image/jpeg", False),
        ("text/plain", False),
        ("text/csv", False),
        ("application/pdf", True),
        ("audio/mpeg", True),
        ("video/mp4", True),
    ],
)
def test_what_may_hide_details_is_said(content_type: str, hides: bool) -> None:
    case = sealed_case()
    kept = add_file(case, b"content", name="Told.bin", content_type=content_type)
    found = files.about(kept, key=sealed.key_of(case))
    assert found == files.About(
        name="Told.bin", content_type=content_type, size=7, hides_details=hides
    )


def test_name_that_is_taken_is_not_used_for_another_file(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By chance it does not happen. If it did, a row would point to another row's file."""
    case = sealed_case()
    monkeypatch.setattr("feedback.vault.files.secrets.token_hex", lambda size: "same")
    first = add_file(case, CONTENT)
    with pytest.raises(FileExistsError):
        add_file(case, b"%PDF-1.7 another")
    assert [path.name for path in stored(settings)] == ["same"]
    assert b"".join(files.opened(first, sealed.key_of(case))) == CONTENT


def test_files_are_kept_where_there_are_no_paths(settings: Settings) -> None:
    remote = {"BACKEND": "tests.feedback.vault.remote.RemoteStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": remote}
    case = old_case()
    kept = add_file(case, CONTENT)
    with default_storage.open(kept.stored_as) as file:
        assert PHRASE.strip() not in file.read()
    assert b"".join(files.opened(kept, sealed.key_of(case))) == CONTENT
    assert retention(A_YEAR_ON).proof.still_there == []
    assert default_storage.exists(kept.stored_as) is False
