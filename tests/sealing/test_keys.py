"""Keys are read, made once, or refused in words that say how to put it right and show no key."""

import base64
import multiprocessing
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from imroc_ei.sealing.keys import KeyMaterialError, KeyRing, Rings, new_lines, read_rings

FIRST, SECOND, THIRD = (bytes(range(start, start + 32)) for start in (0, 50, 100))


def written(key: bytes) -> str:
    return base64.b64encode(key).decode()


KEYS = f"1:{written(FIRST)}"
PEPPERS = f"1:{written(SECOND)}"


def test_keys_are_read_from_the_environment() -> None:
    rings = read_rings(
        {
            "FEEDBACK_KEYS": f" {KEYS} , 2:{written(THIRD)}",
            "FEEDBACK_PEPPERS": f"7:{base64.urlsafe_b64encode(SECOND).decode()}",
        },
        made_in=None,
    )
    assert dict(rings.keys) == {1: FIRST, 2: THIRD}
    assert dict(rings.peppers) == {7: SECOND}
    assert (rings.keys.newest, rings.peppers.newest) == (2, 7)


def test_keys_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"# Keep me apart.\n\nFEEDBACK_KEYS={KEYS}\nFEEDBACK_PEPPERS = {PEPPERS}\n")
    rings = read_rings({"FEEDBACK_KEYS_FILE": str(file)}, made_in=None)
    assert (dict(rings.keys), dict(rings.peppers)) == ({1: FIRST}, {1: SECOND})


def test_keys_are_made_once_for_their_owner_only(tmp_path: Path) -> None:
    made = tmp_path / "feedback_keys"
    first, again = read_rings({}, made_in=made), read_rings({}, made_in=made)
    assert dict(first.keys) == dict(again.keys)
    assert dict(first.peppers) == dict(again.peppers)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["feedback_keys"]


def make(path: Path) -> dict[int, bytes]:
    return dict(read_rings({}, made_in=path).keys)


def test_processes_that_start_together_have_the_same_keys(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        found = pool.map(make, [tmp_path / "feedback_keys"] * 12)
    assert found == [found[0]] * 12


def refused(said: dict[str, str]) -> str:
    with pytest.raises(KeyMaterialError) as refusal:
        read_rings(said, made_in=None)
    return str(refusal.value)


def test_public_site_without_keys_is_told_how_to_make_them() -> None:
    said = refused({})
    assert said.startswith("FEEDBACK_KEYS and FEEDBACK_PEPPERS are not set")
    assert "python -m imroc_ei.sealing.keys" in said


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("", "FEEDBACK_KEYS is not set. "),
        (written(FIRST), "FEEDBACK_KEYS, entry 1: write it as a version, a colon and the key"),
        (f"one:{written(FIRST)}", "FEEDBACK_KEYS, entry 1: write it as a version, a colon"),
        (f"0:{written(FIRST)}", "FEEDBACK_KEYS, entry 1: versions go from 1 to 32767."),
        (f"40000:{written(FIRST)}", "FEEDBACK_KEYS, entry 1: versions go from 1 to 32767."),
        ("1:not base64!", "FEEDBACK_KEYS, entry 1: the key is not written in base64."),
        ("1:ключ", "FEEDBACK_KEYS, entry 1: the key is not written in base64."),
        (f"1:{written(FIRST[:16])}", "FEEDBACK_KEYS, entry 1: a key has 32 bytes, this 16."),
        (f"1:{written(bytes(32))}", "FEEDBACK_KEYS, entry 1: this is no random key."),
        (f"{KEYS},", "FEEDBACK_KEYS, entry 2: write it as a version, a colon and the key"),
        (f"{KEYS},1:{written(THIRD)}", "FEEDBACK_KEYS has version 1 twice."),
        (f"{KEYS},2:{written(FIRST)}", "Two versions in FEEDBACK_KEYS and FEEDBACK_PEPPERS are"),
        (f"1:{written(SECOND)}", "Two versions in FEEDBACK_KEYS and FEEDBACK_PEPPERS are"),
    ],
)
def test_malformed_key_is_refused_without_showing_it(keys: str, words: str) -> None:
    said = refused({"FEEDBACK_KEYS": keys, "FEEDBACK_PEPPERS": PEPPERS})
    assert said.startswith(words)
    for key in (FIRST, SECOND, THIRD):
        assert written(key)[:12] not in said


def test_missing_peppers_are_named() -> None:
    assert refused({"FEEDBACK_KEYS": KEYS}).startswith("FEEDBACK_PEPPERS is not set. ")


def test_file_and_environment_together_are_refused() -> None:
    said = refused({"FEEDBACK_KEYS": KEYS, "FEEDBACK_KEYS_FILE": "/keys"})
    assert said == "Set FEEDBACK_KEYS_FILE, or FEEDBACK_KEYS and FEEDBACK_PEPPERS, but not both."


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    said = refused({"FEEDBACK_KEYS_FILE": str(tmp_path / "keys")})
    assert said.startswith(f"The file of keys {tmp_path}/keys cannot be read (FileNotFoundError).")


@pytest.mark.parametrize(
    "text", [f"FEEDBACK_KEYS={KEYS}\nnonsense\n", f"FEEDBACK_KEYS={KEYS}\nFEEDBACK_KEYS={KEYS}"]
)
def test_file_with_a_line_that_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "keys"
    file.write_text(text)
    said = refused({"FEEDBACK_KEYS_FILE": str(file)})
    assert said.startswith(f"{file}, line 2: one line FEEDBACK_KEYS=…")


def test_ring_that_is_printed_shows_versions_alone() -> None:
    ring = KeyRing({2: SECOND, 1: FIRST})
    assert (repr(ring), str(ring)) == ("<keys of versions [1, 2]>", "<keys of versions [1, 2]>")
    assert repr(Rings(ring, ring)).count("<keys of versions [1, 2]>") == 2
    assert len(ring) == 2


def test_new_keys_are_printed_as_the_environment_takes_them() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "imroc_ei.sealing.keys"],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    said = dict(line.split("=", 1) for line in printed.splitlines())
    rings = read_rings(said, made_in=None)
    assert (list(rings.keys), list(rings.peppers)) == ([1], [1])
    assert new_lines() != new_lines()
