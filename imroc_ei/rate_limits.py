"""Limits of how often an address is written to, counted in the cache; beyond them it is 429.

What each action allows is in the setting ACCOUNT_RATE_LIMITS, beside those of signing in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from allauth.decorators import rate_limit

View = TypeVar("View", bound=Callable[..., Any])


def limited(action: str, *, looking: bool = False) -> Callable[[View], View]:
    """Count what is sent to this view; looking at it is not counted, unless that is asked for."""
    decorate: Callable[[View], View] = rate_limit(action=action, limit_get=looking)
    return decorate
