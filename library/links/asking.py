"""One polite request: what it says, and as little of the answer as is needed."""

from __future__ import annotations

import io
import re
import socket
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, cast
from urllib.parse import SplitResult, quote, urlsplit

from library.links.net import Line, Net, Patience

if TYPE_CHECKING:
    # What a stream may be read into; the name exists for type checkers alone.
    from _typeshed import WriteableBuffer

PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
NAME = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+(%[a-z0-9]+)?")
# What may stand in an address as it is; all else is written as %XX.
PLAIN = "/%:=&?~#+!$,;'@()*[]"


class BadAddressError(ValueError):
    """An address that leads to no page: no http, no name, or a port that does not exist."""


@dataclass(frozen=True)
class Place:
    """A page's address, taken apart."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def at(self, path: str) -> Place:
        return Place(self.scheme, self.host, self.port, path)


def place_of(address: str) -> Place:
    """Take an address apart. A name and password in it are left out: they are not ours to use."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = _plain_name(parts.hostname or "")
    except (ValueError, UnicodeError) as problem:
        raise BadAddressError(address) from problem
    if parts.scheme not in PORTS:
        raise BadAddressError(address)
    return Place(parts.scheme, host, port, _path_of(parts))


def _plain_name(host: str) -> str:
    """Write a name in the letters that name servers know. Raises ValueError if there is none."""
    plain = host if ":" in host else host.encode("idna").decode().lower()
    if not NAME.fullmatch(plain):
        raise ValueError(host)
    return plain


def _path_of(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return quote(f"{parts.path or '/'}{query}", safe=PLAIN)


@dataclass(frozen=True)
class Answer:
    status: int
    location: str = ""
    body: bytes = b""

    @property
    def is_redirect(self) -> bool:
        return self.status in REDIRECTS


class _Reader(io.RawIOBase):
    def __init__(self, line: Line) -> None:
        self.line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        return self.line.recv_into(memoryview(buffer))


class _Readable:
    """As much of a socket as the standard library's reader of answers asks for."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self.line))


def ask(
    net: Net,
    place: Place,
    method: str,
    *,
    user_agent: str,
    patience: Patience,
    most_bytes: int,
) -> Answer:
    """Send one request and return its answer, with at most `most_bytes` of the body.

    Raises what `Net.connect` raises, and OSError where the answer is no answer.
    """
    line = net.connect(place.host, place.port, secure=place.scheme == "https", patience=patience)
    try:
        line.send(_request(place, method, user_agent))
        # The reader asks for nothing of a socket but its file.
        response = HTTPResponse(cast("socket.socket", _Readable(line)), method=method)
        response.begin()
        body = response.read(most_bytes) if most_bytes else b""
        return Answer(response.status, response.headers.get("Location", ""), body)
    except (HTTPException, ValueError) as problem:
        raise OSError("no answer in HTTP") from problem
    finally:
        line.close()


def _request(place: Place, method: str, user_agent: str) -> bytes:
    lines = (
        f"{method} {place.path} HTTP/1.1",
        f"Host: {place.authority}",
        f"User-Agent: {user_agent}",
        "Accept: */*",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")
