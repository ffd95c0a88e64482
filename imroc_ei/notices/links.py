"""Links in a mail with which its reader pauses or stops reminders without signing in.

A link is signed and says whose reminders it is about; it can do nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from imroc_ei.notices import rules
from imroc_ei.notices.rules import Rule
from imroc_ei.people.models import User

_pause = Signer(salt="imroc_ei.notices.pause")
_stop = Signer(salt="imroc_ei.notices.stop")


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What a link to stop is about: these rules for this person."""

    person: User
    rules: tuple[Rule, ...]

    @property
    def is_done(self) -> bool:
        return not any(rule.is_on(self.person) for rule in self.rules)


def pause_link(person: User) -> str:
    return settings.SITE_URL + reverse("notices_pause", args=[_pause.sign(person.public_id)])


def stop_link(person: User, about: Iterable[Rule]) -> str:
    value = f"{person.public_id}.{','.join(rule.slug for rule in about)}"
    return settings.SITE_URL + reverse("notices_stop", args=[_stop.sign(value)])


def read_pause(token: str) -> User | None:
    """Return whose reminders the link pauses; None if it is broken or the person has left."""
    return _present(_unsigned(_pause, token))


def read_stop(token: str) -> Stop | None:
    """Return what the link stops; None if it is broken or the person has left."""
    public_id, _dot, slugs = _unsigned(_stop, token).partition(".")
    person = _present(public_id)
    about = tuple(rule for slug in slugs.split(",") if (rule := rules.find(slug)))
    return Stop(person=person, rules=about) if person and about else None


def _unsigned(signer: Signer, token: str) -> str:
    try:
        return signer.unsign(token)
    except BadSignature:
        return ""


def _present(public_id: str) -> User | None:
    person: User | None = User.objects.present().filter(public_id=public_id).first()
    return person
