"""A small web for the checker: every name in it is this machine, and it has every kind of link."""

from __future__ import annotations

import contextlib
import ipaddress
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from library.links.net import IPAddress, Net, NoSuchHostError

HERE = "127.0.0.1"
# In this web these names lead here, which stands for the open internet …
OPEN = {"open.test", "other.test", "asks-programs-away.test", "busy.test", "no-robots.test"}
# … and these lead where nobody may go.
CLOSED = {
    "loopback.test": ["127.0.0.9"],
    "private.test": ["10.1.2.3"],
    "link-local.test": ["169.254.169.254"],
    "both.test": [HERE, "192.168.1.1"],
}
ROBOTS = {
    "open.test": "User-agent: *\nDisallow: /closed\nAllow: /closed/but-this",
    "asks-programs-away.test": "User-agent: *\nDisallow: /",
}
HUGE = 50_000_000


@dataclass
class Seen:
    """What the server was asked, and how much of it at once."""

    requests: list[tuple[str, str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: Counter[str] = field(default_factory=Counter)
    most_at_once: Counter[str] = field(default_factory=Counter)
    bytes_sent: int = 0
    lock: Any = field(default_factory=threading.Lock)

    def paths(self, host: str, method: str) -> list[str]:
        return [path for verb, name, path in self.requests if (verb, name) == (method, host)]


@dataclass(frozen=True)
class Web:
    net: Net
    port: int
    seen: Seen

    def address(self, path: str, *, host: str = "open.test") -> str:
        return f"http://{host}:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    seen: Seen

    def log_message(self, *args: Any) -> None:
        pass

    @property
    def name(self) -> str:
        return self.headers["Host"].partition(":")[0]

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        path = urlsplit(self.path).path
        with self.seen.lock:
            self.seen.requests.append((self.command, self.name, self.path))
            self.seen.agents.add(self.headers["User-Agent"])
            self.seen.at_once[self.name] += 1
            most = max(self.seen.most_at_once[self.name], self.seen.at_once[self.name])
            self.seen.most_at_once[self.name] = most
        self.is_counted = True
        try:
            self.robots() if path == "/robots.txt" else self.page(path)
        finally:
            self.leave()

    def leave(self) -> None:
        """Count a visitor no longer, before they can know that they have their answer."""
        if self.is_counted:
            with self.seen.lock:
                self.seen.at_once[self.name] -= 1
        self.is_counted = False

    def robots(self) -> None:
        if self.name == "busy.test":
            self.say(503)
        elif self.name in ROBOTS:
            self.say(200, ROBOTS[self.name].encode())
        else:
            self.say(404)

    def page(self, path: str) -> None:
        kind, _slash, rest = path.strip("/").partition("/")
        if kind.isdigit():
            self.say(int(kind), location=f"/{rest}" if rest else "")
        elif kind == "no-head":
            self.say(405 if self.command == "HEAD" else 200)
        else:
            getattr(self, kind.replace("-", "_"))(rest)

    def closed(self, rest: str) -> None:
        self.say(200)

    def loop(self, rest: str) -> None:
        self.say(302, location="/loop")

    def chain(self, rest: str) -> None:
        """Lead on from address to address, for good, as often as the number says."""
        self.say(301, location=f"/chain/{int(rest) - 1}") if int(rest) else self.say(200)

    def to(self, rest: str) -> None:
        """Lead to another host: /to/301/other.test/200."""
        status, host, path = rest.split("/", 2)
        port = self.headers["Host"].partition(":")[2]
        self.say(int(status), location=f"http://{host}:{port}/{path}")

    def to_file(self, rest: str) -> None:
        self.say(302, location="file:///etc/passwd")

    def to_no_host(self, rest: str) -> None:
        self.say(302, location="http://[::1")

    def no_location(self, rest: str) -> None:
        self.say(301)

    def slow(self, rest: str) -> None:
        time.sleep(3)
        self.say(200)

    def brief(self, rest: str) -> None:
        time.sleep(0.05)
        self.say(200)

    def drip(self, rest: str) -> None:
        """Send a head without end, a letter at a time, each well before anybody gives up."""
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
            for _letter in range(200):
                time.sleep(0.05)
                self.wfile.write(b"a")
                self.wfile.flush()

    def nothing(self, rest: str) -> None:
        """Close without an answer."""
        self.close_connection = True

    def nonsense(self, rest: str) -> None:
        self.wfile.write(b"Good morning\r\n\r\n")
        self.close_connection = True

    def huge(self, rest: str) -> None:
        if self.command == "HEAD":
            self.say(405)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(HUGE))
        self.end_headers()
        with contextlib.suppress(OSError):
            while self.seen.bytes_sent < HUGE:
                self.wfile.write(b"x" * 10_000)
                self.seen.bytes_sent += 10_000

    def say(self, status: int, body: bytes = b"", *, location: str = "") -> None:
        self.leave()
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def resolve(host: str, port: int) -> list[str]:
    if host in OPEN:
        return [HERE]
    if host in CLOSED:
        return CLOSED[host]
    raise NoSuchHostError(host)


def is_open(address: IPAddress) -> bool:
    """In this web one address of this machine stands for the open internet, and no other."""
    return address == ipaddress.ip_address(HERE)


@contextlib.contextmanager
def small_web() -> Iterator[Web]:
    seen = Seen()
    handler = type("Handler", (Handler,), {"seen": seen})
    server = ThreadingHTTPServer((HERE, 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield Web(Net(resolve=resolve, allowed=is_open), server.server_address[1], seen)
    finally:
        server.shutdown()
        server.server_close()
