"""What happens in the site whose disk is looked at: something is told, and later forgotten."""

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from feedback.enums import Channel, State
from feedback.models import Case, CaseEntry
from feedback.receiving import receive
from feedback.told import Told
from feedback.vault import files, sealed
from feedback.vault.destroying import witnesses
from feedback.vault.retention import retention
from tests.factories.feedback import ProcedureFactory
from tests.feedback.vault.making import checked_file
from tests.feedback.vault.phrases import CODE, IN_FILE, NAME_OF_FILE, TYPED


def prepare() -> None:
    call_command("migrate", verbosity=0)


def tell() -> list[str]:
    """Take in something with every phrase in it; return the beginnings of what is sealed."""
    ProcedureFactory(in_force=True)
    told = Told.from_answers({"kind": "complaint", "named": "yes", "reply_by": "email", **TYPED})
    case = receive(told=told, code=CODE, submission=b"s" * 32, channel=Channel.FORM)
    key = sealed.key_of(case)
    file = checked_file(IN_FILE * 10_000, name=NAME_OF_FILE)
    files.keep(case=case, entry=case.entries.get(), file=file, key=key)
    # Many entries, so that rows move between pages when they are emptied.
    for number in range(60):
        entry = CaseEntry(case=case, kind="fact")
        sealed.put(entry, "words_sealed", f"{TYPED['where']} {number} " * number, key=key)
        entry.save()
    Case.objects.update(state=State.CLOSED, closed_on=timezone.localdate())
    return [value.hex() for value in witnesses(Case.objects.get())]


def read() -> list[Any]:
    """Return what the case says, and what is in its file, to show that all of it is there."""
    case = Case.objects.get()
    key = sealed.key_of(case)
    said = case.entries.order_by("pk")[0]
    handed_out = files.hand_out(case.files.get(), key=key)
    content = b"".join(map(bytes, handed_out))
    return [
        sealed.read(said, "words_sealed", key=key)["what_happened"],
        sealed.read(case, "name_sealed", key=key)["name"],
        content.decode(),
    ]


def forget() -> dict[str, list[str]]:
    proof = retention(timezone.localdate() + timedelta(days=400)).proof
    return {"gone": proof.gone, "still_there": proof.still_there}
