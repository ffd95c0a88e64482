"""Good manners towards one host: a few requests at a time, and its robots.txt read once."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from library.links.net import Patience
from library.links.robots import Robots

AT_ONCE_PER_HOST = 2
Origin = tuple[str, str, int]


class Hosts:
    """What the checks of one round know of each other."""

    def __init__(self, at_once: int = AT_ONCE_PER_HOST) -> None:
        self._slots: defaultdict[str, threading.Semaphore] = defaultdict(
            lambda: threading.Semaphore(at_once)
        )
        self._turns: defaultdict[Origin, threading.Lock] = defaultdict(threading.Lock)
        self._robots: dict[Origin, Robots | Exception] = {}
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

    def robots(self, origin: Origin, patience: Patience, read: Callable[[], Robots]) -> Robots:
        """Return what a site asks of programs, which is read once in a round.

        A site that did not say is not asked again: what `read` raised is raised for all its links.
        """
        with self._lock:
            turn = self._turns[origin]
        began = time.monotonic()
        with turn:
            patience.excuse(time.monotonic() - began)
            if origin not in self._robots:
                try:
                    self._robots[origin] = read()
                except Exception as problem:
                    self._robots[origin] = problem
        known = self._robots[origin]
        if isinstance(known, Exception):
            raise known
        return known
