"""Slows down the network that failures come from, without keeping anybody's address.

A network is a /24 of IPv4 or a /48 of IPv6. It is told by a name made with a random key that
lives in the cache for a day: nobody can turn the name back into an address, nor follow it from
one day to the next. Counts lie in the cache under that name. What somebody does in one network
changes nothing for people in another.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from feedback.door.visit import visit_of

WIDTH_OF_IPV4 = 24
WIDTH_OF_IPV6 = 48
KEY_BYTES = 32
KEY_SECONDS = 25 * 60 * 60
# After a month in which the schedule stood still, the key has long fallen out of use.
DAYS_TO_FORGET = range(1, 32)

# Wrong codes: so many cost nothing, and each one more costs twice the wait of the one before.
FREE_FAILURES = 5
FIRST_WAIT_SECONDS = 30
LONGEST_WAIT_SECONDS = 15 * 60
FAILURES_COUNT_SECONDS = 60 * 60


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How often a network may do something in a stretch of time."""

    what: str
    times: int
    seconds: int


FORMS = Limit(what="forms", times=600, seconds=10 * 60)
SENDINGS = Limit(what="sendings", times=40, seconds=60 * 60)
# Beyond this, what is sent is looked at first.
USUAL_SENDINGS = Limit(what="usual-sendings", times=20, seconds=24 * 60 * 60)


class TooOftenError(Exception):
    """A network has to wait; `seconds` says how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = max(1, ceil(seconds))


def bucket(request: HttpRequest) -> str:
    """Return today's name of the network that a request came from."""
    name = key_name(timezone.localdate())
    fresh = secrets.token_hex(KEY_BYTES)
    cache.add(name, fresh, KEY_SECONDS)
    key = bytes.fromhex(cache.get(name) or fresh)
    return hmac.digest(key, network_of(visit_of(request).address).encode(), "sha256").hex()


def key_name(day: date) -> str:
    return f"feedback:key:{day.isoformat()}"


def forget_old_keys() -> None:
    """Delete the keys of the days before: a cache may keep what has ended until it is asked."""
    today = timezone.localdate()
    cache.delete_many([key_name(today - timedelta(days=ago)) for ago in DAYS_TO_FORGET])


def network_of(address: str) -> str:
    """Return the network of an address; what is no address is one network together."""
    try:
        ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    width = WIDTH_OF_IPV4 if ip.version == 4 else WIDTH_OF_IPV6
    return str(ip_network(f"{ip}/{width}", strict=False))


def may_try(network: str) -> None:
    """Let one code be tried. Raise TooOftenError while the network has to wait.

    The try counts as a failure from now on, so that many at once cannot slip through; `was_right`
    takes that back.
    """
    now = timezone.now().timestamp()
    until = cache.get(f"feedback:wait:{network}", 0)
    if until > now:
        raise TooOftenError(until - now)
    failures = count(f"feedback:failures:{network}", FAILURES_COUNT_SECONDS)
    if failures > FREE_FAILURES:
        wait = min(
            FIRST_WAIT_SECONDS * 2 ** min(failures - FREE_FAILURES - 1, 10), LONGEST_WAIT_SECONDS
        )
        cache.set(f"feedback:wait:{network}", now + wait, wait)


def was_right(network: str) -> None:
    """Say that the last try was a right code: it costs the network nothing."""
    try:
        cache.decr(f"feedback:failures:{network}")
    except ValueError:
        return
    cache.delete(f"feedback:wait:{network}")


def keep_to(limit: Limit, network: str) -> None:
    """Count one more. Raise TooOftenError where that is more than the limit."""
    if counted(limit, network) > limit.times:
        raise TooOftenError(limit.seconds - timezone.now().timestamp() % limit.seconds)


def counted(limit: Limit, network: str) -> int:
    """Count one more, and return how many it has been in this stretch of time."""
    stretch = int(timezone.now().timestamp() // limit.seconds)
    return count(f"feedback:{limit.what}:{stretch}:{network}", limit.seconds)


def count(name: str, seconds: int) -> int:
    cache.add(name, 0, seconds)
    try:
        number = cache.incr(name)
    except ValueError:
        # Its time ended just now.
        return 1
    # The database's cache would forget it sooner.
    cache.touch(name, seconds)
    return number
