"""`make image`: the Dockerfile's own commands in bare Debian folders, where no Docker is needed.

Needs root and debootstrap. Each stage is a folder with Debian and its Python; `RUN` happens in
it by chroot, `COPY` copies, and at the end the image's command and its health check are run as
its user, on SQLite.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from imroc_ei.sealing.keys import new_lines
from tests.rig.tools import ROOT, say

RELEASE = "bookworm"
PACKAGES = "python3,python3-venv,ca-certificates"
SECONDS_TO_ANSWER = 40
# How this machine reaches its packages: not part of the image.
FROM_THIS_MACHINE = ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs/ca-certificates.crt")
SET_UP = (
    "python manage.py migrate --no-input",
    "python manage.py createcachetable",
    "python manage.py load_plan",
    "python manage.py check",
)


class RefusedError(Exception):
    """A command of the image failed."""


@dataclass
class Stage:
    """A stage of the image: its folder, and what the instructions so far have set."""

    root: Path
    env: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    user: str = "root"
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    def words(self, line: str) -> list[str]:
        inside = f"cd {self.workdir} && exec {line}" if line else ""
        return ["chroot", f"--userspec={self.user}", str(self.root), "/bin/sh", "-c", inside]

    def environment(self, **more: str) -> dict[str, str]:
        return {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", **self.env, **more}

    def run(self, command: str, **more: str) -> None:
        line = f"/bin/sh -c {json.dumps(command).replace('$', chr(92) + '$')}"
        if subprocess.run(self.words(line), env=self.environment(**more), check=False).returncode:
            raise RefusedError(command)


def instructions(text: str) -> list[tuple[str, str]]:
    """Return the Dockerfile's instructions, each with what follows it on one line."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    pairs = (line.partition(" ") for line in joined.splitlines() if line.strip())
    return [(word, rest.strip()) for word, _, rest in pairs]


def bare(folder: Path) -> Path:
    """Make the folder that stands for the Python image: Debian, with `python` on the path."""
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", RELEASE, str(folder)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (folder / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    for name in FROM_THIS_MACHINE:
        if Path(name).exists():
            shutil.copy(name, folder / name.lstrip("/"))
    return folder


class Image:
    """Carries out the instructions of a Dockerfile, one method each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = bare(folder / "base")
        self.stages: dict[str, Stage] = {}
        self.stage = Stage(root=self.base)

    def build(self) -> Stage:
        """Carry out every instruction; return the last stage."""
        for word, rest in instructions((ROOT / "Dockerfile").read_text()):
            say(f"-- {word} {rest}")
            if word not in ("VOLUME", "EXPOSE"):
                getattr(self, "from_" if word == "FROM" else word.lower())(rest)
        return self.stage

    def from_(self, rest: str) -> None:
        number = len(self.stages)
        name = rest.rpartition(" AS ")[2] if " AS " in rest else f"stage-{number}"
        self.stage = self.stages[name] = Stage(root=self.folder / f"root-{number}")
        subprocess.run(["cp", "-a", str(self.base), str(self.stage.root)], check=True)

    def env(self, rest: str) -> None:
        for key, value in re.findall(r"(\w+)=(\S+)", rest):
            path = self.stage.environment()["PATH"]
            self.stage.env[key] = value.replace("$PATH", path)

    def run(self, rest: str) -> None:
        certificates = os.environ.get("PIP_CERT", "")
        self.stage.run(rest, **({"PIP_CERT": certificates} if certificates else {}))

    def copy(self, rest: str) -> None:
        origin = ROOT
        if match := re.match(r"--from=(\S+)\s+", rest):
            origin, rest = self.stages[match[1]].root, rest[match.end() :]
        source, target = (part.lstrip("/") for part in rest.split())
        goal = self.stage.root / target
        goal.parent.mkdir(parents=True, exist_ok=True)
        if (origin / source).is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(origin / source, goal, symlinks=True, ignore=ignore)
        else:
            shutil.copy(origin / source, goal)

    def workdir(self, rest: str) -> None:
        self.stage.workdir = rest

    def user(self, rest: str) -> None:
        self.stage.user = rest

    def healthcheck(self, rest: str) -> None:
        self.stage.health = json.loads(rest[rest.index("[") :])

    def cmd(self, rest: str) -> None:
        self.stage.command = json.loads(rest)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def try_out(stage: Stage) -> None:
    """Set the site up as the image's user, start its command and ask its health check."""
    port = str(free_port())
    settings = {
        "SITE_URL": "https://equity.example.org",
        "SECRET_KEY": "only-for-this-trial-" * 3,
        "BIND": f"127.0.0.1:{port}",
        "PORT": port,
        **dict(line.split("=", 1) for line in new_lines()),
    }
    for command in SET_UP:
        say(f"-- {command}")
        stage.run(command, **settings)
    say(f"-- {' '.join(stage.command)}")
    web = subprocess.Popen(stage.words(" ".join(stage.command)), env=stage.environment(**settings))
    try:
        until = time.monotonic() + SECONDS_TO_ANSWER
        while True:
            try:
                stage.run(" ".join(stage.health), **settings)
                break
            except RefusedError:
                if time.monotonic() > until or web.poll() is not None:
                    raise
                time.sleep(0.5)
    finally:
        web.terminate()
        code = web.wait(40)
    if code:
        raise RefusedError(f"the web process ended with {code} when it was asked to stop")


def main() -> int:
    if os.geteuid() or not shutil.which("debootstrap"):
        say("This needs root and debootstrap: apt-get install debootstrap")
        return 1
    folder = Path(tempfile.mkdtemp(prefix="image-"))
    try:
        try_out(Image(folder).build())
    except (RefusedError, subprocess.CalledProcessError) as problem:
        say(f"Failed: {problem}")
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    say("The image's commands ran, its web process answered and stopped when asked.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
