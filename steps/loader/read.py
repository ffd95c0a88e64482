"""From the bytes of a plan file to a checked plan, or to a refusal that names every problem."""

import tomllib
from pathlib import Path
from typing import Any

from steps.enums import Confirmer, StepKind
from steps.loader.check import check
from steps.loader.errors import PlanError, Problem
from steps.loader.lines import Lines
from steps.loader.plan import (
    REVIEW_EVERY_MONTHS,
    Plan,
    PlannedAim,
    PlannedStep,
    PlannedTerm,
    PlannedVision,
    Thread,
)
from steps.loader.syntax import syntax_problem
from steps.loader.table import Table

SCHEMA = 1
LARGEST_BYTES = 1_000_000
SHORT = 80


def read_plan(path: Path) -> Plan:
    """Return the plan in the file at `path`.

    Raises:
        PlanError: the file cannot be read, or something in it has to be put right.
    """
    text = _text(path)
    problems: list[Problem] = []
    plan = _plan(Table(_data(path, text), Lines(text), problems))
    # A plan with gaps in it would only give follow-on problems.
    problems = problems or list(check(plan))
    if problems:
        raise PlanError(path, problems)
    return plan


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise _refused(path, "There is no such file.") from None
    except OSError as error:
        raise _refused(path, f"The file cannot be read: {error.strerror}.") from None
    if len(content) > LARGEST_BYTES:
        raise _refused(path, f"The file is larger than {LARGEST_BYTES // 1_000_000} MB.")
    try:
        # Some editors put a byte order mark in front.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(path, "This line is not written in UTF-8.", line) from None
    return text.replace("\r\n", "\n")


def _data(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _refused(path, "Lists and tables are nested too deeply.") from None
    except ValueError as error:
        raise PlanError(path, [syntax_problem(error, text)]) from None


def _refused(path: Path, reason: str, line: int = 0) -> PlanError:
    return PlanError(path, [Problem(line, reason)])


def _plan(table: Table) -> Plan:
    table.number("schema", least=SCHEMA, most=SCHEMA)
    plan = Plan(
        organisation=table.text("organisation", longest=120),
        vision=_vision(table.table("vision")),
        aims=tuple(map(_aim, table.tables("aim"))),
        steps=tuple(map(_step, table.tables("step"))),
        terms=tuple(map(_term, table.tables("term", needed=False))),
    )
    table.finish()
    return plan


def _vision(table: Table) -> PlannedVision:
    vision = PlannedVision(
        line=table.line(),
        statement=table.text("statement"),
        threads=tuple(map(_thread, table.tables("thread", needed=False))),
    )
    table.finish()
    return vision


def _thread(table: Table) -> Thread:
    thread = Thread(slug=table.slug("slug"), name=table.text("name", longest=120))
    table.finish()
    return thread


def _aim(table: Table) -> PlannedAim:
    steps = table.slugs("steps")
    aim = PlannedAim(
        line=table.line("number"),
        number=table.number("number", least=1, most=99),
        short_name=table.text("short_name", longest=SHORT),
        statement=table.text("statement"),
        steps=steps,
        step_lines=tuple(table.line("steps", slug) for slug in steps),
    )
    table.finish()
    return aim


def _step(table: Table) -> PlannedStep:
    kind = table.choice("kind", [StepKind.STEP, StepKind.GOAL_SET])
    sub_steps = tuple(map(_sub_step, table.tables("sub_step", needed=False)))
    return _statement(table, kind, sub_steps)


def _sub_step(table: Table) -> PlannedStep:
    table.has_no("sub_step", "A sub-step has no sub-steps of its own.")
    return _statement(table, StepKind.SUB_STEP)


def _statement(
    table: Table, kind: StepKind, sub_steps: tuple[PlannedStep, ...] = ()
) -> PlannedStep:
    step = PlannedStep(
        line=table.line("slug"),
        slug=table.slug("slug"),
        kind=kind,
        short_name=table.text("short_name", longest=SHORT),
        statement=table.text("statement"),
        review_every=table.number("review_every", least=1, most=36, default=REVIEW_EVERY_MONTHS),
        confirmer=table.choice("confirmer", [Confirmer.ANYONE, Confirmer.NOT_LEAD]),
        working_place=table.slug("working_place", longest=40, needed=False),
        sub_steps=sub_steps,
    )
    table.finish()
    return step


def _term(table: Table) -> PlannedTerm:
    term = PlannedTerm(
        line=table.line("slug"),
        slug=table.slug("slug", longest=50),
        name=table.text("name", longest=SHORT),
        summary=table.long_text("summary"),
    )
    table.finish()
    return term
