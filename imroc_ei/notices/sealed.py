"""Reasons to write to somebody without an account, whose address is kept sealed.

The room that keeps the address opens it at the moment of sending, and the outbox never holds
it. Such a mail goes at once and alone: in no mail of the day, with no link that stops it.
Nothing of it is left once it has gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.utils.crypto import salted_hmac

from imroc_ei import mail
from imroc_ei.notices.models import Notice

# Whom a failure was meant for is not told apart: every sealed address goes by this.
SEALED = "sealed"


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What somebody should hear of. `due_on` and `rung` tell one time from the next."""

    subject: str
    due_on: date
    rung: int = 0


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the mail says: that there is something, and where. Never what it is."""

    heading: str
    text: str
    label: str = ""
    path: str = ""


class SealedRule:
    """A reason to write to a sealed address. What it writes about is named by `subject`."""

    slug: ClassVar[str]

    def due(self, on: date) -> Iterable[Matter]:
        """Yield what has become due by `on`. What an action calls `tell` for yields nothing."""
        return ()

    def words(self, matter: Matter, *, today: date) -> Words | None:
        """Return what to say now, or None where there is nothing to say any more."""
        raise NotImplementedError

    def address(self, matter: Matter) -> str:
        """Open the address, now that the mail is about to leave; "" where there is none."""
        raise NotImplementedError

    def has_gone(self, matter: Matter) -> None:
        """Remember that the mail has left, in the transaction in which its notice is deleted."""


_rules: dict[str, SealedRule] = {}


def register(*rules: type[SealedRule]) -> None:
    for rule in rules:
        _rules[rule.slug] = rule()


def find(slug: str) -> SealedRule | None:
    return _rules.get(slug)


def every() -> Iterator[SealedRule]:
    yield from _rules.values()


def slugs() -> list[str]:
    return list(_rules)


def recipient_key(subject: str) -> str:
    """Return the key that stands in the outbox for whoever is to hear about `subject`."""
    value = salted_hmac("imroc_ei.notices.sealed", subject, algorithm="sha256").hexdigest()
    return f"{SEALED}:{value}"


def matter_of(notice: Notice) -> Matter:
    return Matter(subject=notice.subject, due_on=notice.due_on, rung=notice.rung)


def send(rule: SealedRule, matter: Matter, *, today: date) -> bool:
    """Send the mail and tell whether there was anything to say, and anybody to say it to.

    Raises what the rule, the vault or the mail server's connection raises.
    """
    words = rule.words(matter, today=today)
    address = rule.address(matter) if words else ""
    if not words or not address:
        return False
    url = settings.SITE_URL + words.path if words.path else ""
    mail.send(
        to=address,
        subject=words.heading,
        template="sealed_notice",
        context={"text": words.text, "label": words.label, "url": url},
    )
    return True
