"""A handler's browser: reads a form, fills it in, and sends what was in its hidden fields."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from feedback.models import Case
from imroc_ei.people.models import User
from tests.clients import signed_in


def address(case: Case, doing: str) -> str:
    return reverse("case_do", args=[case.public_id, doing])


def hidden(client: Client, path: str) -> dict[str, str]:
    """Return what a form at this address sends without being asked."""
    form = client.get(path).context["form"]
    return {field.html_name: str(field.value()) for field in form.hidden_fields()}


def send(person: User, case: Case, doing: str, **said: Any) -> Any:
    """Read the form of a doing as this person, fill it in and send it."""
    client = signed_in(person)
    path = address(case, doing)
    return client.post(path, {**hidden(client, path), **said})


ACKNOWLEDGEMENT = {
    "understood": "The door was shut.",
    "wanted": "That it opens.",
    "who": "Hari",
    "by_when": "In ten days",
    "support": "Somebody can come along.",
}
ANSWER = {
    "point-1": "The door was shut",
    "found-1": "upheld",
    "why-1": "It was locked.",
    "remedy-1": "It is open now.",
    "elsewhere": "The Ombudsman.",
}
