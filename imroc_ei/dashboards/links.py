"""Addresses of the rows behind a number, so that every page links to what it counted."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode


def shared_rows(*, first: date | None = None, last: date | None = None, **filters: Any) -> str:
    """Return the address of the list of exactly the shared entries that a figure counts."""
    days = {"from": first, "to": last}
    chosen = {key: value for key, value in (filters | days).items() if value is not None}
    return f"{reverse('activities')}?{urlencode(chosen | {'shared': 1})}"
