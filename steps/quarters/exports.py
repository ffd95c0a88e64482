"""The figures as rows to take away: the words of the page, and nothing behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from imroc_ei.spreadsheets import Row
from steps.models import Quarter


def quarters_head() -> Row:
    return (_("Quarter"), _("First day"), _("Last day"), _("Time given"), _("Pay"))


def quarters_rows(quarters: Iterable[Quarter]) -> Iterator[Row]:
    for quarter in quarters:
        period = quarter.period
        days = (period.first.isoformat(), period.last.isoformat())
        yield (str(period), *days, quarter.time_words, quarter.pay_words)
