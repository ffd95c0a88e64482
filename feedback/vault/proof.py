"""Looks whether what retention destroyed is really gone: in rows, in files, and on the disk."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Q
from django.utils import timezone

from feedback.models import Case, CaseFile
from feedback.vault.destroying import models_of_cases, sealed_fields
from feedback.vault.files import FOLDER

# A file is stored before its row: one without a row is left over only once it is older.
LEFT_OVER_AFTER = timedelta(days=2)
READ_BYTES = 4 * 1024 * 1024
SECONDS_TO_WAIT = 10
SECONDS_BETWEEN_LOOKS = 0.2


@dataclass
class Proof:
    """What was looked at and found gone, and what is still there."""

    gone: list[str] = field(default_factory=list)
    still_there: list[str] = field(default_factory=list)

    def found(self, what: str, count: int) -> None:
        if count:
            self.still_there.append(f"{what}: {count}")


def look_at_rows(proof: Proof) -> None:
    """No case whose words are gone has a key, anything sealed, or a file, in any row."""
    gone = Case.objects.exclude(content_gone_on=None)
    ids = gone.values("pk")
    for model in models_of_cases():
        names = sealed_fields(model)
        if not names:
            continue
        left = Q()
        for name in names:
            left |= Q(**{f"{name}__isnull": False})
        rows = model._base_manager.filter(left, **{"pk__in" if model is Case else "case__in": ids})
        proof.found(f"rows of {model._meta.label} with something sealed", rows.count())
    proof.found("files of such cases", CaseFile.objects.filter(case__in=ids).count())
    proof.gone.append(f"Keys, sealed values and files of {gone.count()} cases: none is left.")


def look_at_storage(proof: Proof, *, on: date) -> None:
    """No file lies in the storage without its row: what was left over by a stop is removed."""
    known = set(CaseFile.objects.values_list("stored_as", flat=True))
    left_over = [name for name in _stored() if name not in known and _is_old(name, on)]
    for name in left_over:
        default_storage.delete(name)
    still = sum(default_storage.exists(name) for name in left_over)
    proof.found("files without a row", still)
    proof.gone.append(f"Files in the storage without a row: none ({len(left_over)} were removed).")


def look_at_disk(proof: Proof, witnesses: Iterable[bytes], *, thoroughly: bool = False) -> None:
    """The database's own files hold none of what was destroyed just now; with `thoroughly`, none
    of what was destroyed before, either."""
    wanted = list(witnesses)
    if connection.vendor == "sqlite":
        if path := _path_of_sqlite():
            _sqlite(proof, path, wanted)
    elif wanted or thoroughly:
        _postgresql(proof)


def _path_of_sqlite() -> str:
    """Return where the database lies; "" for one that lies in memory."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        return next((row[2] for row in cursor.fetchall() if row[1] == "main"), "")


def _sqlite(proof: Proof, path: str, wanted: list[bytes]) -> None:
    try:
        busy = _settled("PRAGMA wal_checkpoint(TRUNCATE)")
        if not busy and any(_holds(file, wanted) for file in _files_of(path)):
            # A page that was split may keep a copy of what was on it. This writes each anew.
            busy = _settled("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
    except DatabaseError as problem:
        proof.still_there.append(f"the database's log ({type(problem).__name__})")
        return
    proof.found("database log that somebody was reading, so that it was not emptied", busy)
    for file in _files_of(path):
        proof.found(f"destroyed values in {file.name}", _holds(file, wanted))
    proof.gone.append(f"The database's files were searched for {len(wanted)} sealed values.")


def _settled(*statements: str) -> int:
    """Run the statements; return what the last says first: whether the log was being read.

    Then the connection is closed: to read the database's file beside an open one would take its
    locks away.
    """
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        busy = int(cursor.fetchone()[0])
    connection.close()
    return busy


def _files_of(path: str) -> list[Path]:
    files = [Path(path + ending) for ending in ("", "-wal", "-journal")]
    return [file for file in files if file.exists()]


def _holds(file: Path, wanted: list[bytes]) -> int:
    """Return how many of the values lie in the file, also across two pieces of it."""
    found: set[bytes] = set()
    overlap = max((len(value) for value in wanted), default=1) - 1
    with file.open("rb") as content:
        before = b""
        while piece := content.read(READ_BYTES):
            joined = before + piece
            found.update(value for value in wanted if value in joined)
            before = joined[-overlap:] if overlap else b""
    return len(found)


def _postgresql(proof: Proof) -> None:
    """Write the tables anew, so that their files hold no row that was changed or deleted."""
    if connection.in_atomic_block:
        proof.still_there.append("old rows: tables cannot be written anew inside a transaction")
        return
    tables = [model._meta.db_table for model in models_of_cases()]
    try:
        with connection.cursor() as cursor:
            proof.found("transactions that may still see old rows", _older_transactions(cursor))
            _write_anew(cursor, tables)
    except DatabaseError as problem:
        proof.still_there.append(f"old rows in the tables of cases ({type(problem).__name__})")
    else:
        proof.gone.append(f"{len(tables)} tables were written anew, without their old rows.")


def _older_transactions(cursor: CursorWrapper) -> int:
    """Wait for transactions that began before now; return how many go on nevertheless.

    What they can still see is carried over when a table is written anew.
    """
    cursor.execute("SELECT pg_current_xact_id()::xid::text")
    (now,) = cursor.fetchone()
    until = time.monotonic() + SECONDS_TO_WAIT
    while True:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            "AND (datname = current_database() OR datname IS NULL) "
            "AND greatest(age(backend_xmin), age(backend_xid)) > age(%s::text::xid)",
            [now],
        )
        older: int = cursor.fetchone()[0]
        if not older or time.monotonic() > until:
            return older
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _write_anew(cursor: CursorWrapper, tables: Iterable[str]) -> None:
    cursor.execute(f"SET lock_timeout = '{SECONDS_TO_WAIT}s'")
    try:
        for table in tables:
            name = connection.ops.quote_name(table)
            # First without FULL: that alone looks away from who writes in the server's other
            # databases, and FULL would carry over what they make look young.
            cursor.execute(f"VACUUM {name}")
            cursor.execute(f"VACUUM (FULL) {name}")
    finally:
        cursor.execute("SET lock_timeout = DEFAULT")


def _stored() -> list[str]:
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    return [f"{FOLDER}/{name}" for name in names]


def _is_old(name: str, on: date) -> bool:
    changed = timezone.localtime(default_storage.get_modified_time(name))
    return changed.date() <= on - LEFT_OVER_AFTER
