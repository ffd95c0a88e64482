"""Templates of replies: words to begin with, kept by handlers, with their history."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from feedback.models import ReplyTemplate
from imroc_ei.forms.editing import Edit
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName


def templates_for(kind: str) -> list[ReplyTemplate]:
    """Return what one can begin with; nothing where none are offered."""
    return list(in_use().filter(used_for=kind)) if kind else []


def template_for(kind: str, public_id: str) -> ReplyTemplate | None:
    if not kind or not public_id:
        return None
    return in_use().filter(used_for=kind, public_id=public_id).first()


def in_use() -> QuerySet[ReplyTemplate]:
    return ReplyTemplate.objects.filter(retired_on=None)


@transaction.atomic
def add_template(*, by: User, name: str, used_for: str, text: str) -> ReplyTemplate:
    _check(by)
    template = ReplyTemplate(name=name, used_for=used_for, text=text)
    vars(template).update(_history_user=by, _change_reason=gettext("Written"))
    template.save()
    return template


@transaction.atomic
def change_template(
    *, by: User, template: ReplyTemplate, values: dict[str, Any], seen: str | None
) -> bool:
    """Store what differs. Raise ChangedMeanwhileError of `imroc_ei.forms.editing`."""
    _check(by)
    return Edit(template, values, seen=seen).save(by=by, why=gettext("Changed"))


@transaction.atomic
def retire_template(*, by: User, template: ReplyTemplate) -> None:
    """Offer it no longer. What it was stays in its history."""
    _check(by)
    values = {"retired_on": timezone.localdate()}
    Edit(template, values, seen=None).save(by=by, why=gettext("No longer offered"))


def history_of(template: ReplyTemplate) -> list[Any]:
    """Return what it said and who wrote that, the latest first."""
    return list(template.history.select_related("history_user").order_by("-history_id"))


def _check(by: User) -> None:
    if not by.has_role(RoleName.HANDLER):
        raise PermissionDenied
