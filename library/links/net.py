"""The way out to other machines: to public addresses alone, and never for longer than allowed."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]


class NotAllowedError(Exception):
    """The name leads to an address that is not for us to visit."""


class NoSuchHostError(Exception):
    """Nobody knows an address for the name."""


class Patience:
    """How long one check may go on in all, however many requests it needs."""

    def __init__(self, seconds: float) -> None:
        self.ends = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left. Raises TimeoutError when there are none."""
        seconds = self.ends - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    def excuse(self, seconds: float) -> None:
        """Do not count seconds in which we waited for ourselves."""
        self.ends += seconds


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the open internet, and leads nowhere else by a detour."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def addresses_of(host: str, port: int) -> list[str]:
    """Return the addresses of a name, as this machine's resolver gives them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as problem:
        if problem.errno == socket.EAI_AGAIN:
            raise OSError from problem
        raise NoSuchHostError(host) from problem
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Net:
    """Which names lead where, and where we may go. Tests put a server of their own in here."""

    resolve: Resolve = addresses_of
    allowed: Callable[[IPAddress], bool] = is_public
    trust: ssl.SSLContext | None = None

    def connect(self, host: str, port: int, *, secure: bool, patience: Patience) -> Line:
        """Open a connection to an address of `host` that has been looked at.

        The connection goes to that very address, so that a name cannot lead elsewhere in between.
        One address that is not allowed is enough to stay away from the name.
        """
        found = _in_time(lambda: self.resolve(host, port), patience)
        if not all(self.allowed(_parsed(address)) for address in found):
            raise NotAllowedError(host)
        opened = _first_that_answers(found, port, patience)
        if secure:
            opened = self._secured(opened, host, patience)
        return Line(opened, patience)

    def _secured(self, opened: socket.socket, host: str, patience: Patience) -> socket.socket:
        opened.settimeout(patience.left())
        try:
            return (self.trust or ssl.create_default_context()).wrap_socket(
                opened, server_hostname=host
            )
        except BaseException:
            opened.close()
            raise


def _parsed(address: str) -> IPAddress:
    try:
        return ipaddress.ip_address(address)
    except ValueError as problem:
        raise NotAllowedError(address) from problem


def _first_that_answers(found: list[str], port: int, patience: Patience) -> socket.socket:
    problem: OSError = OSError("no address")
    for tried, address in enumerate(found):
        # Each of the addresses that are left gets its share of the time that is left.
        share = patience.left() / (len(found) - tried)
        try:
            return socket.create_connection((address, port), timeout=share)
        except OSError as refused:
            problem = refused
    raise problem


def _in_time(ask: Callable[[], list[str]], patience: Patience) -> list[str]:
    """Ask the resolver, which knows no time limit of its own."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def work() -> None:
        try:
            answers.put(ask())
        except Exception as problem:
            answers.put(problem)

    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=patience.left())
    except Empty as problem:
        raise TimeoutError from problem
    if isinstance(answer, Exception):
        raise answer
    return answer


class Line:
    """An open connection on which every step takes from the same patience."""

    def __init__(self, opened: socket.socket, patience: Patience) -> None:
        self.opened, self.patience = opened, patience

    def send(self, words: bytes) -> None:
        self.opened.settimeout(self.patience.left())
        self.opened.sendall(words)

    def recv_into(self, buffer: bytearray | memoryview) -> int:
        self.opened.settimeout(self.patience.left())
        return self.opened.recv_into(buffer)

    def close(self) -> None:
        self.opened.close()
