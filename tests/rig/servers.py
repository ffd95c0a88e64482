"""Starts PostgreSQL and Redis for a run of the tests, with nothing kept and nothing shared."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

SUPERUSER = 0
SECONDS_TO_STOP = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def as_postgres(folder: Path) -> list[str]:
    """Return what goes in front of a command of PostgreSQL, which refuses to run as root."""
    if os.geteuid() != SUPERUSER:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def quietly(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def postgres(binaries: Path) -> Iterator[str]:
    """Start a PostgreSQL of our own and yield its address as DATABASE_URL takes it."""
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        before = as_postgres(folder)
        port = free_port()
        data = str(folder / "data")
        control = [*before, str(binaries / "pg_ctl"), "-D", data, "-w"]
        quietly(
            *before,
            str(binaries / "initdb"),
            *("-D", data, "--no-sync", "--auth=trust", "--username=tests", "--encoding=UTF8"),
            cwd=folder,
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {name} -F"
        options += " -c full_page_writes=off -c synchronous_commit=off"
        quietly(*control, "-o", options, "-l", str(folder / "log"), "start", cwd=folder)
        try:
            yield f"postgres://tests@127.0.0.1:{port}/postgres"
        finally:
            quietly(*control, "-m", "immediate", "stop", cwd=folder)


@contextmanager
def redis(binary: str, port: int | None = None) -> Iterator[str]:
    """Start a Redis of our own and yield its address as REDIS_URL takes it."""
    port = port or free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        process = subprocess.Popen([binary, *options], cwd=folder, stdout=subprocess.DEVNULL)
        try:
            yield f"redis://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(SECONDS_TO_STOP)


@contextmanager
def both(binaries: Path, redis_binary: str) -> Iterator[dict[str, str]]:
    """Start both and yield the environment that makes the site use them."""
    with ExitStack() as stack:
        yield {
            "DATABASE_URL": stack.enter_context(postgres(binaries)),
            "REDIS_URL": stack.enter_context(redis(redis_binary)),
        }
