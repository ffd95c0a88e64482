"""What real servers write down of who is in front of the door: nothing that tells them apart."""

from __future__ import annotations

import http.client
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from imroc_ei.serving import gunicorn
from tests.browser.served import prepared, running
from tests.sites import Sites

# As the server sees it, and as a proxy in front of it says.
CALLER, FORWARDED = "127.0.0.77", "203.0.113.78"
TELLING = {
    "X-Forwarded-For": FORWARDED,
    "User-Agent": "Telling/1.0",
    "Referer": "https://example.org/from-here",
    "Authorization": "Basic dGVsbGluZzp0ZWxsaW5n",
    "Cookie": "sessionid=telling; feedback=telling",
}
PATHS = ("/feedback/", "/feedback/easy/", "/feedback/follow-up/", "/feedback/nowhere/")
ACCESS_LOG = (
    '%(h)s %(u)s "%(r)s" %(s)s "%(f)s" "%(a)s" %({REMOTE_ADDR}e)s %({HTTP_X_FORWARDED_FOR}e)s '
    "%({HTTP_COOKIE}e)s"
)
SECONDS_TO_WRITE = 10


def ask(url: str) -> list[int]:
    """Open the pages, and send a form, from an address of this machine that nobody else has."""
    where = urlsplit(url)
    statuses = []
    for method, path in [*(("GET", path) for path in PATHS), ("POST", "/feedback/follow-up/")]:
        caller = http.client.HTTPConnection(
            where.hostname or "", where.port, source_address=(CALLER, 0), timeout=30
        )
        caller.request(method, path, body=b"code=1" if method == "POST" else None, headers=TELLING)
        statuses.append(caller.getresponse().status)
        caller.close()
    return statuses


def ask_what_is_not_understood(url: str) -> None:
    where = urlsplit(url)
    with socket.create_connection(
        (where.hostname or "", where.port or 80), source_address=(CALLER, 0), timeout=30
    ) as caller:
        caller.sendall(b"GET /feedback/ HTTP/9.9\r\n\r\n")
        caller.recv(1000)


def read_until(log: Path, text: str) -> str:
    until = time.monotonic() + SECONDS_TO_WRITE
    while text not in log.read_text() and time.monotonic() < until:
        time.sleep(0.1)
    return log.read_text()


def test_servers_write_down_no_address_even_where_they_log_access(
    tmp_path: Path, sites: Sites
) -> None:
    url, environment = prepared(tmp_path, sites)
    url = url.replace("localhost", "127.0.0.1")
    environment |= {"SITE_URL": url, "BEHIND_PROXY": "1"}
    bind = url.removeprefix("http://")
    access = ("--access-logfile", "-", "--access-logformat", ACCESS_LOG)
    web = ("gunicorn", "--config", "python:imroc_ei.serving.gunicorn", "imroc_ei.wsgi")
    servers = {
        "gunicorn": (*web, "--bind", bind, *access),
        "runserver": ("django", "runserver", "--noreload", bind),
    }
    for name, command in servers.items():
        log = tmp_path / f"{name}.log"
        with running(command, log, url, environment):
            assert ask(url) == [200, 200, 200, 404, 403]
            if name == "gunicorn":
                ask_what_is_not_understood(url)
                assert "ip=[address]" in read_until(log, "ip=")
        written = log.read_text()
        assert "/feedback/follow-up/" in written
        telling = (CALLER, FORWARDED, "elling", "example.org")
        assert [text for text in telling if text in written] == []


def test_access_is_not_logged_at_all_unless_somebody_asks_for_it() -> None:
    assert gunicorn.accesslog is None
