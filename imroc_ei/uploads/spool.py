"""A temporary file whose bytes on disk nobody can read: what people send us, while we look at it.

It has no name on disk, and is sealed under a key that only this object holds: once it is closed,
or its process has ended however it did, what is left on the disk opens for nobody.
"""

from __future__ import annotations

import io
import os
import tempfile
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

BLOCK_BYTES = 16
COUNTERS = 2**128


def private_spool() -> io.BufferedRandom:
    """Return an empty file to write from its beginning to its end, and to read anywhere."""
    return io.BufferedRandom(_PrivateFile())


class _PrivateFile(io.RawIOBase):
    """AES in counter mode, so that reading can begin anywhere. No byte is written twice under
    one key: only the end can be written to, and emptying the file changes the key."""

    def __init__(self) -> None:
        super().__init__()
        # Closed with this object.
        self._file: Any = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
        self._at = self._size = 0
        self._new_key()

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise OSError("There is nothing before the beginning of a file.")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._file.seek(self._at)
        found = self._file.read(len(memoryview(buffer).cast("B")))
        memoryview(buffer).cast("B")[: len(found)] = self._changed(found)
        self._at += len(found)
        return len(found)

    def write(self, content: ReadableBuffer) -> int:
        if self._at != self._size:
            raise OSError("A private file is written at its end only.")
        sealed = memoryview(self._changed(bytes(content)))
        self._file.seek(self._at)
        while sealed:
            sealed = sealed[self._file.write(sealed) :]
        written = len(memoryview(content).cast("B"))
        self._at += written
        self._size += written
        return written

    def truncate(self, size: int | None = None) -> int:
        if (self._at if size is None else size) != 0:
            raise OSError("A private file is emptied as a whole.")
        self._file.truncate(0)
        self._size = 0
        self._new_key()
        return 0

    def close(self) -> None:
        self._file.close()
        super().close()

    def _new_key(self) -> None:
        self._key = os.urandom(32)
        self._first = int.from_bytes(os.urandom(BLOCK_BYTES))

    def _changed(self, content: bytes) -> bytes:
        """Return what stands at the present place, sealed where it was open and the other way."""
        block, inside = divmod(self._at, BLOCK_BYTES)
        counter = ((self._first + block) % COUNTERS).to_bytes(BLOCK_BYTES)
        stream = Cipher(algorithms.AES(self._key), modes.CTR(counter)).encryptor()
        return stream.update(bytes(inside) + content)[inside:]
