"""Keeps every page in easy words that a test client was shown, whoever asked for it and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from django.test import Client

from feedback.door.paths import ROOT, is_easy
from tests.feedback.journey.sentences import length, sentences
from tests.html import page_of, words_of

# Shorter sentences can hardly be said in two ways.
FEWEST_WORDS = 5
# The site's own page, which does not stand in front of the door.
TWINS_ELSEWHERE = {"/feedback/easy/privacy/": "/privacy/"}
NOTE = "People with learning disabilities have not checked them yet."


@dataclass(frozen=True)
class Seen:
    """A page as it was shown: `twin` is what the same address says in standard words."""

    path: str
    name: str
    status: int
    content: bytes
    templates: frozenset[str]
    twin: bytes

    def __str__(self) -> str:
        return f"{self.path} ({self.status}, “{words_of(page_of(self.content).find('.//h1'))}”)"

    def faults(self, *, most: int) -> Iterator[str]:
        said = sentences(self.content)
        yield from (f"{length(words)} words: {words}" for words in said if length(words) > most)
        if NOTE not in said:
            yield "it does not say that nobody has checked it"
        if page_of(self.content).xpath("//*[@class='optional']"):
            yield "it says “optional”"
        if not page_of(self.content).xpath("//main//svg"):
            yield "it has no drawing"
        same = self.said_by_twin().intersection(sentences(self.content, "//main"))
        yield from (f"the standard page says the same: {words}" for words in sorted(same))

    def said_by_twin(self) -> set[str]:
        """Return what the twin says in sentences that can be said in another way as well."""
        said = sentences(self.twin, "//main") if self.twin else []
        return {words for words in said if len(re.findall(r"[^\W\d]+", words)) >= FEWEST_WORDS}


def is_in_easy_words(path: str, answer: Any) -> bool:
    """Whether a page of ours is in easy words: its address says so, or its template does."""
    return is_easy(path) or any("/easy" in name for name in templates_of(answer))


def is_page(answer: Any) -> bool:
    return bool(answer.get("Content-Type", "").startswith("text/html") and answer.content)


def templates_of(answer: Any) -> frozenset[str]:
    return frozenset(template.name or "" for template in answer.templates)


def in_standard_words(path: str) -> str:
    return TWINS_ELSEWHERE.get(path) or path.replace("/easy/", "/", 1)


@contextmanager
def watching() -> Iterator[list[Seen]]:
    """Keep what is shown within the block, each with its twin, asked for in the same moment."""
    seen: list[Seen] = []
    real = Client.request

    def request(client: Client, **asked: Any) -> Any:
        answer: Any = real(client, **asked)
        path = asked["PATH_INFO"]
        if path.startswith(ROOT) and is_page(answer) and is_in_easy_words(path, answer):
            match = answer.wsgi_request.resolver_match
            page = Seen(
                path=path,
                name=match.url_name if match else "",
                status=answer.status_code,
                content=answer.content,
                templates=templates_of(answer),
                twin=twin_of(client, asked),
            )
            seen.append(page)
        return answer

    def twin_of(client: Client, asked: dict[str, Any]) -> bytes:
        path = in_standard_words(asked["PATH_INFO"])
        if asked["REQUEST_METHOD"] != "GET" or path == asked["PATH_INFO"]:
            return b""
        answer: Any = real(client, **{**asked, "PATH_INFO": path, "QUERY_STRING": ""})
        return bytes(answer.content)

    with mock.patch.object(Client, "request", request):
        yield seen
