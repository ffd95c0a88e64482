"""The site as a visitor meets it: collected and compressed files, behind gunicorn."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.rig.servers import free_port
from tests.rig.tools import BIN, ROOT
from tests.sites import Sites

SECONDS_TO_START = 30
SECONDS_TO_STOP = 20


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")


@contextmanager
def served(folder: Path, sites: Sites) -> Iterator[str]:
    """Serve a site of its own, with its data in `folder`, and yield its address."""
    url, environment = prepared(folder, sites)
    command = ("gunicorn", "imroc_ei.wsgi", "--bind", url.removeprefix("http://"))
    with running(command, folder / "web.log", url, environment):
        yield url


def prepared(folder: Path, sites: Sites) -> tuple[str, dict[str, str]]:
    """Make the data of a site in `folder`; return an address for it, and its environment."""
    url = f"http://localhost:{free_port()}"
    environment = {**os.environ, "VAR_DIR": str(folder), "SITE_URL": url, "DEMO": "0"}
    environment["DJANGO_SETTINGS_MODULE"] = "imroc_ei.settings"
    environment.pop("DATABASE_URL", None)
    environment.pop("REDIS_URL", None)
    sites.with_plan(folder)
    return url, environment


@contextmanager
def running(
    command: tuple[str, ...], log: Path, url: str, environment: dict[str, str]
) -> Iterator[None]:
    """Run a module of Python that serves the site, and write all that it says into `log`."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(BIN / "python"), "-m", *command],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        wait_for(url, process)
        yield
    finally:
        process.terminate()
        process.wait(SECONDS_TO_STOP)
