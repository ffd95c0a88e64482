"""What the commands share: where things are, and how they tell what they do."""

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent


def say(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def everything() -> bool:
    """Whether nothing may be missing (`ALL=1`)."""
    return os.environ.get("ALL", "") not in ("", "0")


def chromium() -> str | None:
    """Return where Debian's Chromium is, if it is installed."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


def postgres_bin() -> Path | None:
    """Return the folder of the newest PostgreSQL that is installed, if one is."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


def redis_server() -> str | None:
    return shutil.which("redis-server")


def in_words(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
