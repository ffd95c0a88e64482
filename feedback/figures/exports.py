"""The figures as rows to take away: the words of the page, and nothing behind them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from feedback.figures.queries import Section
from imroc_ei.spreadsheets import Row


def figures_head() -> Row:
    return (_("About"), _("Figure"), _("Part"), _("How many"))


def figures_rows(sections: list[Section]) -> Iterator[Row]:
    for section in sections:
        if section.how_many:
            yield (str(section.heading), str(section.label), "", _plain(section.how_many))
        for table in section.tables:
            for words, number in table.rows:
                yield (str(section.heading), str(table.caption), str(words), _plain(number))


def _plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")
