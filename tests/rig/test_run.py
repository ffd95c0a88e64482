from pathlib import Path

import pytest

from tests.rig import locks
from tests.rig.run import Outcome, counted
from tests.rig.tools import ROOT, in_words

REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


@pytest.mark.parametrize(
    ("numbers", "code", "passed", "failed", "skipped"),
    [
        ((5, 0, 0, 0), 0, 5, 0, 0),
        ((5, 1, 1, 1), 1, 2, 2, 1),
        ((0, 0, 0, 0), 5, 0, 0, 0),
        ((5, 0, 0, 0), 2, 4, 1, 0),
    ],
    ids=["all passed", "some of each", "no tests there", "broke off"],
)
def test_counts_are_those_of_the_report(
    tmp_path: Path, numbers: tuple[int, ...], code: int, passed: int, failed: int, skipped: int
) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(*numbers))
    found = counted("SQLite", report, code, 1)
    assert (found.passed, found.failed, found.skipped) == (passed, failed, skipped)


def test_run_without_a_report_is_a_failure(tmp_path: Path) -> None:
    assert counted("SQLite", tmp_path / "gone.xml", 3, 1).failed == 1


def test_outcome_says_what_ran_and_what_is_missing() -> None:
    ran = Outcome(stage="SQLite", passed=4, failed=1, seconds=75)
    assert str(ran) == "SQLite: 4 passed, 1 failed in 1 min 15 s"
    assert str(Outcome(stage="Chromium", missing="it is not here")) == (
        "Chromium: not run, because it is not here"
    )
    assert in_words(9.4) == "9 s"


def test_every_pin_of_a_lock_is_read() -> None:
    text = 'django==5.2.1 \\\n    --hash=sha256:aa\ncolorama==0.4 ; sys_platform == "win32" \\\n'
    assert locks.pins(text) == {"django": "5.2.1", "colorama": "0.4"}


@pytest.mark.parametrize("lock", locks.LOCKS)
def test_lock_pins_all_that_the_project_asks_for(lock: str) -> None:
    assert {wanted.name.lower() for wanted in locks.asked_for(lock)} <= set(
        locks.pins((ROOT / lock).read_text())
    )
