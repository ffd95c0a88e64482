"""What retention does to a case. Every field that can be sealed is found by looking at the
models, so that one that is added later is destroyed, too."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models

from feedback.enums import State
from feedback.models import Case, CaseAction, CaseFile, CaseMove
from feedback.models.case import new_reference
from feedback.states import carries_out
from imroc_ei.notices.models import Notice
from imroc_ei.people.models.user import public_id

# Enough of a sealed value to find it again, wherever a copy of it may lie: its nonce and more.
WITNESS_BYTES = 29
NO_KEY = {"key_version": None, "pepper_version": None}
NOBODY = ("handler", "stands_in", "second_handler", "reader", "name_for")
# What says who did what with a case, and leads from it to something else.
TRACES = ("feedback.CaseEntry", "feedback.CaseAccess", "feedback.CaseView", "feedback.Conflict")


def models_of_cases() -> list[type[models.Model]]:
    """Return the case itself, and every model whose rows belong to one."""
    return [Case, *parts_of_cases()]


def parts_of_cases() -> list[type[models.Model]]:
    found = apps.get_app_config("feedback").get_models()
    return [model for model in found if any(field.name == "case" for field in model._meta.fields)]


def sealed_fields(model: type[models.Model]) -> list[str]:
    """Return the fields of a model that hold something sealed, or what opens it."""
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.BinaryField) and field.null
    ]


def witnesses(case: Case) -> Iterator[bytes]:
    """Yield the beginning of every sealed value of the case, by which a copy could be found."""
    for row in _rows(case):
        for name in sealed_fields(type(row)):
            value = getattr(row, name)
            if value is not None:
                yield bytes(value)[:WITNESS_BYTES]


def destroy_content(case: Case, *, on: date) -> None:
    """Destroy the keys and everything sealed, and leave the case's states and days.

    Its files lose their key here; `remove_files` takes them from the storage after that.
    """
    for model in parts_of_cases():
        if names := sealed_fields(model):
            model._base_manager.filter(case=case).update(**dict.fromkeys(names))
    for name in sealed_fields(Case):
        setattr(case, name, None)
    for name, value in NO_KEY.items():
        setattr(case, name, value)
    case.name_for = None
    # Nothing is left that somebody could be told.
    case.tell_from = case.tell_by = None
    case.content_gone_on = on
    case.version += 1
    case.save()
    Notice.objects.filter(subject=case.public_id).delete()
    CaseMove.objects.create(
        case=case, move="forget", from_state=case.state, to_state=case.state, on=on
    )


def remove_files(case: Case) -> int:
    """Take the files of a case whose words are gone from the storage, each before its row.

    What cannot be removed keeps its row, so that the next run tries again.
    """
    removed = 0
    for kept in CaseFile.objects.filter(case=case):
        default_storage.delete(kept.stored_as)
        if not default_storage.exists(kept.stored_as):
            kept.delete()
            removed += 1
    return removed


@carries_out("make-anonymous")
def make_anonymous(case: Case, *, on: date) -> None:
    """Take every person, name and link from a case; its kind, states and days stay for figures.

    It gets another reference, so that none that somebody kept leads to it.
    """
    for label in TRACES:
        apps.get_model(label)._base_manager.filter(case=case).delete()
    CaseAction.objects.filter(case=case).delete()
    CaseMove.objects.filter(case=case).update(by=None)
    before = case.state
    for name in NOBODY:
        setattr(case, name, None)
    case.public_id, case.reference = public_id(), new_reference()
    case.submission = secrets.token_bytes(32)
    case.theme = ""
    case.state, case.anonymised_on = State.ANONYMISED, on
    case.version += 1
    case.save()
    CaseMove.objects.create(
        case=case, move="make-anonymous", from_state=before, to_state=case.state, on=on
    )


def _rows(case: Case) -> Iterator[models.Model]:
    yield case
    for model in parts_of_cases():
        yield from model._base_manager.filter(case=case).order_by("pk")
