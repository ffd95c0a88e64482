"""A copy of everything that the site holds about one person, for that person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext

from aims.models import Aim, Term, Vision
from imroc_ei.notices.exports import own_notice_rows
from imroc_ei.people.exports import own_rows
from imroc_ei.people.models import User
from library.exports import own_library_rows
from steps.activity.exports import own_activity_rows
from steps.models import Action, Evidence, Step
from steps.reviews.figures import own_review_rows


def own_copy(person: User) -> IO[bytes]:
    """Return a zip file: what it is in words, the data as JSON, and the files as they are."""
    file = TemporaryFile()  # noqa: SIM115 - who asked for it closes it
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("read-me.txt", read_me())
        archive.writestr("about-me.json", as_json(own_rows(person)))
        archive.writestr("what-i-hold.json", as_json(held_rows(person)))
        archive.writestr("activity.json", as_json(own_activity_rows(person)))
        archive.writestr("what-i-changed.json", as_json(changed_rows(person)))
        archive.writestr("library.json", as_json(own_library_rows(person)))
        archive.writestr("reminders.json", as_json(own_notice_rows(person)))
        for evidence in files_of(person):
            add_file(archive, evidence)
    file.seek(0)
    return file


def add_file(archive: ZipFile, evidence: Evidence) -> None:
    """Add a file of evidence; one that the storage has lost does not keep the rest back."""
    try:
        with evidence.file.open("rb") as content, archive.open(name_of(evidence), "w") as kept:
            copyfileobj(content, kept)
    except FileNotFoundError:
        archive.writestr(f"{name_of(evidence)}.missing.txt", gettext("This file is missing."))


def as_json(rows: Any) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=2)


def held_rows(person: User) -> dict[str, list[dict[str, str]]]:
    return {
        "aims": [
            {"number": str(aim.number), "aim": aim.statement}
            for aim in Aim.objects.filter(held_by=person).order_by("number")
        ],
        "statements": [
            {"slug": step.slug, "statement": step.statement}
            for step in Step.objects.filter(held_by=person).order_by("pk")
        ],
        "actions": [
            {
                "what": action.what,
                "statement": action.step.slug,
                "due": action.due.isoformat(),
                "became": "done" if action.done_on else "let go" if action.let_go_on else "open",
            }
            for action in Action.objects.agreed().held_by(person).select_related("step")
        ],
        "reviews": own_review_rows(person),
    }


def changed_rows(person: User) -> list[dict[str, str]]:
    """Every change of the plan's wording that carries this person's name, and why they made it."""
    return [
        {
            "what": str(record.history_object),
            "at": record.history_date.isoformat(),
            "why": record.history_change_reason or "",
        }
        for model in (Vision, Aim, Term, Step)
        for record in model.history.filter(history_user=person).order_by("history_id")
    ]


def files_of(person: User) -> Iterable[Evidence]:
    return Evidence.objects.filter(activity__logged_by=person).exclude(file="").order_by("pk")


def name_of(evidence: Evidence) -> str:
    """Name a file so that two of the same name stand apart, and none leaves its folder."""
    given = PurePath(evidence.file_name or str(evidence.file.name)).name
    return f"evidence/{evidence.public_id}-{given}"


def read_me() -> str:
    return gettext(
        "This is a copy of everything that the site holds about you.\n\n"
        "about-me.json      your account, roles, team terms and settings\n"
        "what-i-hold.json   what you look after and have to do, and your part in reviews\n"
        "activity.json      everything you logged: drafts, private and withdrawn entries too\n"
        "evidence/          the files you added\n"
        "what-i-changed.json  where you changed the plan, when and why\n"
        "library.json       your reading lists, saved searches, suggestions and additions\n"
        "reminders.json     reminders that wait for you, and those sent to you lately\n\n"
        "A .json file opens in any text editor and in every browser.\n"
    )
