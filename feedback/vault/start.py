"""The keys at hand are compared with the marks in the database before anything starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

from feedback.vault import marks


def keys_fit(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Say which keys are missing or are not those that this database was sealed with.

    Where the database does not answer, or has no tables yet, there is nothing to compare with;
    then each key is compared when it is first used.
    """
    try:
        found = marks.faults()
    except DatabaseError:
        return []
    return [Error(fault, id="feedback.E001") for fault in found]
