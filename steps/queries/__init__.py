"""What dashboards and step pages show. A number has one function, whichever page shows it."""

from steps.queries.change import AimActivity, Month, StatementActivity, activity_of
from steps.queries.learning import Learning, latest_entries, latest_learning
from steps.queries.own import (
    declined_entries,
    entries_to_check,
    held_statements,
    own_entries,
    waiting_entries,
    withdrawn_entries,
)
from steps.queries.quiet import Quiet, QuietStatement, quiet_in
from steps.queries.standing import Standing, StandingCounts, count_standings
from steps.queries.statement import (
    Statement,
    family_of,
    in_order,
    plan_statements,
    statements_of,
    worked_on_in,
)
from steps.queries.timeline import EntryCounts, entries_about, entry_counts, placements_of

__all__ = [
    "AimActivity",
    "EntryCounts",
    "Learning",
    "Month",
    "Quiet",
    "QuietStatement",
    "Standing",
    "StandingCounts",
    "Statement",
    "StatementActivity",
    "activity_of",
    "count_standings",
    "declined_entries",
    "entries_about",
    "entries_to_check",
    "entry_counts",
    "family_of",
    "held_statements",
    "in_order",
    "latest_entries",
    "latest_learning",
    "own_entries",
    "placements_of",
    "plan_statements",
    "quiet_in",
    "statements_of",
    "waiting_entries",
    "withdrawn_entries",
    "worked_on_in",
]
