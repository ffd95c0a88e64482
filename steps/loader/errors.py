"""How a plan file is refused: which line, and why, in plain words."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """What has to be put right in the file; `line` is 0 where the whole file is meant."""

    line: int
    reason: str


class PlanError(Exception):
    """The file cannot be loaded. Nothing of it was stored."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.path = path
        self.problems = sorted(set(problems))
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """One line a problem: file, line number, reason."""
        return [
            f"{self.path}, line {problem.line}: {problem.reason}"
            if problem.line
            else f"{self.path}: {problem.reason}"
            for problem in self.problems
        ]
