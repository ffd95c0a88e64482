"""What takes long to make is made once and stands for many tests: in a transaction around them,
so that each works in a savepoint of its own within it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

T = TypeVar("T")


@dataclass(frozen=True)
class Standing(Generic[T]):
    """What outlasts a test, and the folder in which its files lie."""

    made: T
    folder: Path

    def untouched(self, files: Path) -> T:
        """Return it as no other test has touched it, with its files in the folder of a test."""
        shutil.copytree(self.folder, files, dirs_exist_ok=True)
        return deepcopy(self.made)


@contextmanager
def standing_of(
    make: Callable[[], T], folder: Path, blocker: DjangoDbBlocker
) -> Iterator[Standing[T]]:
    """While it lasts, what `make` writes is in the database for every test."""
    whole = transaction.atomic()
    with blocker.unblock(), override_settings(MEDIA_ROOT=folder):
        whole.__enter__()
        made = make()
    yield Standing(made, folder)
    with blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


# For tests that need something of everything.
in_full_world = pytest.mark.parametrize("standing", ["full"], indirect=True)
