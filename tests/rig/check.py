"""`make check`: everything that can be said about the code without running its pages."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from imroc_ei.sealing.keys import new_lines
from tests.rig import locks
from tests.rig.tools import BIN, ROOT, say

SECONDS_FOR_NEWS = 30


@dataclass(frozen=True)
class Answer:
    """Whether a check is content, and what it says."""

    content: bool
    text: str = ""


Check = Callable[[], Answer]


def command(*words: str, fails: bool = False, **environment: str) -> Check:
    """Return the check that runs a tool of ours; with `fails`, it has to refuse."""

    def check() -> Answer:
        done = subprocess.run(
            [str(BIN / words[0]), *words[1:]],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if fails:
            return Answer(done.returncode != 0, "It should have been refused, and was not.")
        return Answer(done.returncode == 0, done.stdout + done.stderr)

    return check


def deploy(*, fails: bool = False, **environment: str) -> Check:
    """Return the check of the settings that a public site has, changed by `environment`."""
    public = {
        "SITE_URL": "https://equity.example.org",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "EMAIL_URL": "submission://user:password@mail.example.org:587",
        "MAIL_FROM": "Equity and inclusion <no-reply@example.org>",
        "VAR_DIR": tempfile.mkdtemp(prefix="check-"),
        "DEMO": "0",
        "DEBUG": "0",
        **dict(line.split("=", 1) for line in new_lines()),
    }
    words = ("python", "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    return command(*words, fails=fails, **public | environment)


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def no_registry_named() -> Answer:
    """No file names the host that packages come from: that is each machine's own setting."""
    hosts = locks.registry_hosts()
    found = [
        f"{path.relative_to(ROOT)} names {host}"
        for path in tracked_files()
        if path.is_file() and not path.is_symlink()
        for host in hosts
        if host.encode() in path.read_bytes()
    ]
    return Answer(not found, "\n".join(found))


def locks_fit() -> Answer:
    wrong = locks.faults()
    return Answer(not wrong, "\n".join([*wrong, "Run: make lock"]))


def checks() -> dict[str, Check]:
    python = ("python", "-W", "error", "manage.py")
    return {
        "lint": command("ruff", "check", "."),
        "format": command("ruff", "format", "--check", "."),
        "types": command("mypy", "."),
        "who may import whom": command("lint-imports"),
        "templates": command("djlint", "--lint", "--quiet", "templates"),
        "migrations": command(*python, "makemigrations", "--check", "--dry-run"),
        "settings of a public site": deploy(),
        "made-up data is refused there": deploy(fails=True, DEMO="1"),
        "plain http is refused there": deploy(fails=True, SITE_URL="http://equity.example.org"),
        "lock files": locks_fit,
        "no package registry named": no_registry_named,
    }


def news() -> str:
    """Say which dependencies are behind. Never a failure, and silent where nobody answers."""
    try:
        done = subprocess.run(
            [str(BIN / "uv"), "pip", "list", "--outdated", "--python", str(BIN / "python")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=SECONDS_FOR_NEWS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return "Which dependencies are behind could not be asked."
    return f"Dependencies that are behind:\n{done.stdout}" if done.stdout else "None is behind."


def main() -> int:
    failed = []
    for name, check in checks().items():
        answer = check()
        say(f"{'ok    ' if answer.content else 'FAILED'}  {name}")
        if not answer.content:
            failed.append(name)
            say(answer.text)
    say(news())
    say(f"Not content: {', '.join(failed)}" if failed else "Everything is content.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
