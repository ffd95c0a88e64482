"""The made-up people and their year, as they stand in the two files beside this module."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def read(name: str) -> dict[str, Any]:
    """Return the tables of the file `name`, which stands beside this module."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def past(today: date, row: dict[str, Any], key: str = "days_ago") -> date:
    """Return the day that is `row[key]` days before `today`."""
    return today - timedelta(days=row[key])


def term_end(today: date, term: dict[str, Any]) -> date | None:
    """Return the last day of a term in the team, gone by or to come; None for an open one."""
    if "until_days_ago" in term:
        return past(today, term, "until_days_ago")
    if "until_in_days" in term:
        return today + timedelta(days=term["until_in_days"])
    return None
