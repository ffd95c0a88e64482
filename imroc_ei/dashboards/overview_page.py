"""All aims on one page, for the meeting of the leads: every statement stands there once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from aims.models import Aim
from imroc_ei.dashboards.aim_reviews import out_of_date_sentence
from imroc_ei.dashboards.sentences import counts_of_the_plan, state_of_an_aim
from steps.models import Review
from steps.queries import StandingCounts, Statement, count_standings, in_order, plan_statements
from steps.reviews.figures import open_action_counts, out_of_date
from steps.reviews.queries import all_at_work


@dataclass(frozen=True, kw_only=True)
class AimRow:
    aim: Aim
    state: str
    out_of_date: str
    actions: int
    at_work: Review | None


@dataclass(frozen=True, kw_only=True)
class StatementRow:
    statement: Statement
    is_out_of_date: bool
    actions: int


@dataclass(kw_only=True)
class Overview:
    aims: list[Aim]
    statements: list[Statement]
    at_work: list[Review]
    actions: Mapping[int, int]
    today: date

    @cached_property
    def counts(self) -> StandingCounts:
        return count_standings(self.statements)

    @property
    def sentence(self) -> str:
        return counts_of_the_plan(self.counts)

    @cached_property
    def _old(self) -> set[int]:
        return {row.step.pk for row in out_of_date(self.statements, self.today)}

    @cached_property
    def aim_rows(self) -> list[AimRow]:
        return [self._aim_row(aim) for aim in self.aims]

    def _aim_row(self, aim: Aim) -> AimRow:
        rows = [row for row in self.statements if aim.number in row.places]
        return AimRow(
            aim=aim,
            state=state_of_an_aim(count_standings(rows)),
            out_of_date=out_of_date_sentence(out_of_date(rows, self.today)),
            actions=sum(self.actions.get(row.step.pk, 0) for row in rows),
            at_work=next((row for row in self.at_work if row.aim_id == aim.pk), None),
        )

    @cached_property
    def rows(self) -> list[StatementRow]:
        """Every statement once, where it is first placed."""
        found: dict[int, Statement] = {}
        for aim in self.aims:
            for row in in_order(self.statements, aim.number):
                found.setdefault(row.step.pk, row)
        return [
            StatementRow(
                statement=row,
                is_out_of_date=pk in self._old,
                actions=self.actions.get(pk, 0),
            )
            for pk, row in found.items()
        ]


def overview(*, today: date) -> Overview:
    """Gather the page in four queries."""
    return Overview(
        aims=list(Aim.objects.filter(retired_on=None).order_by("number")),
        statements=plan_statements(),
        at_work=all_at_work(),
        actions=open_action_counts(),
        today=today,
    )
