"""Starts the whole site on this machine with one command: web, worker and their schedule.

SQLite holds the data, files in `var/` carry the tasks, and nothing else has to be installed.
Stopping it (Ctrl-C) stops everything; starting it again keeps the data.
"""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import TextIO
from urllib.error import URLError
from urllib.request import urlopen

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connections

from imroc_ei.serving.start import refuse_to_start_wrongly

SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
PREPARATION: tuple[tuple[str, ...], ...] = (
    ("migrate", "--no-input"),
    ("createcachetable",),
    ("load_plan",),
    ("load_demo",),
    ("rebuild_search",),
    ("collectstatic", "--no-input", "--clear"),
)


class CannotStartError(Exception):
    """Says in plain words why the site does not start, and what to do."""


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def listen_addresses(port: int) -> list[str]:
    """Return where the web process listens: `localhost` in both families, where there are two.

    Raises CannotStartError where somebody else listens there already.
    """
    found = []
    for family, host, shown in (
        (socket.AF_INET, "127.0.0.1", "127.0.0.1"),
        (socket.AF_INET6, "::1", "[::1]"),
    ):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except PermissionError:
            raise CannotStartError(
                f"Port {port} is not for everybody: take one above 1023."
            ) from None
        except OSError as problem:
            if family == socket.AF_INET6 and problem.errno != errno.EADDRINUSE:
                continue
            raise CannotStartError(
                f"Port {port} is taken: this site, or another program, already runs there. "
                f"Look at http://localhost:{port}/, or start with another port: "
                f"make run PORT={port + 1}"
            ) from None
        found.append(f"{shown}:{port}")
    return found


def prepare(log: TextIO) -> None:
    """Bring the database, the plan, the made-up data and the static files up to date."""
    for command, *options in PREPARATION:
        log.write(f"# {command}\n")
        call_command(command, *options, stdout=log, stderr=log)
    connections.close_all()


def start(name: str, *command: str) -> subprocess.Popen[bytes]:
    """Start one part of the site in a session of its own, so that Ctrl-C reaches only us."""
    with log_file(name).open("ab") as log:
        # What is started is named in this file, by us.
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", *command],
            cwd=settings.BASE_DIR,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )


def log_file(name: str) -> Path:
    folder: Path = settings.VAR_DIR / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"


def start_parts(addresses: list[str]) -> dict[str, subprocess.Popen[bytes]]:
    binds = [option for address in addresses for option in ("--bind", address)]
    return {
        "web": start(
            *("web", "gunicorn", "--config", "python:imroc_ei.serving.gunicorn"),
            *("--workers", "2", *binds, "imroc_ei.wsgi"),
        ),
        "worker": start(
            "worker",
            *("celery", "--app", "imroc_ei", "worker", "--beat", "--pool", "solo"),
            *("--loglevel", "INFO", "--schedule", str(settings.VAR_DIR / "schedule")),
        ),
    }


def wait_until_ready(port: int, parts: dict[str, subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        complain_about_dead(parts)
        try:
            with urlopen(f"http://localhost:{port}/healthz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise CannotStartError(f"The site did not answer in time. See {log_file('web')}")


def complain_about_dead(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in parts.items():
        if process.poll() is not None:
            raise CannotStartError(f"The {name} process stopped. See {log_file(name)}")


def stop(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    """Let every part finish what it has in hand; end it where that takes too long.

    Asked a second time (Ctrl-C again), do not wait, and leave nothing running either.
    """
    for process in parts.values():
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    seconds = SECONDS_TO_STOP
    for process in parts.values():
        try:
            process.wait(seconds)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            seconds = 0
            # The part and its own children: the worker's schedule is one.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def who_may_sign_in() -> list[str]:
    return [
        "Made-up people sign in with the password imroc-demo:",
        "  consultant@example.org, second@example.org   consultants",
        "  lead@example.org                             lead",
        "  handler@example.org, handler2@example.org    handlers",
        "  owner@example.org                            owner",
        "  outside@example.org                          outside contact",
        "Ctrl-C stops the site. What you write is kept in var/.",
    ]


def run(port: int) -> None:
    addresses = listen_addresses(port)
    say("Getting ready: database, plan, made-up data, static files …")
    with log_file("start").open("w") as log:
        try:
            prepare(log)
        except Exception:
            traceback.print_exc(file=log)
            raise CannotStartError(
                f"The data could not be prepared. See {log_file('start')}"
            ) from None
    parts = start_parts(addresses)
    try:
        wait_until_ready(port, parts)
        say(f"Ready: http://localhost:{port}/")
        for line in who_may_sign_in():
            say(line)
        while True:
            complain_about_dead(parts)
            time.sleep(0.5)
    finally:
        stop(parts)


def ask_to_stop(*_signal: object) -> None:
    raise KeyboardInterrupt


def listen_for_signals() -> None:
    """Ctrl-C stops the site from a script, too, where shells have it ignored. nohup stays."""
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, ask_to_stop)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, ask_to_stop)


def main() -> int:
    port = int(os.environ.get("PORT", "8000"))
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imroc_ei.settings")
    listen_for_signals()
    try:
        django.setup()
        refuse_to_start_wrongly()
        run(port)
    except (CannotStartError, ImproperlyConfigured) as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
