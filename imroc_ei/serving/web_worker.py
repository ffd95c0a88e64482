"""The worker of the web process. What gunicorn refuses before the site is asked (an address that
is too long, more cookies than it reads) is answered by a page of the site, too."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.utils.module_loading import import_string
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine
from gunicorn.workers.sync import SyncWorker

# A caller who is still sending gets this long, and is heard this far, before we hang up.
SECONDS_TO_HEAR_OUT = 2.0
BYTES_TO_HEAR_OUT = 1024 * 1024
HEAD = """\
HTTP/1.1 {status.value} {status.phrase}\r
Connection: close\r
Content-Type: text/html; charset=utf-8\r
Content-Length: {length}\r
Content-Security-Policy: default-src 'self'; base-uri 'none'; frame-ancestors 'none'\r
X-Content-Type-Options: nosniff\r
Referrer-Policy: same-origin\r
Cache-Control: no-store\r
\r
"""


class Worker(SyncWorker):
    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        match exc:
            case LimitRequestLine():
                self.refuse(client, HTTPStatus.REQUEST_URI_TOO_LONG)
            case LimitRequestHeaders():
                self.refuse(client, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            case _:
                super().handle_error(req, client, addr, exc)

    def refuse(self, client: socket.socket, status: HTTPStatus) -> None:
        """Say so on a page, which knows nothing of who asked."""
        # The site is loaded after the worker's class is.
        page_of: Callable[[int], str] = import_string("imroc_ei.pages.error_pages.too_long_page")
        page = page_of(status.value).encode()
        # Who asked may have hung up already.
        with suppress(OSError):
            client.settimeout(SECONDS_TO_HEAR_OUT)
            client.sendall(HEAD.format(status=status, length=len(page)).encode() + page)
            hear_out(client)


def hear_out(client: socket.socket) -> None:
    """Read what is still coming: a browser whose sending breaks off shows no answer at all."""
    client.shutdown(socket.SHUT_WR)
    until, heard = time.monotonic() + SECONDS_TO_HEAR_OUT, 0
    while heard < BYTES_TO_HEAR_OUT and time.monotonic() < until:
        part = client.recv(65_536)
        if not part:
            return
        heard += len(part)
