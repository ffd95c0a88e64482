"""Good manners towards one host: a few requests at a time, and its robots.txt read once."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from library.links.net import Patience

AT_ONCE_PER_HOST = 2


class Hosts:
    """What the checks of one round know of each other."""

    def __init__(self, at_once: int = AT_ONCE_PER_HOST) -> None:
        self._slots: defaultdict[str, threading.Semaphore] = defaultdict(
            lambda: threading.Semaphore(at_once)
        )
        self._lock = threading.Lock()

    @contextmanager
    def slot(self, host: str, patience: Patience) -> Iterator[None]:
        """Wait for one of the host's few places; the waiting takes nothing from the patience."""
        with self._lock:
            slot = self._slots[host]
        began = time.monotonic()
        with slot:
            patience.excuse(time.monotonic() - began)
            yield
