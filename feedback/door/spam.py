"""Tells what may be spam, without puzzles: it is taken in all the same, and looked at first.

Nobody is refused. Whoever sends something odd sees what everybody sees, and a person reads it
within the days of the procedure. What is urgent is never set aside.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator
from enum import Enum

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.cases.moves import set_aside
from feedback.cases.moves.engine import RefusedError
from feedback.door import network
from feedback.door.drafts import Draft
from feedback.enums import State
from feedback.models import Case

# In the form that sends; no person sees it.
SPARE_FIELD = "homepage"
# From the first answer to sending: reading one question takes a person as long.
FEWEST_SECONDS = 4
# Shorter words ("Thank you!") many people have in common.
SHORTEST_WORDS = 40
MARK_KEY = "feedback:mark-key"
MARK_SECONDS = 3 * 24 * 60 * 60
KEY_BYTES = 32


class Sign(Enum):
    """What is odd about something that was sent, in words for a handler."""

    SPARE_FIELD = _("A field was filled in that no person sees.")
    TOO_QUICK = _("It was written and sent within seconds.")
    SAME_WORDS = _("The same words were sent before, within three days.")
    MANY = _("A great many came from the same network within a day.")


def look_at(request: HttpRequest, *, case: Case, draft: Draft) -> Case:
    """Set a new case aside if something is odd about how it was sent.

    Call it with the draft that was sent, before it is emptied. Calling it again changes nothing.
    """
    if case.state != State.RECEIVED or case.urgent or case.taken_in_on:
        return case
    signs = list(signs_of(request, draft))
    if not signs:
        return case
    try:
        return set_aside(case=case, why=" ".join(str(sign.value) for sign in signs))
    except RefusedError:
        # The same form was sent twice at the same moment, and the other one was quicker.
        return case


def signs_of(request: HttpRequest, draft: Draft) -> Iterator[Sign]:
    if request.POST.get(SPARE_FIELD):
        yield Sign.SPARE_FIELD
    if timezone.now().timestamp() - draft.begun_at < FEWEST_SECONDS:
        yield Sign.TOO_QUICK
    if sent_before(str(draft.answers.get("what_happened", "")), submission=draft.submission):
        yield Sign.SAME_WORDS
    usual = network.USUAL_SENDINGS
    if network.counted(usual, network.bucket(request)) > usual.times:
        yield Sign.MANY


def sent_before(words: str, *, submission: str) -> bool:
    """Whether the same words came with another draft, and remember that they came with this one.

    Kept are marks alone, made with a random key that is in the cache for as long as they are:
    nobody can turn one back into words, and none leads to a case.
    """
    plain = " ".join(words.casefold().split())
    if len(plain) < SHORTEST_WORDS:
        return False
    name, sender = f"feedback:mark:{mark_of(plain)}", mark_of(submission)
    return not cache.add(name, sender, MARK_SECONDS) and cache.get(name) != sender


def mark_of(text: str) -> str:
    fresh = secrets.token_hex(KEY_BYTES)
    cache.add(MARK_KEY, fresh, MARK_SECONDS)
    key = bytes.fromhex(cache.get(MARK_KEY) or fresh)
    return hmac.digest(key, text.encode(), "sha256").hex()
