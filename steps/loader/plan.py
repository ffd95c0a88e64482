"""A plan as its file tells it, checked: what the loader compares with what is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from steps.enums import Confirmer, StepKind

REVIEW_EVERY_MONTHS = 6


@dataclass(frozen=True, kw_only=True)
class Thread:
    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class PlannedVision:
    line: int
    statement: str
    threads: tuple[Thread, ...]


@dataclass(frozen=True, kw_only=True)
class PlannedAim:
    """An aim, and the slugs of its steps in the published order, each with its line."""

    line: int
    number: int
    short_name: str
    statement: str
    steps: tuple[str, ...]
    step_lines: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    """A statement. Its sub-steps are statements under it; they have none of their own."""

    line: int
    slug: str
    kind: StepKind
    short_name: str
    statement: str
    review_every: int = REVIEW_EVERY_MONTHS
    confirmer: Confirmer = Confirmer.ANYONE
    working_place: str = ""
    sub_steps: tuple["PlannedStep", ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlannedTerm:
    line: int
    slug: str
    name: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    organisation: str
    vision: PlannedVision
    aims: tuple[PlannedAim, ...]
    steps: tuple[PlannedStep, ...]
    terms: tuple[PlannedTerm, ...]

    def statements(self) -> Iterator[PlannedStep]:
        """Every statement, each step followed by its sub-steps."""
        for step in self.steps:
            yield step
            yield from step.sub_steps
