"""Everything is published, every pair is subtracted, and what is left is never one to four."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from itertools import combinations, permutations
from secrets import token_bytes

from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from feedback.enums import Kind
from feedback.figures.actions import freeze_years
from feedback.models import Case, FeedbackYear, ProcedureVersion
from tests.factories import ProcedureFactory
from tests.html import page_of, words_of

FEW = range(1, 5)
SLACK = 2
YEARS = (2024, 2025)
COUNTED = date(2026, 3, 1)
# Of one kind in one year: how many came, and after how many days they were answered.
SIZES = st.sampled_from([0, 0, 1, 3, 4, 5, 6, 8, 12, 17])
WORLDS = st.dictionaries(
    st.tuples(
        st.sampled_from(YEARS), st.sampled_from(list(Kind)), st.sampled_from([None, 9, 20, 50])
    ),
    SIZES,
    min_size=4,
    max_size=24,
)
World = dict[tuple[int, Kind, int | None], int]
Row = tuple[str, str, str, int | None]


def store(world: World, version: ProcedureVersion) -> None:
    def case(year: int, kind: Kind, answered_after: int | None) -> Case:
        came = date(year, 3, 3)
        days = {"received_on": came, "last_act_on": came}
        if answered_after and not kind.is_short:
            wrote_back = came + timedelta(days=3 if answered_after < 50 else 9)
            days |= {
                "taken_in_on": came,
                "acknowledged_on": wrote_back,
                "answered_on": came + timedelta(days=answered_after),
            }
        return Case(kind=kind, procedure=version, submission=token_bytes(32), **days)

    Case.objects.bulk_create(case(*what) for what, count in world.items() for _each in range(count))


def published(year: int) -> list[Row]:
    """Return all that is said of a year; the page and the file say the same."""
    path = f"/feedback/figures/{year}/"
    text = Client().get(f"{path}list.csv").content.decode("utf-8-sig")
    rows = [tuple(row) for row in list(csv.reader(StringIO(text)))[1:]]
    page = page_of(Client().get(path).content)
    on_page = [words_of(cell) for cell in page.xpath("//main//tbody//td")]
    assert on_page == [row[3].replace("\xa0", " ") for row in rows if row[2]]
    return [(one, two, three, number(said)) for one, two, three, said in rows]


def number(words: str) -> int | None:
    return None if words == "Not shown" else int(words.removeprefix("about "))


def span(number: int | None) -> tuple[float, float]:
    """What a number says: as many, but for rounding; hidden, any number at all."""
    return (0, float("inf")) if number is None else (max(number - SLACK, 5), number + SLACK)


def worked_out(rows: list[Row]) -> Iterator[tuple[float, float]]:
    """Yield the least and the most that parts of a whole, one or several, can be together."""
    wholes = {about: said for about, _table, part, said in rows if not part}
    for about, table in {(about, table) for about, table, part, _said in rows if part}:
        parts = [span(said) for one, two, _part, said in rows if (one, two) == (about, table)]
        whole = span(wholes[about])
        for size in range(1, len(parts) + 1):
            for chosen in combinations(range(len(parts)), size):
                taken = [parts[place] for place in chosen]
                left = [part for place, part in enumerate(parts) if place not in chosen]
                yield (
                    max(sum(p[0] for p in taken), whole[0] - sum(p[1] for p in left)),
                    min(sum(p[1] for p in taken), whole[1] - sum(p[0] for p in left)),
                )


class EverythingPublished(TestCase):
    version: ProcedureVersion

    @classmethod
    def setUpTestData(cls) -> None:
        cls.version = ProcedureFactory(in_force=True)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(world=WORLDS)
    def test_no_difference_comes_down_to_a_few(self, world: World) -> None:
        store(world, self.version)
        freeze_years(today=COUNTED)
        years = FeedbackYear.objects.values_list("year", flat=True)
        rows = {year: published(year) for year in years}

        shown = [row[3] for said in rows.values() for row in said if row[3] is not None]
        left = [one - other for one, other in permutations([*shown, 0], 2)]
        assert [few for few in left if few in FEW] == []

        for said in rows.values():
            spans = list(worked_out(said))
            assert [span for span in spans if span[0] >= 1 and span[1] <= 4] == []
            # Parts that are hidden come at least two together.
            tables = {row[:2] for row in said if row[2]}
            hidden = [
                sum(1 for row in said if row[:2] == table and row[2] and row[3] is None)
                for table in tables
            ]
            assert 1 not in hidden
