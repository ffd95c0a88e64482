"""The minute as headings, sentences and tables: what the PDF and the Word file are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from steps.reviews.minute import Judged, Minute, ToDo


@dataclass(frozen=True, kw_only=True)
class Part:
    """One piece of a document: a heading of a level, a paragraph, pairs, or a table."""

    heading: str = ""
    level: int = 0
    text: str = ""
    pairs: list[tuple[str, str]] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def written(day: date | None) -> str:
    return date_format(day) if day else ""


def given(text: str) -> str:
    return text or _("Not given")


def outline(minute: Minute) -> Iterator[Part]:
    """Yield the parts of a minute in the order of its page."""
    yield Part(text=minute.aim)
    yield Part(
        text=_("Proposed by %(proposer)s, confirmed by %(confirmer)s on %(day)s.")
        % {
            "proposer": minute.proposed[0],
            "confirmer": minute.confirmed[0],
            "day": written(minute.closed_on),
        }
    )
    yield Part(heading=_("Where the statements of the aim stood"), level=1)
    yield Part(
        head=[_("Level"), _("Statements")],
        rows=[[label, str(count)] for _level, label, count in minute.counts],
    )
    yield Part(heading=_("What was found"), level=1)
    for row in minute.findings:
        yield from _finding(row)
    yield Part(heading=_("What we learned"), level=1)
    yield Part(pairs=_words(minute))
    yield Part(heading=_("Who does what, by when"), level=1)
    yield from _actions(minute)


def _finding(row: Judged) -> Iterator[Part]:
    yield Part(heading=row.short_name, level=2)
    yield Part(text=f"{row.statement} ({row.also_in})" if row.also_in else row.statement)
    level = row.level_label
    if row.moved:
        level = _("%(level)s, before: %(before)s") % {
            "level": row.level_label,
            "before": row.level_before_label,
        }
    pairs = [
        (_("Level"), level),
        (_("What it means"), row.criterion),
        (_("Since the last review"), given(row.direction)),
        (_("Rests on"), given(row.rests_on)),
        (_("Why"), given(row.why)),
        (_("What else might explain it"), row.other_explanation),
        (_("Why it moves back"), row.back_reason),
        (_("Evidence"), row.evidence),
        (_("Shared activity"), activity_in_words(row)),
    ]
    yield Part(pairs=[(key, value) for key, value in pairs if value])


def activity_in_words(row: Judged) -> str:
    if row.activity_since:
        words = ngettext(
            "%(count)d entry since %(day)s", "%(count)d entries since %(day)s", row.activity
        )
        return words % {"count": row.activity, "day": written(row.activity_since)}
    words = ngettext("%(count)d entry so far", "%(count)d entries so far", row.activity)
    return words % {"count": row.activity}


def _words(minute: Minute) -> list[tuple[str, str]]:
    return [
        (_("What we learned"), given(minute.learned)),
        (_("What we will stop doing"), given(minute.stop_doing)),
        (_("Who took part"), given(str(minute.took_part or ""))),
        (_("People affected among them"), given(minute.affected_among)),
        (_("Not everyone agreed"), given(minute.not_agreed)),
        (_("Next review"), given(written(minute.next_review_on))),
    ]


def _actions(minute: Minute) -> Iterator[Part]:
    head = [_("What"), _("Who"), _("By when")]
    if minute.actions:
        yield Part(head=head, rows=[_row(row) for row in minute.actions])
    else:
        yield Part(text=_("No action was noted."))
    if minute.actions_before:
        yield Part(heading=_("What became of the actions before"), level=2)
        rows = [[*_row(row), row.became] for row in minute.actions_before]
        yield Part(head=[*head, _("Became")], rows=rows)


def _row(row: ToDo) -> list[str]:
    return [f"{row.what} ({row.statement})", row.who, written(row.due)]
