"""Who may hear of which case, for many cases at once, and who hears of a duty.

It is the conflict guard of `Case.objects.visible_to`, asked for every reader at once; a test
holds the two against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from feedback.clocks.duties import Duty
from feedback.models import Case, CaseAccess, Conflict
from feedback.models.case import READERS, CaseQuerySet
from imroc_ei.people.models import User

Readers = dict[int, list[User]]


def readers_by_case(cases: CaseQuerySet) -> Readers:
    """Return by the id of each case everybody who may know of it now, in a settled order."""
    holding = User.objects.present().filter(groups__name__in=READERS)
    people = {person.pk: person for person in holding.distinct().order_by("pk")}
    kept_out = set(
        Conflict.objects.filter(case__in=cases).order_by().values_list("case_id", "person_id")
    )
    let_in = CaseAccess.objects.filter(case__in=cases).order_by("person_id")
    found: Readers = defaultdict(list)
    for case, person in let_in.values_list("case_id", "person_id"):
        if person in people and (case, person) not in kept_out:
            found[case].append(people[person])
    return found


def awake(people: Iterable[User], today: date) -> list[User]:
    return [person for person in people if person.pause_ends(today) is None]


def instead_of(person: User | None, case: Case, readers: list[User], today: date) -> list[User]:
    """Return who takes over from a handler of the case who pauses, or comes to nothing: who
    stands in for them, else every other reader who is not pausing."""
    others = [reader for reader in awake(readers, today) if reader != person]
    standing_in = [reader for reader in others if reader.pk == case.stands_in_id]
    return standing_in or others


def whose_turn(case: Case, duty: Duty, readers: list[User], today: date) -> list[User]:
    """Return who hears of a duty: its handler; while that one pauses, who takes it over.

    Where everybody pauses, the first ones stay: nobody is left to hand it to.
    """
    having_it = [reader for reader in readers if reader.pk == duty.person]
    first = having_it or readers
    at_hand = awake(first, today)
    if at_hand or not having_it:
        return at_hand or first
    return instead_of(having_it[0], case, readers, today) or first


def others_for(case: Case, duty: Duty, readers: list[User], today: date) -> list[User]:
    """Return who hears as well when the duty is late, beyond those whose turn it is."""
    having_it = next((reader for reader in readers if reader.pk == duty.person), None)
    first = whose_turn(case, duty, readers, today)
    return [
        reader
        for reader in instead_of(having_it, case, readers, today)
        if having_it is not None and reader not in first
    ]
