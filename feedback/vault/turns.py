"""At most so many at once, over every process and thread of the machine, by locks on files.

The system lets go of such a lock when the process that holds it ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS_BETWEEN_TRIES = 0.02


@contextmanager
def one_of(places: int, *, folder: Path, name: str) -> Iterator[None]:
    """Wait for one of the `places`, and hold it for the length of the block."""
    handles = [_opened(folder / f"{name}-{place}.lock") for place in range(places)]
    try:
        while not any(_taken(handle) for handle in handles):
            time.sleep(SECONDS_BETWEEN_TRIES)
        yield
    finally:
        for handle in handles:
            os.close(handle)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
