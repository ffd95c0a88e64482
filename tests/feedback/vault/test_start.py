"""A site whose keys are missing, malformed or wrong does not start, and says why in a sentence."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from pytest_django import Settings

from feedback.vault import marks
from imroc_ei.sealing.keys import KeyRing, new_lines
from imroc_ei.serving.start import BEFORE_STARTING, reasons_not_to_start, refuse_to_start_wrongly
from tests.feedback.vault.making import CODE, ONE_KEY, SECOND, TWO_KEYS, WRONG_KEY, sealed_case

ROOT = Path(__file__).resolve().parents[3]
WEB = ("gunicorn", "--workers", "1", "--bind", "127.0.0.1:0", "imroc_ei.wsgi")
WORKER = ("celery", "--app", "imroc_ei", "worker", "--pool", "solo")
SCHEDULE = ("celery", "--app", "imroc_ei", "beat")
COMMAND = ("manage.py", "load_plan", "--check")
ALL_IN_ONE = ("imroc_ei.serving.embedded",)
MISSING = "FEEDBACK_KEYS and FEEDBACK_PEPPERS are not set, so nothing that people tell us"
MALFORMED = "FEEDBACK_KEYS, entry 1: a key has 32 bytes, this 3."
WRONG = "Version 1 of FEEDBACK_KEYS is not the one that this database was sealed with."


@pytest.fixture
def _one_key(settings: Settings, db: None) -> None:
    settings.FEEDBACK_KEYS = ONE_KEY


@pytest.mark.usefixtures("_one_key")
def test_site_starts_with_the_keys_it_was_sealed_with(settings: Settings) -> None:
    sealed_case(code=CODE)
    settings.FEEDBACK_KEYS = TWO_KEYS
    assert reasons_not_to_start() == []
    refuse_to_start_wrongly()


@pytest.mark.usefixtures("_one_key")
def test_wrong_key_is_a_reason_not_to_start(settings: Settings) -> None:
    sealed_case()
    settings.FEEDBACK_KEYS = WRONG_KEY
    with pytest.raises(ImproperlyConfigured, match=f"^{WRONG}"):
        refuse_to_start_wrongly()
    assert [message.id for message in run_checks(tags=[BEFORE_STARTING])] == ["feedback.E001"]


@pytest.mark.usefixtures("_one_key")
def test_missing_key_is_a_reason_as_long_as_a_case_needs_it(settings: Settings) -> None:
    case = sealed_case()
    settings.FEEDBACK_KEYS = KeyRing({2: SECOND})
    (reason,) = reasons_not_to_start()
    assert reason.startswith("Version 1 of FEEDBACK_KEYS is not here, and cases in this database")
    case.delete()
    assert reasons_not_to_start() == []


@pytest.mark.usefixtures("_one_key")
def test_wrong_and_missing_peppers_are_reasons_too(settings: Settings) -> None:
    sealed_case(code=CODE)
    version = settings.FEEDBACK_PEPPERS.newest
    settings.FEEDBACK_PEPPERS = KeyRing({version: SECOND})
    (wrong,) = reasons_not_to_start()
    settings.FEEDBACK_PEPPERS = KeyRing({version + 1: SECOND})
    (missing,) = reasons_not_to_start()
    assert wrong.startswith(f"Version {version} of FEEDBACK_PEPPERS is not the one that")
    assert missing.startswith(f"Version {version} of FEEDBACK_PEPPERS is not here, and cases")


@pytest.mark.usefixtures("_one_key")
def test_key_that_was_given_up_is_no_reason(settings: Settings) -> None:
    sealed_case()
    settings.FEEDBACK_KEYS = KeyRing({2: SECOND})
    marks.give_up(marks.KEY, 1)
    assert reasons_not_to_start() == []


def test_database_that_does_not_answer_is_no_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages say so themselves, and the site is there when the database is back."""

    def gone() -> list[str]:
        raise DatabaseError

    monkeypatch.setattr(marks, "faults", gone)
    assert reasons_not_to_start() == []


class Site:
    """A site with a database of its own, in processes of its own."""

    def __init__(self, folder: Path) -> None:
        keys = dict(line.split("=", 1) for line in new_lines())
        self.said = {"SITE_URL": "https://equity.example.org", "VAR_DIR": str(folder), **keys}

    def end_of(self, *command: str, **said: str) -> tuple[int, str]:
        """Run a command to its end; return its exit code and all that it said."""
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        program = command if command[0].endswith(".py") else ("-m", *command)
        done = subprocess.run(
            [sys.executable, *program],
            cwd=ROOT,
            env={**environment, **self.said, **said},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("site")
    made = Site(folder)
    with sqlite3.connect(folder / "db.sqlite3") as database:
        database.execute("CREATE TABLE feedback_keymark (id INTEGER, what, version INT, mark BLOB)")
        database.execute("INSERT INTO feedback_keymark VALUES (1, 'key', 1, x'00')")
    return made


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"FEEDBACK_KEYS": "", "FEEDBACK_PEPPERS": ""}, MISSING),
        ({"FEEDBACK_KEYS": "1:YWJj"}, MALFORMED),
        ({}, WRONG),
    ],
    ids=["missing", "malformed", "wrong"],
)
@pytest.mark.parametrize(
    "command",
    [WEB, WORKER, SCHEDULE, COMMAND, ALL_IN_ONE],
    ids=["web", "worker", "schedule", "command", "all in one"],
)
def test_nothing_starts_without_the_right_keys(
    site: Site, command: tuple[str, ...], said: dict[str, str], words: str
) -> None:
    code, output = site.end_of(*command, **said)
    assert code != 0
    assert words in output
    assert "Traceback" not in output
