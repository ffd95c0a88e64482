"""A browser without JavaScript that goes through the journey as a person does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client

from imroc_ei.people.models import User
from tests.html import page_of, problems, words_of


@dataclass(frozen=True)
class People:
    ada: User
    bea: User
    outside: User


class Browser:
    """Fills in what a page shows and presses its buttons. It keeps cookies and nothing else."""

    def __init__(self) -> None:
        self.client = Client()
        self.content = b""
        self.at = ""

    def go(self, address: str) -> Browser:
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        self.at = answer.request["PATH_INFO"]
        if answer.request["QUERY_STRING"]:
            self.at += "?" + answer.request["QUERY_STRING"]
        self.content = answer.content
        return self

    def token(self) -> str:
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', self.content)
        assert found, self.content.decode()
        return found[1].decode()

    def fields(self) -> dict[str, Any]:
        """Return what the form of the page says before anybody touches it."""
        said: dict[str, Any] = {}
        form = page_of(self.content).xpath("//main//form")[-1]
        for name, value in form.form_values():
            # A line break right after the tag is no part of a text.
            said.setdefault(name, []).append(value.removeprefix("\n"))
        return said

    def asks_for(self) -> set[str]:
        """Return the names of everything that the page's form has a control for."""
        return set(page_of(self.content).xpath("//main//form")[-1].inputs.keys())

    def press(self, go: str = "on", **typed: Any) -> Browser:
        """Send the page's form with these answers, and follow to where it leads."""
        data = {**self.fields(), **typed, "go": go}
        answer = self.client.post(self.at, data)
        assert answer.status_code == 302, (self.at, answer.status_code, answer.content.decode())
        return self.go(answer.headers["Location"])

    @property
    def title(self) -> str:
        return words_of(page_of(self.content).xpath("//h1")[0])

    @property
    def words(self) -> str:
        return words_of(page_of(self.content).xpath("//main")[0])

    @property
    def problems(self) -> list[str]:
        return problems(self.content)

    @property
    def answers(self) -> dict[str, str]:
        """Return the answers on the last page, by their names there."""
        rows = page_of(self.content).xpath("//dl[@class='summary']/div")
        return {words_of(row.find("dt")): words_of(row.xpath("dd")[0]) for row in rows}

    @property
    def code(self) -> str:
        return words_of(page_of(self.content).get_element_by_id("code"))
