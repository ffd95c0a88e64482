"""No more than so many at once, over processes and threads."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from feedback.vault.turns import one_of

ROOT = Path(__file__).resolve().parents[3]
# Enters with many others, and writes down when it was inside.
VISITOR = """
import sys, time
from pathlib import Path
from feedback.vault.turns import one_of
folder, number = Path(sys.argv[1]), sys.argv[2]
(folder / f"here-{number}").touch()
while len(list(folder.glob("here-*"))) < 6:
    time.sleep(0.005)
with one_of(2, folder=folder, name="code"):
    came = time.monotonic()
    time.sleep(0.15)
    print(came, time.monotonic())
"""


# Holds the only place until it is killed.
HOLDER = """
import sys, time
from pathlib import Path
from feedback.vault.turns import one_of
with one_of(1, folder=Path(sys.argv[1]), name="x"):
    print("in", flush=True)
    time.sleep(60)
"""
# Stretches one code as the site does, and says so.
STRETCHING = """
import django
django.setup()
from feedback.vault.codes import _stretched
print("starts", flush=True)
print(len(_stretched(bytes(32), bytes(32))), flush=True)
"""


def started(program: str, *words: object, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


def most_at_once(stays: list[tuple[float, float]]) -> int:
    return max(sum(came <= moment < went for came, went in stays) for moment, _ in stays)


def test_six_processes_go_in_two_at_a_time(tmp_path: Path) -> None:
    visitors = [started(VISITOR, tmp_path, number) for number in range(6)]
    said = [process.communicate(timeout=60)[0].split() for process in visitors]
    stays = [(float(came), float(went)) for came, went in said]
    assert len(stays) == 6
    assert most_at_once(stays) == 2


def test_place_is_free_again_when_its_holder_is_killed(tmp_path: Path) -> None:
    holder = started(HOLDER, tmp_path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "in\n"
    holder.kill()
    holder.wait()
    holder.stdout.close()
    began = time.monotonic()
    with one_of(1, folder=tmp_path, name="x"):
        pass
    assert time.monotonic() - began < 5


def test_code_is_not_stretched_while_two_others_are(tmp_path: Path) -> None:
    site = {"DJANGO_SETTINGS_MODULE": "imroc_ei.settings", "VAR_DIR": str(tmp_path)}
    with one_of(2, folder=tmp_path, name="code"):
        with one_of(2, folder=tmp_path, name="code"):
            third = started(STRETCHING, **site)
            assert third.stdout is not None
            assert third.stdout.readline() == "starts\n"
            with pytest.raises(subprocess.TimeoutExpired):
                third.wait(1)
        assert third.communicate(timeout=20)[0] == "64\n"


def test_lock_files_are_for_their_owner_only(tmp_path: Path) -> None:
    with one_of(2, folder=tmp_path, name="code"):
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}
    assert modes == {"code-0.lock": "0o600", "code-1.lock": "0o600"}
