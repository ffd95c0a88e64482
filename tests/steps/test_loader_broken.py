import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from aims.models import Aim, Term, Vision
from imroc_ei.organisation.models import Organisation
from steps.loader import PlanError, Problem
from steps.loader.read import read_plan
from steps.models import Step
from tests.steps.plan_files import GOOD, line_of, swapped, written

BROKEN: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("broken_plans.toml").read_text()
)["broken"]


def refused(path: Path) -> list[Problem]:
    with pytest.raises(PlanError) as error:
        read_plan(path)
    return error.value.problems


def problems_of(path: Path) -> list[Problem]:
    try:
        read_plan(path)
    except PlanError as error:
        return error.problems
    return []


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row["name"])
def test_a_broken_plan_is_refused_with_line_and_reason(row: dict[str, Any], tmp_path: Path) -> None:
    text = swapped((row["part"], row["other"]))
    expected = [Problem(line_of(text, at), reason) for at, reason in row["problems"]]
    assert refused(written(tmp_path, text)) == sorted(expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Problem(1, "“aim” is missing.")),
        (b"\xff\xfe", Problem(1, "This line is not written in UTF-8.")),
        (
            GOOD.replace("To look", "To l\u00f6\u00f6k").encode("latin-1"),
            Problem(14, "This line is not written in UTF-8."),
        ),
        (b"PK\x03\x04\x00\x00", Problem(1, "After a key comes an equals sign, then its value.")),
        (b"#" * 1_000_001, Problem(0, "The file is larger than 1 MB.")),
        (
            b"x = " + b"[" * 100_000,
            Problem(0, "Lists and tables are nested too deeply."),
        ),
        (
            b"schema = " + b"1" * 5000,
            Problem(1, "This line cannot be read: it is not written as TOML."),
        ),
    ],
    ids=["empty", "utf-16", "latin-1", "zip", "huge", "deep", "long number"],
)
def test_a_file_that_is_no_plan_is_refused(
    content: bytes, expected: Problem, tmp_path: Path
) -> None:
    assert refused(written(tmp_path, content))[0] == expected


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.toml") == [Problem(0, "There is no such file.")]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == [Problem(0, "The file cannot be read: Is a directory.")]


@pytest.mark.django_db
@pytest.mark.parametrize("row", BROKEN[::10], ids=lambda row: row["name"])
def test_a_refusal_says_where_and_stores_nothing(row: dict[str, Any], tmp_path: Path) -> None:
    path = written(tmp_path, swapped((row["part"], row["other"])))
    at, reason = row["problems"][0]
    with pytest.raises(CommandError) as error:
        call_command("load_plan", str(path))
    assert error.value.returncode == 1
    assert str(error.value) == (
        f"{path}, line {line_of(path.read_text(), at)}: {reason}\nNothing was stored."
    )
    stored = [model.objects.count() for model in (Organisation, Vision, Aim, Step, Term)]
    assert stored == [0, 0, 0, 0, 0]


@given(
    start=st.integers(0, len(GOOD)),
    length=st.integers(0, 40),
    other=st.text(alphabet=st.sampled_from("[]\"'=#\n\\{},.ab1 -\x00é"), max_size=12),
)
def test_whatever_is_done_to_a_plan_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, other: str
) -> None:
    path = written(tmp_path_factory.mktemp("plan"), GOOD[:start] + other + GOOD[start + length :])
    assert all(
        0 <= problem.line <= path.read_text().count("\n") + 1 for problem in problems_of(path)
    )
