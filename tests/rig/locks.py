"""Whether the lock files say what pyproject.toml asks for, pinned with hashes."""

import os
import re
import subprocess
import tempfile
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.rig.tools import BIN, ROOT

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)", re.MULTILINE)
SECONDS_TO_COMPILE = 60
INDEX_SETTINGS = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX")
LOCKS: dict[str, tuple[str, ...]] = {
    "requirements.lock": (),
    "requirements-dev.lock": ("--group", "dev"),
}


def asked_for(lock: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = [*project["project"]["dependencies"]]
    if lock == "requirements-dev.lock":
        lines += project["dependency-groups"]["dev"]
    return [Requirement(line) for line in lines]


def pins(text: str) -> dict[str, str]:
    return {canonicalize_name(found["name"]): found["version"] for found in PIN.finditer(text)}


def faults_of(lock: str) -> list[str]:
    text = (ROOT / lock).read_text()
    pinned = pins(text)
    wrong = []
    for wanted in asked_for(lock):
        found = pinned.get(canonicalize_name(wanted.name))
        if found is None or not wanted.specifier.contains(found):
            wrong.append(f"{lock}: {wanted} is asked for, and {found} is pinned")
    if "://" in text or "--index" in text:
        wrong.append(f"{lock} says where packages come from")
    if text.count("--hash=") < len(pinned):
        wrong.append(f"{lock} has pins without hashes")
    return [*wrong, *differs(lock)]


def differs(lock: str) -> list[str]:
    """Compile the lock again with its own pins; nothing to say where nobody answers."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / lock
        copy.write_text((ROOT / lock).read_text())
        command = [str(BIN / "uv"), "pip", "compile", "pyproject.toml", "--universal", "--quiet"]
        command += ["--python-version", "3.11", "--generate-hashes", "--no-header"]
        command += [*LOCKS[lock], "--output-file", str(copy)]
        try:
            subprocess.run(
                command, cwd=ROOT, capture_output=True, timeout=SECONDS_TO_COMPILE, check=True
            )
        except subprocess.SubprocessError:
            return []
        same = copy.read_text() == (ROOT / lock).read_text()
    return [] if same else [f"{lock} is not what pyproject.toml compiles to"]


def faults() -> list[str]:
    return [fault for lock in LOCKS for fault in faults_of(lock)]


def registry_hosts() -> set[str]:
    """Return the hosts that this machine installs packages from, as far as it says."""
    said = [os.environ.get(name, "") for name in INDEX_SETTINGS]
    listed = subprocess.run(
        [str(BIN / "python"), "-m", "pip", "config", "list"],
        capture_output=True,
        text=True,
        check=False,
    )
    said += re.findall(r"https?://\S+", listed.stdout)
    hosts = {urlsplit(address.strip("'\"")).hostname for address in said if address}
    return {host for host in hosts if host and host != "localhost"}
