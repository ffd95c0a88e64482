"""What happens in the site whose disk is looked at: something is told and handled, and later
forgotten."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from feedback.cases import marks, moves, people, writing
from feedback.cases.words import Acknowledgement, Answer, Point
from feedback.enums import Channel, Found, State
from feedback.models import Case, CaseEntry
from feedback.receiving import receive
from feedback.told import Told
from feedback.vault import files, sealed
from feedback.vault.destroying import witnesses
from feedback.vault.retention import retention
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.factories import UserFactory
from tests.factories.feedback import ProcedureFactory
from tests.feedback.vault.making import checked_file
from tests.feedback.vault.phrases import CODE, IN_FILE, NAME_OF_FILE, TYPED, WRITTEN


def open_the_form() -> dict[str, list[str]]:
    """Let three handlers sign in; return of each the key of their session, and their own."""
    ProcedureFactory(in_force=True)
    Organisation.objects.update(rooms=[Room.FEEDBACK], send_at=time(0, 0))
    UserFactory(roles=["outside"], name="Olu")
    people = {name: UserFactory(name=name, roles=["handler"]) for name in ("Ada", "Bea", "Cy")}
    keys = {name: signed_in(person).session.session_key for name, person in people.items()}
    return {name: [str(keys[name]), person.public_id] for name, person in people.items()}


def tell() -> list[str]:
    """Take in and handle something with every phrase in it; return the beginnings of what is
    sealed."""
    ProcedureFactory(in_force=True)
    first, second, third = (UserFactory(roles=["handler"]) for _ in range(3))
    told = Told.from_answers({"kind": "complaint", "named": "yes", "reply_by": "email", **TYPED})
    case = receive(told=told, code=CODE, submission=b"s" * 32, channel=Channel.FORM)
    key = sealed.key_of(case)
    file = checked_file(IN_FILE * 10_000, name=NAME_OF_FILE)
    files.keep(case=case, entry=case.entries.get(), file=file, key=key)
    handle(case, first, second, third)
    # Many entries, so that rows move between pages when they are emptied.
    for number in range(60):
        entry = CaseEntry(case=case, kind="fact")
        sealed.put(entry, "words_sealed", f"{TYPED['where']} {number} " * number, key=key)
        entry.save()
    Case.objects.update(state=State.CLOSED, closed_on=timezone.localdate())
    return [value.hex() for value in witnesses(Case.objects.get())]


def handle(case: Case, first: User, second: User, third: User) -> None:
    """Lead a case through two looks, with a phrase of its own in everything that is written."""
    new = iter(WRITTEN)
    moves.take_in(case=case, by=first)
    marks.hold(case=case, by=first, why=next(new))
    marks.end_hold(case=case, by=first, why=next(new))
    people.name_conflict(case=case, by=first, person=third, why=next(new))
    moves.acknowledge(case=case, by=first, words=an_acknowledgement(new))
    moves.look_into(case=case, by=first)
    later = timezone.localdate() + timedelta(days=8)
    moves.extend(case=case, by=first, until=later, why=next(new))
    for write in (writing.write_to_person, writing.note_progress):
        write(case=case, by=first, words=next(new), form_key=uuid4())
    for note in (writing.note_fact, writing.note_thought):
        note(case=case, by=first, words=next(new), form_key=uuid4())
    writing.note_heard(
        case=case,
        by=first,
        who=next(new),
        told=next(new),
        heard=next(new),
        supported=next(new),
        form_key=uuid4(),
    )
    moves.add_message(case=case, words=next(new), form_key=uuid4())
    answered(case, writer=first, reader=second, new=new)
    moves.answer(case=case, by=first)
    moves.ask_second_look(case=case, why=next(new))
    assert next(new, None) is None


def an_acknowledgement(new: Iterator[str]) -> Acknowledgement:
    return Acknowledgement(
        understood=next(new),
        wanted=next(new),
        who=next(new),
        by_when=next(new),
        support=next(new),
    )


def answered(case: Case, *, writer: User, reader: User, new: Iterator[str]) -> None:
    point = Point(point=next(new), found=Found.UPHELD, why=next(new), remedy=next(new))
    words = Answer(points=[point], opening=next(new), second_look="Ask.", elsewhere="Elsewhere.")
    moves.write_answer(case=case, by=writer, words=words)
    moves.ask_to_read(case=case, by=writer, reader=reader)
    moves.agree_to_answer(case=case, by=reader)


def read() -> list[Any]:
    """Return what the case says, and what is in its file, to show that all of it is there."""
    case = Case.objects.get()
    key = sealed.key_of(case)
    said = case.entries.order_by("pk")[0]
    content = b"".join(files.opened(case.files.get(), key))
    return [
        sealed.read(said, "words_sealed", key=key)["what_happened"],
        sealed.read(case, "name_sealed", key=key)["name"],
        content.decode(),
    ]


def forget() -> dict[str, list[str]]:
    proof = retention(timezone.localdate() + timedelta(days=400)).proof
    return {"gone": proof.gone, "still_there": proof.still_there}
