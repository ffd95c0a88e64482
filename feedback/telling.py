"""Who hears that there is something new about a case. The rules are in `feedback/rules.py`."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from feedback.clocks.letters import NEWS, RECEIVED, write_to_person
from feedback.clocks.readers import awake, instead_of
from feedback.models import Case
from feedback.models.case import READERS
from imroc_ei.notices.actions import notify
from imroc_ei.people.models import User

URGENT = "case-urgent"
ARRIVED = "case-arrived"
FROM_PERSON = "case-from-person"
TO_READ = "case-answer-to-read"
READ = "case-answer-read"
PASSED_ON = "case-passed-on"
SECOND_ASKED = "case-second-look-asked"


def readers_of(case: Case) -> list[User]:
    """Everybody who may know of this case now: the conflict guard, asked the other way round."""
    people = User.objects.with_roles().present()
    let_in = people.filter(pk__in=case.access.values("person"))
    allowed = let_in.exclude(pk__in=case.conflicts.values("person")).order_by("name", "pk")
    return [person for person in allowed if person.role_names.intersection(READERS)]


def tell(case: Case, rule: str, *, to: Iterable[User | None], but: User | None = None) -> None:
    """Put a notice into the outbox for each of these who may know of the case.

    For somebody who pauses, whoever takes over from them hears of it as well, and now.
    """
    wanted = {person.pk for person in to if person is not None and person != but}
    readers, today = readers_of(case), timezone.localdate()
    told = {person for person in readers if person.pk in wanted}
    for person in told - set(awake(told, today)):
        told |= set(instead_of(person, case, readers, today)) - {but}
    for person in sorted(told, key=lambda reader: reader.pk):
        rung = case.version
        notify(person=person, rule=rule, subject=case.public_id, due_on=today, rung=rung)


def tell_all(case: Case, rule: str, *, but: User | None = None) -> None:
    tell(case, rule, to=readers_of(case), but=but)


def tell_person(case: Case) -> None:
    """Let the person know, at the address that they gave, that there is something to read."""
    write_to_person(case, NEWS)


def send_receipt(case: Case) -> None:
    """Let the person know, at the address that they gave, that it has arrived."""
    write_to_person(case, RECEIVED)
