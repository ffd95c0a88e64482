"""Counts said as sentences: what a page says in words, before its table and its bar."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, ngettext_lazy

from imroc_ei.phrases import and_list
from steps.queries import AimActivity, Quiet, Standing, StandingCounts

IN_WORDS = {
    Standing.NOT_REVIEWED: ngettext_lazy(
        "%(n)d has not been reviewed yet", "%(n)d have not been reviewed yet", "n"
    ),
    Standing.NOT_STARTED: ngettext_lazy("%(n)d has not started", "%(n)d have not started", "n"),
    Standing.GETTING_READY: ngettext_lazy("%(n)d is getting ready", "%(n)d are getting ready", "n"),
    Standing.UNDER_WAY: ngettext_lazy("%(n)d is under way", "%(n)d are under way", "n"),
    Standing.MAKING_A_DIFFERENCE: ngettext_lazy(
        "%(n)d is making a difference", "%(n)d are making a difference", "n"
    ),
    Standing.PART_OF_HOW_WE_WORK: ngettext_lazy(
        "%(n)d is part of how we work", "%(n)d are part of how we work", "n"
    ),
    Standing.PAUSED: ngettext_lazy("%(n)d is paused", "%(n)d are paused", "n"),
    Standing.NOT_RECORDED: ngettext_lazy(
        "%(n)d has no goals recorded yet", "%(n)d have no goals recorded yet", "n"
    ),
}
ON_THE_LADDER = (
    Standing.NOT_STARTED,
    Standing.GETTING_READY,
    Standing.UNDER_WAY,
    Standing.MAKING_A_DIFFERENCE,
    Standing.PART_OF_HOW_WE_WORK,
)


def fragments(counts: StandingCounts, standings: Iterable[Standing]) -> list[str]:
    """Return a few words for each standing that any statement has, in the order given."""
    return [
        str(IN_WORDS[standing] % {"n": counts.published[standing]})
        for standing in standings
        if counts.published[standing]
    ]


def counts_of_an_aim(counts: StandingCounts) -> str:
    """Say how an aim's published statements stand, all of them, in one sentence."""
    if not counts.total:
        return gettext("No statement has been placed in this aim yet.")
    start = ngettext(
        "Of this aim’s %(n)d statement", "Of this aim’s %(n)d statements", counts.total
    )
    words = and_list(fragments(counts, (*ON_THE_LADDER, *outside_the_ladder())))
    return f"{start % {'n': counts.total}}, {words}."


def counts_of_the_plan(counts: StandingCounts) -> str:
    """Say how all published statements stand, each counted once."""
    if not counts.total:
        return gettext("No plan has been loaded yet.")
    start = ngettext(
        "Of the plan’s %(n)d statement", "Of the plan’s %(n)d statements", counts.total
    )
    words = and_list(fragments(counts, (*ON_THE_LADDER, *outside_the_ladder())))
    return f"{start % {'n': counts.total}}, {words}."


def outside_the_ladder() -> tuple[Standing, ...]:
    return (Standing.NOT_REVIEWED, Standing.PAUSED, Standing.NOT_RECORDED)


def state_of_an_aim(counts: StandingCounts) -> str:
    """Say in a line or two how an aim is going, for the home page."""
    if not counts.total:
        return gettext("No statements yet.")
    total = ngettext("%(n)d statement", "%(n)d statements", counts.total) % {"n": counts.total}
    if counts.reviewed:
        reached = and_list(fragments(counts, ON_THE_LADDER))
        said = [gettext("Of %(total)s, %(reached)s.") % {"total": total, "reached": reached}]
        rest = fragments(counts, outside_the_ladder())
    else:
        said = [f"{total}.", gettext("None has been reviewed yet.")]
        rest = fragments(counts, (Standing.PAUSED, Standing.NOT_RECORDED))
    return " ".join([*said, *(f"{words[:1].upper()}{words[1:]}." for words in rest)])


def gone_quiet(quiet: Quiet) -> str:
    """Say how many statements have gone quiet; nothing where none has."""
    if not quiet.gone:
        return ""
    words = ngettext("%(n)d has gone quiet", "%(n)d have gone quiet", len(quiet.gone))
    return words % {"n": len(quiet.gone)}


def through_time(activity: AimActivity) -> str:
    """Say what the chart of twelve months shows."""
    span = {
        "first": date_format(activity.months[0].first, "YEAR_MONTH_FORMAT"),
        "last": date_format(activity.months[-1].first, "YEAR_MONTH_FORMAT"),
    }
    total = activity.in_all_months
    if not total:
        return gettext("Nothing was shared from %(first)s to %(last)s.") % span
    words = ngettext(
        "%(n)d activity was shared from %(first)s to %(last)s.",
        "%(n)d activities were shared from %(first)s to %(last)s.",
        total,
    )
    return words % {"n": total, **span}


def aims_in_words(numbers: Iterable[int]) -> str:
    """Return "Aim 2" or "Aims 4 and 5"."""
    known = list(numbers)
    words = ngettext("Aim %(aims)s", "Aims %(aims)s", len(known))
    return words % {"aims": and_list(known)}
