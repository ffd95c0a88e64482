"""A browser that sends a form from a page of the site, and sends again what it is given back."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.html import page_of, token_of, words_of

HERE = "http://testserver"
FROM_HERE = {"origin": HERE, "sec-fetch-site": "same-origin"}
STALE = {"csrfmiddlewaretoken": "a" * 64}
LONG = "We met and talked\r\nabout what got in the way"


def strict(**headers: str) -> Client:
    """Return a browser whose forms need their token; from our own page unless headers say."""
    return Client(enforce_csrf_checks=True, headers=headers or FROM_HERE)


def token(client: Client) -> dict[str, str]:
    """Return the token of this browser, as any page of ours has it."""
    return token_of(client.get("/reading/").content)


def given_back(answer: Any) -> dict[str, list[str]]:
    """Return what the form of the page would send, as a browser reads it, without its token."""
    found: dict[str, list[str]] = {}
    for control in page_of(answer.content).xpath("//main//form//*[@name]"):
        if control.tag == "button" or control.get("type") == "file":
            continue
        # The first line break of a text field is none of its text.
        text = (control.text or "").removeprefix("\n")
        value = text if control.tag == "textarea" else control.get("value")
        found.setdefault(control.get("name"), []).append(value)
    found.pop("csrfmiddlewaretoken", None)
    return found


def heading(answer: Any) -> str:
    return words_of(page_of(answer.content).find(".//h1"))
