"""Everything is published, everything is taken from everything, and nobody is found.

A figure stands for a set of answers. What an onlooker can work out are the figures, and what is
left of one when another is taken from it; the same with counts of people, as far as what is
published says anything about them. None of it may come down to one, two, three or four people.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from itertools import permutations

from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from imroc_ei.people.models import User
from steps.models import Activity, Quarter
from steps.quarters.actions import freeze_quarters
from steps.quarters.enums import PayShare, TimeBand
from tests.clients import signed_in
from tests.factories import UserFactory
from tests.html import page_of, words_of

FEW = range(1, 5)
PEOPLE = 14
HIDDEN = "Not shown"
MONTHS = {
    "January to March 2026": date(2026, 2, 1),
    "April to June 2026": date(2026, 5, 1),
    "July to September 2026": date(2026, 8, 1),
}
COUNTED = date(2026, 12, 1)
WORDS = {
    "time": {HIDDEN, *(str(band.label) for band in TimeBand)},
    "pay": {HIDDEN, *(str(share.label) for share in PayShare)},
}

# One entry: who, when, how long (if said), paid (if said).
Entry = tuple[int, date, int | None, bool | None]
Published = dict[str, tuple[str, str]]

ENTRIES = st.lists(
    st.tuples(
        st.integers(0, PEOPLE - 1),
        st.sampled_from(list(MONTHS.values())),
        st.sampled_from([None, 1, 90, 600, 6000]),
        st.sampled_from([None, True, True, False, False]),
    ),
    max_size=60,
)


@st.composite
def worlds(draw: st.DrawFn) -> list[Entry]:
    """Loose entries, and groups of a size about the limit, so that both sides of it come up."""
    world = list(draw(ENTRIES))
    for month in MONTHS.values():
        for paid in (True, False, None):
            first, size = draw(st.integers(0, PEOPLE - 1)), draw(st.sampled_from([0, 4, 5, 6, 8]))
            minutes = draw(st.sampled_from([30, 600, 3000]))
            world += [((first + n) % PEOPLE, month, minutes, paid) for n in range(size)]
    return world


def store(world: list[Entry], people: list[User]) -> None:
    logged_at = timezone.make_aware(datetime(2026, 2, 1, 12))
    Activity.objects.bulk_create(
        Activity(
            what_happened="We met",
            logged_by=people[who],
            happened_on=day,
            logged_at=logged_at,
            minutes=minutes,
            paid=paid,
        )
        for who, day, minutes, paid in world
    )


def publish(client: Client) -> Published:
    """Return the two figures of each quarter, by its name; the page and the file are the same."""
    page = page_of(client.get("/quarters/").content)
    on_page = {
        words_of(row[0]): (words_of(row[1]), words_of(row[2])) for row in page.xpath("//tbody/tr")
    }
    text = client.get("/quarters/list.csv").content.decode("utf-8-sig")
    in_file = {row[0]: (row[3], row[4]) for row in list(csv.reader(StringIO(text)))[1:]}
    assert on_page == in_file
    return on_page


def answers_behind(world: list[Entry], published: Published) -> Iterator[set[tuple[int, int]]]:
    """Yield for every figure shown the answers it stands on: who gave it, in which entry.

    The words on pay stand on two: paid time, and what is left.
    """
    for name, month in MONTHS.items():
        time, pay = published.get(name, (HIDDEN, HIDDEN))
        told = {
            (who, number): paid
            for number, (who, day, minutes, paid) in enumerate(world)
            if day == month and minutes
        }
        if time != HIDDEN:
            yield set(told)
        if pay != HIDDEN:
            yield {answer for answer, paid in told.items() if paid is True}
            yield {answer for answer, paid in told.items() if paid is False}
            yield {answer for answer, paid in told.items() if paid is not None}


def people_of(answers: set[tuple[int, int]]) -> int:
    return len({who for who, _number in answers})


def heads_said(world: list[Entry], published: Published) -> Iterator[list[tuple[int, int]]]:
    """Yield for each quarter what anybody inside can say of numbers of people, least and most.

    Entries have their authors' names, so how many people wrote in a quarter is known. A figure
    shown means five of them or more; one that is hidden means four at most where it is the
    time, and any number where it is pay.
    """
    for name, (time, pay) in published.items():
        heads = len({who for who, day, _minutes, _paid in world if day == MONTHS[name]})
        yield [
            (heads, heads),
            (0, min(4, heads)) if time == HIDDEN else (5, heads),
            (0, heads) if pay == HIDDEN else (5, heads),
        ]


def is_pinned_to_few(least: int, most: int) -> bool:
    return least in FEW and most in FEW


class EverythingPublished(TestCase):
    people: list[User]
    lead: User

    @classmethod
    def setUpTestData(cls) -> None:
        cls.people = UserFactory.create_batch(PEOPLE)
        cls.lead = UserFactory(roles=["lead"])

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(world=worlds())
    def test_no_difference_comes_down_to_a_few_people(self, world: list[Entry]) -> None:
        store(world, self.people)
        freeze_quarters(today=COUNTED)
        published = publish(signed_in(self.lead))

        figures = list(answers_behind(world, published))
        assert [people_of(answers) for answers in figures if people_of(answers) < 5] == []
        left_over = [people_of(one - other) for one, other in permutations(figures, 2)]
        assert [people for people in left_over if people in FEW] == []

        for said in heads_said(world, published):
            spans = [(one[0] - other[1], one[1] - other[0]) for one, other in permutations(said, 2)]
            assert [span for span in (*said[1:], *spans) if is_pinned_to_few(*span)] == []

        assert {time for time, _pay in published.values()} <= WORDS["time"]
        assert {pay for _time, pay in published.values()} <= WORDS["pay"]
        assert {field.name for field in Quarter._meta.get_fields()} == {
            *("id", "first_day", "time", "pay", "made_up", "frozen_on"),
        }
