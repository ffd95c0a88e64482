"""`manage.py retention` says what it did and verified, and fails loudly."""

import io

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command

from tests.clock import on
from tests.feedback.vault.making import A_YEAR_ON, full_case, old_case, still_sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_disk_apart")]


def run(*options: str) -> list[str]:
    out = io.StringIO()
    call_command("retention", *options, stdout=out)
    return out.getvalue().splitlines()


def test_command_says_what_it_did_and_verified() -> None:
    case = full_case()
    held = old_case(code="", held=True)
    with on(A_YEAR_ON):
        said = run()
    assert said[:4] == [
        f"What was said is destroyed: 1 ({case.reference})",
        "Made anonymous: 0",
        "Deleted: 0",
        f"Held: {held.reference}, because legal hold",
    ]
    assert said[4:6] == [
        "Verified: Keys, sealed values and files of 1 cases: none is left.",
        "Verified: Files in the storage without a row: none (0 were removed).",
    ]


def test_command_fails_loudly_where_something_is_still_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full_case()
    monkeypatch.setattr(FileSystemStorage, "delete", lambda storage, name: None)
    with on(A_YEAR_ON), pytest.raises(CommandError, match="STILL THERE: files of such cases: 1"):
        run()


def test_command_destroys_nothing_of_another_day() -> None:
    full_case()
    with pytest.raises(CommandError, match="Only what is due today is destroyed"):
        run("--on", "2036-01-31")
    with pytest.raises(CommandError, match="“tomorrow” is not a day"):
        run("--on", "tomorrow", "--dry-run")
    assert run("--on", "2036-01-31", "--dry-run")[-1] == (
        "Nothing was destroyed: this was a dry run."
    )
    assert len(still_sealed()) == 9
