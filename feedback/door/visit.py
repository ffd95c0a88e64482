"""What the door knows of a request: its own cookies, and the network in a form that fades."""

from __future__ import annotations

import binascii
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from feedback.door.paths import ROOT
from imroc_ei.sealing.values import KEY_BYTES, new_key

if TYPE_CHECKING:
    from feedback.door.drafts import Draft

COOKIE = "feedback"
CASE_COOKIE = "feedback_case"
NONCE_BYTES = 16


@dataclass
class Visit:
    """One request at the door. Nothing of it shows in a log or an error."""

    key: bytes | None = field(default=None, repr=False)
    sealed_case: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    draft: Draft | None = field(default=None, repr=False)
    # Cookies to set on the answer, by name; empty where one is to go.
    cookies: dict[str, str] = field(default_factory=dict, repr=False)

    def own_key(self) -> bytes:
        """Return the key in this browser's cookie, a new one where it has none."""
        if self.key is None:
            self.key = new_key()
            self.cookies[COOKIE] = encoded(self.key)
        return self.key

    def derived(self, purpose: str) -> bytes:
        return hmac.digest(self.own_key(), purpose.encode(), "sha256")

    def form_token(self) -> str:
        """Return what a form of ours carries: it fits the cookie, and is new on every page."""
        nonce = os.urandom(NONCE_BYTES)
        return encoded(nonce + self._mark_of(nonce))

    def gave(self, token: str) -> bool:
        """Whether a page that this browser was shown carried `token`."""
        content = decoded(token)
        if self.key is None or len(content) <= NONCE_BYTES:
            return False
        nonce, mark = content[:NONCE_BYTES], content[NONCE_BYTES:]
        return hmac.compare_digest(mark, self._mark_of(nonce))

    def _mark_of(self, nonce: bytes) -> bytes:
        return hmac.digest(self.derived("form"), nonce, "sha256")

    def forget_key(self) -> None:
        self.key = self.draft = None
        self.cookies[COOKIE] = ""

    def set_cookies(self, response: HttpResponseBase) -> None:
        for name, value in self.cookies.items():
            if value:
                response.set_cookie(
                    name,
                    value,
                    path=ROOT,
                    secure=settings.SERVED_OVER_TLS,
                    httponly=True,
                    # Strict would hide it from who comes back by a link in a mail.
                    samesite="Lax",
                )
            else:
                response.delete_cookie(name, path=ROOT, samesite="Lax")


def visit_of(request: HttpRequest) -> Visit:
    """Return what the door knows. Only a page in front of it may ask."""
    visit: Visit = vars(request)["visit"]
    return visit


def key_in(cookie: str) -> bytes | None:
    key = decoded(cookie)
    return key if len(key) == KEY_BYTES else None


def encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """Return what `encoded` made into text; nothing where it is something else."""
    try:
        return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        return b""
