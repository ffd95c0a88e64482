"""What is being looked at lies on the disk sealed, without a name, and reads as it was written."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imroc_ei.uploads.files import BoundedUploadHandler
from imroc_ei.uploads.spool import private_spool

PHRASE = b"a phrase that must not be found "
CONTENT = PHRASE * 100_000


def on_disk(spool: Any) -> bytes:
    """Return the bytes that the disk has of it, read past the object itself."""
    handle = spool.raw._file.fileno()
    return os.pread(handle, 10_000_000, 0)


def test_content_is_read_as_it_was_written_and_lies_there_sealed() -> None:
    with private_spool() as spool:
        for at in range(0, len(CONTENT), 70_000):
            spool.write(CONTENT[at : at + 70_000])
        spool.seek(0)
        assert spool.read() == CONTENT
        lies_there = on_disk(spool)
    assert len(lies_there) == len(CONTENT)
    assert PHRASE.strip() not in lies_there


def test_it_has_no_name_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with private_spool() as spool:
        spool.write(CONTENT)
        spool.flush()
        assert list(tmp_path.iterdir()) == []


@given(st.binary(max_size=3000), st.lists(st.tuples(st.integers(0, 3100), st.integers(0, 300))))
def test_any_part_is_read_from_anywhere(content: bytes, reads: list[tuple[int, int]]) -> None:
    with private_spool() as spool:
        spool.write(content)
        for at, size in reads:
            spool.seek(at)
            assert spool.read(size) == content[at : at + size]
        spool.seek(-len(content) // 2, os.SEEK_END)
        assert spool.read() == content[len(content) - -(-len(content) // 2) :]


def test_emptied_file_has_another_key() -> None:
    with private_spool() as spool:
        spool.write(CONTENT)
        spool.flush()
        before = on_disk(spool)
        spool.seek(0)
        spool.truncate()
        spool.write(CONTENT)
        spool.flush()
        assert on_disk(spool)[:1000] != before[:1000]
        spool.seek(0)
        assert spool.read() == CONTENT


def test_no_byte_is_written_twice() -> None:
    with private_spool() as spool:
        raw = spool.raw
        raw.write(b"abc")
        raw.seek(1)
        with pytest.raises(OSError, match="at its end only"):
            raw.write(b"x")
        with pytest.raises(OSError, match="as a whole"):
            raw.truncate(1)
        with pytest.raises(OSError, match="before the beginning"):
            raw.seek(-1)


def test_upload_lies_on_the_disk_sealed(tmp_path: Path) -> None:
    handler = BoundedUploadHandler()
    handler.new_file("file", "a.txt", "text/plain", len(CONTENT))
    for at in range(0, len(CONTENT), 64_000):
        handler.receive_data_chunk(CONTENT[at : at + 64_000], at)
    upload = handler.file_complete(len(CONTENT))
    assert b"".join(upload.chunks()) == CONTENT
    lies_there = on_disk(upload.file)
    assert len(lies_there) == len(CONTENT)
    assert PHRASE.strip() not in lies_there
    upload.close()
