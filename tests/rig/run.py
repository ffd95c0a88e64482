"""`make test`: the suite on SQLite, then on PostgreSQL and Redis, then in Chromium.

What is not installed is left out and said in the last lines; with ALL=1 that is a failure,
and the branches that no test takes on SQLite are counted. Counting makes tests half as slow
again, so it is done in one run, and not while the tables open the whole site as every role: what
PostgreSQL or the tables alone go through counts as not taken.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.rig import servers
from tests.rig.tools import (
    BIN,
    ROOT,
    chromium,
    everything,
    in_words,
    postgres_bin,
    redis_server,
    say,
)

PYTEST = (str(BIN / "python"), "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2")
SUITE = ("--ignore=tests/browser",)
COVERAGE = ("--cov", "--cov-branch", "--cov-report=", "--cov-fail-under=0")
NO_TESTS = 5


@dataclass(frozen=True)
class Outcome:
    """What came of a stage. `missing` says what was not there and how to install it."""

    stage: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    missing: str = ""

    def __str__(self) -> str:
        if self.missing:
            return f"{self.stage}: not run, because {self.missing}"
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return (
            f"{self.stage}: {self.passed} passed, {self.failed} failed{skipped}"
            f" in {in_words(self.seconds)}"
        )


def counted(stage: str, report: Path, code: int, seconds: float) -> Outcome:
    """Read the counts of a run from its report. A run that broke off counts as a failure."""
    numbers = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    if report.exists():
        for suite in ElementTree.parse(report).iter("testsuite"):
            for name in numbers:
                numbers[name] += int(suite.get(name, 0))
    failed = numbers["failures"] + numbers["errors"]
    if code not in (0, NO_TESTS) and not failed:
        failed = 1
    return Outcome(
        stage=stage,
        passed=max(0, numbers["tests"] - failed - numbers["skipped"]),
        failed=failed,
        skipped=numbers["skipped"],
        seconds=seconds,
    )


def pytest(stage: str, *options: str, **environment: str) -> Outcome:
    say(f"\n== {stage} ==")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        began = time.monotonic()
        code = subprocess.run(
            [*PYTEST, f"--junitxml={report}", *options],
            cwd=ROOT,
            env={**os.environ, **environment},
            check=False,
        ).returncode
        return counted(stage, report, code, time.monotonic() - began)


def on_sqlite() -> Outcome:
    return pytest("SQLite", *SUITE, *(COVERAGE if everything() else ()))


def on_postgres() -> Outcome:
    stage = "PostgreSQL and Redis"
    binaries, redis = postgres_bin(), redis_server()
    if binaries is None or redis is None:
        missing = "they are not here: apt-get install postgresql redis-server"
        return Outcome(stage=stage, missing=missing)
    with servers.both(binaries, redis) as environment:
        return pytest(stage, *SUITE, **environment)


def in_chromium() -> Outcome:
    if chromium() is None:
        return Outcome(stage="Chromium", missing="it is not here: apt-get install chromium")
    return pytest("Chromium", "tests/browser")


def branches() -> Outcome:
    """Say how much of the code the tests went through; too little is a failure."""
    say("\n== Branches that the tests take ==")
    command = [str(BIN / "python"), "-m", "coverage", "report", "--skip-covered"]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    return Outcome(stage="Branches", passed=int(code == 0), failed=int(code != 0))


def stages() -> list[Callable[[], Outcome]]:
    found: list[Callable[[], Outcome]] = [on_sqlite, on_postgres, in_chromium]
    return [*found, branches] if everything() else found


def main() -> int:
    (ROOT / ".coverage").unlink(missing_ok=True)
    outcomes = [stage() for stage in stages()]
    missing = [outcome for outcome in outcomes if outcome.missing]
    skipped = sum(outcome.skipped for outcome in outcomes)
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    if everything():
        failed += len(missing) + skipped
    say("\n== What ran ==")
    for outcome in outcomes:
        say(str(outcome))
    if not everything():
        say("ALL=1 adds every page in every state, role and scheme, and lets nothing be missing.")
    say(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
