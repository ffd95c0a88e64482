"""A browser without scripts that speaks to a running site: reads a form, fills it in, sends it."""

from __future__ import annotations

import http.client
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

from tests.html import page_of, words_of

LONGEST_WAY = 5
File = tuple[str, bytes]


class Caller:
    def __init__(self, url: str, **cookies: str) -> None:
        self.url, self.cookies = url, cookies
        self.at, self.content = "", b""

    def go(self, path: str) -> Caller:
        return self._ask("GET", path)

    def press(self, *, button: tuple[str, str] | None = None, **typed: Any) -> Caller:
        """Send the page's last form with what is typed over what it says, and follow."""
        forms = page_of(self.content).xpath("//main//form[@method='post']")
        assert forms, (self.at, self.words)
        form = forms[-1]
        fields = [pair for pair in form.form_values() if pair[0] not in typed]
        fields += [pair for pair in typed.items() if pair[0] in form.inputs]
        fields += [button] if button else []
        boundary = uuid4().hex
        return self._ask(
            "POST",
            form.get("action") or self.at,
            body=multipart(fields, boundary),
            headers={"Content-Type": f"multipart/form-data; boundary={boundary}"},
        )

    def do(self, path: str, **typed: Any) -> None:
        """Open a page, fill in its form, send it, and be led on to another page."""
        self.go(path).press(**typed)
        assert self.at != path, (path, self.words)

    @property
    def words(self) -> str:
        return self.text_at("//main")

    def text_at(self, place: str) -> str:
        return words_of(page_of(self.content).xpath(place)[0])

    def _ask(self, method: str, path: str, **sent: Any) -> Caller:
        for _step in range(LONGEST_WAY):
            status, led_to = self._once(method, path, **sent)
            if not led_to:
                assert status == http.client.OK, (path, status)
                self.at = path
                return self
            where = urlsplit(urljoin(path, led_to))
            method, path, sent = "GET", where._replace(scheme="", netloc="").geturl(), {}
        raise AssertionError(path)

    def _once(self, method: str, path: str, **sent: Any) -> tuple[int, str]:
        asker = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        headers = {
            **sent.pop("headers", {}),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": "null" if path.startswith("/feedback/") else self.url,
            "Sec-Fetch-Site": "same-origin",
            "Referer": self.url + path,
        }
        if "/cases/" in path:
            headers["Origin"] = self.url
        asker.request(method, path, headers=headers, **sent)
        answer = asker.getresponse()
        self.content = answer.read()
        asker.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: kept.value for name, kept in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location", "")


def multipart(fields: list[tuple[str, Any]], boundary: str) -> bytes:
    """Write fields as a browser does; a pair of a name and bytes is a file."""
    parts = []
    for name, value in fields:
        head = f'Content-Disposition: form-data; name="{name}"'
        if isinstance(value, tuple):
            head += f'; filename="{value[0]}"\r\nContent-Type: application/pdf'
        content = value[1] if isinstance(value, tuple) else str(value).encode()
        parts.append(f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode()
