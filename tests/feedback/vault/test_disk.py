"""The raw bytes: nothing typed is ever on the disk, and what was sealed is not there any more
after retention."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, connections, transaction
from django.utils import timezone

from feedback.vault import proof as proving
from feedback.vault.proof import Proof, look_at_disk
from feedback.vault.retention import retention
from tests.factories.feedback import ProcedureFactory
from tests.feedback.vault import doings, phrases
from tests.sites import Sites

ROOT = Path(__file__).resolve().parents[3]


def test_phrases_are_found_in_whatever_writing() -> None:
    """So that a test which finds none says something."""
    for phrase in phrases.ALL:
        for way in phrases.in_any_writing(phrase):
            assert phrases.found_in(b"some bytes " + way + b" and more") == [phrase]


class Site:
    """A site with an SQLite file of its own, in processes of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def do(self, name: str) -> Any:
        passed = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        done = subprocess.run(
            [sys.executable, "-m", "tests.feedback.vault.in_site", name],
            cwd=ROOT,
            env={
                **passed,
                "VAR_DIR": str(self.folder),
                "DJANGO_SETTINGS_MODULE": "imroc_ei.settings",
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        (self.folder / "log").write_text(done.stderr)
        return json.loads(done.stdout)

    def files(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]

    def held_by(self, wanted: list[bytes]) -> dict[str, int]:
        """Return the files that hold some of the values, and how many."""
        contents = {path.name: path.read_bytes() for path in self.files()}
        counts = {
            name: sum(value in content for value in wanted) for name, content in contents.items()
        }
        return {name: count for name, count in counts.items() if count}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, sites: Sites) -> Site:
    made = Site(tmp_path_factory.mktemp("site"))
    sites.migrated(made.folder)
    return made


@pytest.fixture
def open_connection(site: Site) -> Iterator[sqlite3.Connection]:
    """Somebody else has the database open, so that its log is not tidied away by itself."""
    with sqlite3.connect(site.folder / "db.sqlite3") as database:
        database.execute("SELECT count(*) FROM feedback_case").fetchone()
        yield database
    database.close()


@pytest.mark.usefixtures("open_connection")
def test_disk_holds_nothing_typed_and_after_retention_nothing_sealed(site: Site) -> None:
    sealed = [bytes.fromhex(value) for value in site.do("tell")]
    assert site.do("read") == [
        phrases.TYPED["what_happened"],
        phrases.TYPED["name"],
        phrases.IN_FILE.decode() * 10_000,
    ]
    for path in site.files():
        assert phrases.found_in(path.read_bytes()) == [], path
    assert sum(site.held_by(sealed).values()) >= len(sealed) > 60
    assert len([path for path in site.files() if path.parent.name == "feedback"]) == 1

    said = site.do("forget")
    assert said["still_there"] == []
    assert said["gone"] == [
        "Keys, sealed values and files of 1 cases: none is left.",
        "Files in the storage without a row: none (0 were removed).",
        f"The database's files were searched for {len(sealed)} sealed values.",
    ]
    assert site.held_by(sealed) == {}
    assert [path for path in site.files() if path.parent.name == "feedback"] == []


def raw_bytes() -> bytes:
    """Return the bytes of the database of the tests, as they lie there."""
    if connection.vendor == "sqlite":
        raw: bytes = connection.connection.serialize()
        return raw
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database "
            "WHERE datname = current_database()"
        )
        folder, oid = cursor.fetchone()
    files = (Path(folder) / "base" / str(oid)).iterdir()
    return b"".join(path.read_bytes() for path in files if path.is_file())


@pytest.mark.django_db(transaction=True)
def test_tables_hold_nothing_typed_and_after_retention_nothing_sealed() -> None:
    sealed = [bytes.fromhex(value) for value in doings.tell()]
    before = raw_bytes()
    assert phrases.found_in(before) == []
    assert [value for value in sealed if value not in before] == []
    report = retention(timezone.localdate() + timedelta(days=400))
    assert report.proof.still_there == []
    after = raw_bytes()
    assert [value for value in sealed if value in after] == []


@pytest.mark.django_db(transaction=True)
def test_storage_and_memory_hold_no_file_afterwards() -> None:
    doings.tell()
    (name,) = default_storage.listdir("feedback")[1]
    retention(timezone.localdate() + timedelta(days=400))
    assert default_storage.exists(f"feedback/{name}") is False


def test_value_that_lies_across_two_pieces_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "READ_BYTES", 16)
    file = tmp_path / "database"
    file.write_bytes(b"." * 10 + b"0123456789abcdef" + b"." * 30 + b"zz")
    assert proving._holds(file, [b"0123456789abcdef", b"zz", b"missing"]) == 2


def test_database_file_that_still_holds_something_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "db.sqlite3"
    file.write_bytes(b"..something sealed..")
    statements: list[str] = []

    def settled(*wanted: str) -> int:
        statements.extend(wanted)
        return 0

    monkeypatch.setattr(proving, "_settled", settled)
    proof = Proof()
    proving._sqlite(proof, str(file), [b"something sealed"])
    assert statements == [
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "VACUUM",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ]
    assert proof.still_there == ["destroyed values in db.sqlite3: 1"]


def test_log_that_somebody_reads_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "db.sqlite3"
    file.write_bytes(b"")
    monkeypatch.setattr(proving, "_settled", lambda *wanted: 1)
    proof = Proof()
    proving._sqlite(proof, str(file), [])
    assert proof.still_there == [
        "database log that somebody was reading, so that it was not emptied: 1"
    ]


@pytest.mark.django_db(transaction=True)
def test_postgresql_is_not_proved_inside_a_transaction() -> None:
    """There only: SQLite's rows in memory have no file."""
    proof = Proof()
    with transaction.atomic():
        look_at_disk(proof, [b"something sealed"])
    expected = (
        ["old rows: tables cannot be written anew inside a transaction"]
        if connection.vendor == "postgresql"
        else []
    )
    assert proof.still_there == expected


@pytest.mark.django_db(transaction=True)
def test_postgresql_names_transactions_that_still_see_what_was_destroyed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There only: SQLite has no rows that only some transactions see."""
    monkeypatch.setattr(proving, "SECONDS_TO_WAIT", 1)
    proof = Proof()
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            at = " ISOLATION LEVEL REPEATABLE READ" if connection.vendor == "postgresql" else ""
            cursor.execute(f"BEGIN{at}")
            cursor.execute("SELECT count(*) FROM django_migrations")
            ProcedureFactory()
            look_at_disk(proof, [b"something sealed"])
    finally:
        other.close()
    expected = (
        ["transactions that may still see old rows: 1"] if connection.vendor == "postgresql" else []
    )
    assert proof.still_there == expected
    again = Proof()
    look_at_disk(again, [], thoroughly=True)
    assert again.still_there == []
