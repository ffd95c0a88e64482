"""What somebody has begun to tell us. Only their browser holds what opens it.

A page reads `draft_of`, and keeps an answer with `save`: answers are merged one by one, so that
two tabs lose nothing. After sending, `sent` leaves the reference and the code and nothing else,
until the person says that they kept them (`forget`), or the day is over.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from feedback import models
from feedback.door.visit import Visit, visit_of
from feedback.vault.codes import new_code
from imroc_ei.sealing.values import SealBrokenError, seal, unseal

LIFE = timedelta(hours=24)
SUBMISSION_BYTES = 32


@dataclass(kw_only=True)
class Draft:
    """Answers by name, as `told.Told` names them, and what sending needs."""

    answers: dict[str, Any] = field(default_factory=dict)
    code: str = field(default_factory=new_code)
    # The same in every sending of this draft, so that three sendings are one case.
    submission: str = field(default_factory=lambda: secrets.token_hex(SUBMISSION_BYTES))
    # Seconds of the clock, so that a form filled in by a program can be told from a person's.
    begun_at: float = field(default_factory=lambda: timezone.now().timestamp())
    # Of the case that came of it; empty until it is sent.
    reference: str = ""
    # That the questions about people were answered, so that nobody is counted twice.
    asked_about_you: bool = False
    # What was being written back with a code when the page had been open for too long.
    message: str = ""
    # That the last answer came in easy words, so that other pages can speak in them.
    easy: bool = False

    @property
    def is_sent(self) -> bool:
        return bool(self.reference)


def draft_of(request: HttpRequest) -> Draft | None:
    """Return what this browser has begun, read once for each request; it asks no cookie of it."""
    visit = visit_of(request)
    if visit.draft is None and visit.key is not None:
        row = models.Draft.objects.filter(
            found_by=found_by(visit), expires_at__gt=timezone.now()
        ).first()
        visit.draft = opened(row, visit) if row else None
    return visit.draft


def save(request: HttpRequest, answers: dict[str, Any], *, easy: bool = False) -> Draft:
    """Keep these answers beside what is there already; begin a draft where there is none.

    `easy` says whether they came in easy words. Once it is sent nothing is kept any more: look
    at `is_sent` of what comes back.
    """
    with changing(request) as draft:
        if not draft.is_sent:
            draft.answers.update(answers)
            draft.easy = easy
    return draft


def sent(request: HttpRequest, *, reference: str, code: str) -> Draft:
    """Leave the reference and the code of what was sent, and none of the words, for a day more.

    However long ago it was begun, there is time to write the code down: and it is `code`, also
    where the draft's own day ended while it was being sent.
    """
    with changing(request) as draft:
        row = models.Draft.objects.filter(found_by=found_by(visit_of(request)))
        row.update(expires_at=end_of_life())
        draft.answers.clear()
        draft.submission = ""
        draft.reference, draft.code = reference, code
    return draft


def keep_message(request: HttpRequest, message: str) -> None:
    """Keep what somebody was writing back, or forget it where `message` is empty."""
    with changing(request) as draft:
        draft.message = message


def forget(request: HttpRequest) -> None:
    """Delete the draft, or what is left after sending, and the cookie with it."""
    forget_words(request)
    visit_of(request).forget_key()


def forget_words(request: HttpRequest) -> None:
    """Delete the draft, or what is left after sending; other pages of the browser stay open."""
    visit = visit_of(request)
    if visit.key is not None:
        models.Draft.objects.filter(found_by=found_by(visit)).delete()
    visit.draft = None


@contextmanager
def changing(request: HttpRequest) -> Iterator[Draft]:
    """Hold the draft for the length of the block, so that no other tab changes it meanwhile."""
    visit = visit_of(request)
    with transaction.atomic():
        row = held(visit)
        draft = opened(row, visit) or Draft()
        yield draft
        row.content_sealed = seal(
            visit.derived("draft"), json.dumps(asdict(draft)).encode(), bound_to=place(row)
        )
        row.save(update_fields=["content_sealed"])
    visit.draft = draft


def held(visit: Visit) -> models.Draft:
    """Return the locked row of this browser, a new one where it has none that still counts.

    Writing over what is there locks it in the same breath, so that no other tab can take it away
    between looking for it and holding it.
    """
    rows = models.Draft.objects.filter(found_by=found_by(visit))
    rows.filter(expires_at__lte=timezone.now()).delete()
    models.Draft.objects.bulk_create(
        [models.Draft(found_by=found_by(visit), expires_at=end_of_life())],
        update_conflicts=True,
        unique_fields=["found_by"],
        update_fields=["found_by"],
    )
    return rows.get()


def end_of_life() -> datetime:
    """Return when a draft goes, told by the hour: nobody's minute is kept in clear."""
    return (timezone.now() + LIFE).replace(minute=0, second=0, microsecond=0)


def prune() -> int:
    """Delete the drafts whose time is over, and say how many."""
    gone, _ = models.Draft.objects.filter(expires_at__lte=timezone.now()).delete()
    return gone


def found_by(visit: Visit) -> bytes:
    return hashlib.sha256(visit.derived("find")).digest()


def place(row: models.Draft) -> str:
    return f"feedback.Draft:{bytes(row.found_by).hex()}"


def opened(row: models.Draft, visit: Visit) -> Draft | None:
    if row.content_sealed is None:
        return None
    try:
        content = unseal(visit.derived("draft"), bytes(row.content_sealed), bound_to=place(row))
    except SealBrokenError:
        return None
    return Draft(**json.loads(content))
