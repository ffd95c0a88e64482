"""The keys that what people tell us is sealed with: from the environment, or from a file.

`python -m imroc_ei.sealing.keys` makes new ones and prints them, as the environment takes them.

A ring holds keys by version. New things are sealed with the newest; the older ones stay for as
long as anything needs them. Every error says how to put it right, and shows no key.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
LARGEST_VERSION = 32_767
# Fewer different bytes than this are somebody's placeholder: chance does not make them.
FEWEST_DIFFERENT_BYTES = 12
HOW = "Make one with: python -m imroc_ei.sealing.keys"
KEYS, PEPPERS, FILE = "FEEDBACK_KEYS", "FEEDBACK_PEPPERS", "FEEDBACK_KEYS_FILE"
KEY_VARIABLES = (KEYS, PEPPERS, FILE)
LINE = re.compile(r"(FEEDBACK_KEYS|FEEDBACK_PEPPERS)\s*=\s*(.*)")


class KeyMaterialError(ImproperlyConfigured):
    """Keys are missing, or are not what they should be. The site must not start."""


class KeyRing(Mapping[int, bytes]):
    """Keys by version. Printed or logged it shows versions alone."""

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        self._keys = dict(keys)

    def __getitem__(self, version: int) -> bytes:
        return self._keys[version]

    def __iter__(self) -> Iterator[int]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __repr__(self) -> str:
        return f"<keys of versions {sorted(self._keys)}>"

    @property
    def newest(self) -> int:
        return max(self._keys)


class Rings(NamedTuple):
    keys: KeyRing
    peppers: KeyRing


def read_rings(said: Mapping[str, str], *, made_in: Path | None) -> Rings:
    """Return the keys and the peppers that the environment, or the file it names, says.

    Where nothing is said they are made once in the file `made_in`; without it (on a public site)
    that is an error. Raises KeyMaterialError.
    """
    here = {name: said.get(name, "").strip() for name in (KEYS, PEPPERS)}
    file = said.get(FILE, "").strip()
    if file and any(here.values()):
        raise KeyMaterialError(f"Set {FILE}, or {KEYS} and {PEPPERS}, but not both.")
    if not file and not any(here.values()):
        if made_in is None:
            raise KeyMaterialError(
                f"{KEYS} and {PEPPERS} are not set, so nothing that people tell us could be "
                "sealed. Make both with: python -m imroc_ei.sealing.keys, keep a copy apart from "
                "the database, and set them in the environment (docs/running.md says more)."
            )
        if not made_in.exists():
            _make_once(made_in)
        file = str(made_in)
    if file:
        here = _from_file(Path(file))
    return _rings(here)


def _rings(said: Mapping[str, str]) -> Rings:
    rings = Rings(*(_ring(name, said.get(name, "")) for name in (KEYS, PEPPERS)))
    everything = [*rings.keys.values(), *rings.peppers.values()]
    if len(set(everything)) < len(everything):
        raise KeyMaterialError(f"Two versions in {KEYS} and {PEPPERS} are the same. {HOW}")
    return rings


def _ring(name: str, said: str) -> KeyRing:
    if not said:
        raise KeyMaterialError(f"{name} is not set. {HOW}")
    found: dict[int, bytes] = {}
    for number, part in enumerate(said.split(","), start=1):
        version, key = _one(f"{name}, entry {number}", part.strip())
        if version in found:
            raise KeyMaterialError(f"{name} has version {version} twice.")
        found[version] = key
    return KeyRing(found)


def _one(where: str, entry: str) -> tuple[int, bytes]:
    version, colon, encoded = entry.partition(":")
    if not colon or not re.fullmatch(r"[0-9]{1,5}", version):
        raise KeyMaterialError(f"{where}: write it as a version, a colon and the key, as in 1:…")
    if not 1 <= int(version) <= LARGEST_VERSION:
        raise KeyMaterialError(f"{where}: versions go from 1 to {LARGEST_VERSION}.")
    try:
        standard = encoded.strip().translate(str.maketrans("-_", "+/"))
        key = base64.b64decode(standard, validate=True)
    except (binascii.Error, ValueError):
        raise KeyMaterialError(f"{where}: the key is not written in base64. {HOW}") from None
    if len(key) != KEY_BYTES:
        raise KeyMaterialError(f"{where}: a key has {KEY_BYTES} bytes, this {len(key)}. {HOW}")
    if len(set(key)) < FEWEST_DIFFERENT_BYTES:
        raise KeyMaterialError(f"{where}: this is no random key. {HOW}")
    return int(version), key


def _from_file(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text().splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise KeyMaterialError(
            f"The file of keys {path} cannot be read ({type(problem).__name__}). "
            f"{FILE} has to name a text file that this process may read."
        ) from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = LINE.fullmatch(line.strip())
        if match is None or match[1] in found:
            raise KeyMaterialError(
                f"{path}, line {number}: one line {KEYS}=… and one line {PEPPERS}=… are read, "
                "and lines that begin with #."
            )
        found[match[1]] = match[2].strip()
    return found


def _make_once(path: Path) -> None:
    """Write the file, readable by its owner only, unless another process has done so already."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write("\n".join(new_lines()) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    except FileExistsError:
        return
    finally:
        unfinished.unlink()


def new_lines(version: int = 1) -> list[str]:
    """Return a new key and a new pepper, as the environment and the file take them."""
    return [
        f"{name}={version}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"
        for name in (KEYS, PEPPERS)
    ]


if __name__ == "__main__":
    sys.stdout.write("\n".join(new_lines()) + "\n")
