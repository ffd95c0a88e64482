"""What has gone quiet in an aim: computed on the day from shared entries, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from steps.queries.statement import Statement


@dataclass(frozen=True, kw_only=True)
class QuietStatement:
    statement: Statement
    last_shared_on: date
    days: int


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """Statements that want a look, by the reason; one can stand under two reasons.

    `gone` had shared activity, the last of it as long ago as the organisation's limit, or
    longer; `silent` never had any, goal sets without goals left out. What is paused is neither.
    """

    after_days: int
    gone: list[QuietStatement]
    silent: list[Statement]
    unheld: list[Statement]
    paused: list[Statement]

    def __bool__(self) -> bool:
        return bool(self.gone or self.silent or self.unheld or self.paused)


def quiet_in(statements: Iterable[Statement], *, today: date, after_days: int) -> Quiet:
    """Sort `statements` by what they want a look for."""
    quiet = Quiet(after_days=after_days, gone=[], silent=[], unheld=[], paused=[])
    for row in statements:
        if row.holder is None:
            quiet.unheld.append(row)
        if row.step.is_paused:
            quiet.paused.append(row)
        elif row.last_shared_on is None:
            if not row.has_no_goals:
                quiet.silent.append(row)
        elif (days := (today - row.last_shared_on).days) >= after_days:
            quiet.gone.append(
                QuietStatement(statement=row, last_shared_on=row.last_shared_on, days=days)
            )
    return quiet
