"""A site of its own in a folder and a database of its own, with real workers beside it.

Run as a program in that site's environment, it calls functions of `in_site`, as it is told.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Timer

import django
from django.db import connections

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30
SECONDS_TO_DO = 120


@dataclass(frozen=True)
class Inside:
    """A process in the environment of a site, which does what it is told until it is left."""

    process: subprocess.Popen[str]

    def do(self, name: str, argument: int = 0) -> list[str]:
        """Call a function of `in_site` there, and return what it answers."""
        told, answers = self.process.stdin, self.process.stdout
        assert told is not None
        assert answers is not None
        told.write(json.dumps([name, argument]) + "\n")
        told.flush()
        patience = Timer(SECONDS_TO_DO, self.process.kill)
        patience.start()
        answer = answers.readline()
        patience.cancel()
        assert answer, f"{name} was not done"
        done: list[str] = json.loads(answer)
        return done


@contextmanager
def inside(environment: dict[str, str]) -> Iterator[Inside]:
    # What it says of problems stands with the output of the test.
    with subprocess.Popen(
        [sys.executable, "-m", "tests.notices.site"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Inside(process)


def do_as_told() -> None:
    # It imports models, which are there only now.
    in_site = import_module("tests.notices.in_site")
    for line in sys.stdin:
        name, argument = json.loads(line)
        answer = getattr(in_site, name)(argument)
        # Whoever works in the site is alone with its database, as when this were no process.
        connections.close_all()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


@dataclass(frozen=True)
class Site:
    """`environment` names the site's folder, database, broker and mail server."""

    environment: dict[str, str]

    @property
    def log(self) -> Path:
        return Path(self.environment["VAR_DIR"]) / "worker.log"

    def python(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @contextmanager
    def worker(self, *, with_schedule: bool = True) -> Iterator[subprocess.Popen[bytes]]:
        """While it lasts, a worker runs, with a schedule that looks every second."""
        with self.log.open("ab") as output:
            process = subprocess.Popen(
                [
                    sys.executable,
                    *("-m", "celery", "-A", "imroc_ei", "worker", "--pool", "solo"),
                    *("--without-mingle", "--without-gossip", "--loglevel", "INFO"),
                    *(("--beat",) if with_schedule else ()),
                ],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            end(process, signal.SIGTERM)


def end(process: subprocess.Popen[bytes], by: signal.Signals) -> None:
    """End a worker and the beat beside it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, by)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def eventually(condition: Callable[[], object]) -> None:
    """Wait until the condition holds; fail where it does not within half a minute."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.2)


if __name__ == "__main__":
    django.setup()
    do_as_told()
