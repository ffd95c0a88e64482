"""Opening a case with its code, and keeping it open from page to page without the code.

The way to open it travels in a sealed cookie that only this site can read and that is good in
this browser alone. It is never in an address, and the server keeps nothing of it.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from feedback.door import network
from feedback.door.visit import CASE_COOKIE, Visit, decoded, encoded, visit_of
from feedback.models import Case
from feedback.vault.codes import derive, peppers, understood
from feedback.vault.rotation import renew
from feedback.vault.sealed import KeyGoneError, key_by_code
from imroc_ei.sealing.values import SealBrokenError, seal, unseal

LIFE = timedelta(minutes=30)


@dataclass
class Opened:
    """A case that somebody opened with its code. Without a key its words have been destroyed."""

    case: Case
    key: bytes | None = field(repr=False)
    # What has just been done, by name; told once.
    done: str = ""


def open_with(request: HttpRequest, typed: str) -> bool:
    """Open the case of a code for this browser, and return whether there is one.

    Raises CodeTypoError for what cannot be a code: that costs nothing and counts as nothing.
    Raises TooOftenError while this network has to wait.
    """
    code = understood(typed)
    where = network.bucket(request)
    network.may_try(where)
    for pepper in peppers():
        derived = derive(code, pepper=pepper)
        case = Case.objects.filter(code_look_up=derived.look_up).first()
        if case is not None:
            network.was_right(where)
            current = renew(case, code=code, derived=derived)
            carry(visit_of(request), case.public_id, current.wrapping_key)
            return True
    return False


def opened(request: HttpRequest) -> Opened | None:
    """Return the case that this browser has open, and keep it open for as long again."""
    visit = visit_of(request)
    carried = carried_in(visit)
    if carried is None:
        return None
    public_id, wrapping_key, done = carried
    case = Case.objects.select_related("procedure").filter(public_id=public_id).first()
    if case is None:
        return None
    try:
        key = key_by_code(case, wrapping_key)
    except KeyGoneError:
        return Opened(case, None)
    except SealBrokenError:
        # Another code was given out since.
        return None
    carry(visit, public_id, wrapping_key)
    return Opened(case, key, done)


def tell_once(request: HttpRequest, done: str) -> None:
    """Let the next page say what has been done."""
    visit = visit_of(request)
    carried = carried_in(visit)
    if carried is not None:
        carry(visit, carried[0], carried[1], done)


def leave(request: HttpRequest) -> None:
    visit = visit_of(request)
    visit.sealed_case = ""
    visit.cookies[CASE_COOKIE] = ""


def carry(visit: Visit, public_id: str, wrapping_key: bytes, done: str = "") -> None:
    until = (timezone.now() + LIFE).timestamp()
    content = [public_id, encoded(wrapping_key), until, done]
    sealed = seal(own_key(), json.dumps(content).encode(), bound_to=place_in(visit))
    visit.sealed_case = visit.cookies[CASE_COOKIE] = encoded(sealed)


def carried_in(visit: Visit) -> tuple[str, bytes, str] | None:
    """Return which case the cookie holds, what opens it, and what has just been done."""
    if not visit.sealed_case or visit.key is None:
        return None
    try:
        content = unseal(own_key(), decoded(visit.sealed_case), bound_to=place_in(visit))
    except SealBrokenError:
        return None
    public_id, wrapping_key, until, done = json.loads(content)
    if until < timezone.now().timestamp():
        return None
    return public_id, decoded(wrapping_key), done


def own_key() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"feedback:case-cookie", "sha256")


def place_in(visit: Visit) -> str:
    return f"feedback:case-cookie:{visit.derived('case').hex()}"
