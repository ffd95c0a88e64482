from typing import Any

from django.http import HttpRequest
from django.test import RequestFactory

from feedback.door.visit import Visit


def request_of(
    *, key: bytes | None = None, address: str = "203.0.113.9", sent: dict[str, Any] | None = None
) -> HttpRequest:
    """Return a request as the door hands it on: with this key in its cookie, from this address."""
    factory = RequestFactory()
    request = factory.get("/feedback/") if sent is None else factory.post("/feedback/", sent)
    vars(request)["visit"] = Visit(key=key, address=address)
    return request
