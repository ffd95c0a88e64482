from __future__ import annotations

from typing import Any

from django.test import Client

from tests.html import main_words, token_of


class Visitor:
    """Somebody in front of the door, in a browser of their own that sends what browsers send."""

    def __init__(self, address: str = "203.0.113.9") -> None:
        self.client = Client(REMOTE_ADDR=address)

    def get(self, path: str) -> Any:
        return self.client.get(path, follow=True)

    def words(self, path: str) -> str:
        """Return the words of the main part of a page."""
        return main_words(self.get(path).content)

    def send(self, path: str, data: dict[str, Any] | None = None, *, page: str = "") -> Any:
        """Open the page with the form, send it, and return the page that it leads to."""
        token = token_of(self.client.get(page or path, follow=True).content)
        headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
        return self.client.post(path, {**(data or {}), **token}, headers=headers, follow=True)
