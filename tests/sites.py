"""Folders of sites, for tests that start real processes in them.

Making the tables takes seconds, so they are made once in a run, and every site gets a copy.
Run as a program in the environment of a site, it carries out commands in one process.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
from django.core.management import call_command

from tests.rig.tools import ROOT

MIGRATED = ("migrate --no-input",)
WITH_PLAN = (*MIGRATED, "createcachetable", "load_plan", "collectstatic --no-input")


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let no other process of the run in while this lasts."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True)
class Sites:
    """`folder` belongs to all processes of a run of the tests."""

    folder: Path

    def migrated(self, site: Path) -> None:
        """Put a database into a folder that has every table."""
        self._copy("migrated", MIGRATED, site)

    def with_plan(self, site: Path) -> None:
        """Put a site into a folder that can be served: plan, cache and static files."""
        self._copy("with-plan", WITH_PLAN, site)

    def _copy(self, name: str, commands: tuple[str, ...], site: Path) -> None:
        ready = self.folder / name
        with alone(self.folder / f"{name}.lock"):
            if not ready.exists():
                begun = self.folder / f"{name}-begun"
                carry_out(commands, begun)
                begun.rename(ready)
        shutil.copytree(ready, site, dirs_exist_ok=True)


def carry_out(commands: tuple[str, ...], folder: Path) -> None:
    passed = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    # The commands are those above.
    subprocess.run(
        [sys.executable, "-m", "tests.sites", *commands],
        cwd=ROOT,
        env={**passed, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "imroc_ei.settings"},
        check=True,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    django.setup()
    for command in sys.argv[1:]:
        call_command(*command.split())
