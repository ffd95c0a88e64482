"""Making a case of a draft: once, however often it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from feedback.door.drafts import Draft
from feedback.enums import Channel, ReplyBy
from feedback.journey.forms import Answers
from feedback.journey.questions import asked, is_short
from feedback.models import Case, CaseFile
from feedback.receiving import receive
from feedback.told import Told
from feedback.vault import files as vault_files
from feedback.vault.sealed import key_of
from imroc_ei.uploads.files import CheckedFile


def told_in(answers: Answers, *, easy: bool) -> Told:
    """Return what is sent: the answers to the questions that are asked, and to no others.

    Who changed from a complaint to thanks does not send what they had said of the complaint.
    """
    names = {name for question in asked(answers) for name in question.fields}
    said = {name: value for name, value in answers.items() if name in names and value}
    return Told.from_answers(said | {"easy": easy})


def needs_code(told: Told) -> bool:
    """The short way gives a code only where a reply is wanted and no address was given."""
    if not is_short({"kind": told.kind}):
        return True
    return told.reply_by == ReplyBy.CODE or (told.reply_by != ReplyBy.NONE and not told.reach)


def send(
    *, draft: Draft, files: Iterable[CheckedFile], easy: bool, readers: list[str] | None = None
) -> Case:
    """Keep what was told with its files. The same draft again is the same case, files and all.

    `readers` are the public ids of those whom the page that was sent named, where it named any.
    """
    named = readers or draft.answers.get("readers")
    told = told_in({**draft.answers, "readers": named}, easy=easy)
    case = receive(
        told=told,
        code=draft.code if needs_code(told) else "",
        submission=bytes.fromhex(draft.submission),
        channel=Channel.FORM,
    )
    keep_files(case=case, files=list(files))
    return case


def keep_files(*, case: Case, files: list[CheckedFile]) -> None:
    """Store the files with the first entry, unless an earlier sending of the same has done so."""
    if not files:
        return
    kept: list[CaseFile] = []
    try:
        with transaction.atomic():
            case = Case.objects.select_for_update().get(pk=case.pk)
            entry = case.entries.earliest("pk")
            if entry.files.exists():
                return
            key = key_of(case)
            for file in files:
                stored = vault_files.keep(case=case, entry=entry, file=file, key=key)
                kept.append(stored)
    except BaseException:
        for left in kept:
            default_storage.delete(left.stored_as)
        raise


def hiding_details(case: Case) -> list[str]:
    """Return the names of the files that came with it and may still say who made them."""
    if case.key_wrapped is None:
        return []
    key = key_of(case)
    described: list[Any] = [vault_files.about(file, key=key) for file in case.files.order_by("pk")]
    return [about.name for about in described if about.hides_details]
