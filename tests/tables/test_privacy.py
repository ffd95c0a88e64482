"""Nobody learns of an entry that is not meant for them, on any page, list, count or file."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imroc_ei.notices.actions import work_out
from imroc_ei.notices.sending import send_due
from steps.enums import EvidenceKind
from steps.models import Activity, Evidence
from tests.clients import browser_of
from tests.clock import on
from tests.factories import EvidenceFactory
from tests.privacy import (
    CHANGES_AN_ENTRY,
    CHECKERS,
    EVERYBODY,
    LISTS,
    MAY_CHECK,
    MAY_KNOW,
    MAY_READ,
    MODELS,
    UNFINISHED,
    lasting_text_of,
    may_know,
    text_of,
    told_of,
    whole_site,
)
from tests.standing import in_full_world
from tests.tables.answers import Ask, crawling
from tests.urlconf import routes
from tests.world import ACTIVITY_STATES, World

pytestmark = pytest.mark.django_db


def test_every_model_is_in_the_table() -> None:
    assert {model._meta.label for model in apps.get_models()} == set(MODELS)


def test_every_state_of_an_entry_is_in_the_table() -> None:
    assert set(MAY_KNOW) == set(ACTIVITY_STATES)


def test_admin_keeps_nothing_private() -> None:
    kept = {model._meta.label for model in admin.site._registry}
    assert kept & {label for label, what in MODELS.items() if what != "plan"} == set()


@in_full_world
@crawling(EVERYBODY)
def test_entry_that_is_not_for_this_role_is_in_no_answer(ask: Ask, world: World, role: str) -> None:
    answers = ask()
    leaks = {
        address: told_of(lasting_text_of(answers.at[address])) - may_know(role)
        for address in whole_site(world)
    }
    assert {address: states for address, states in leaks.items() if states} == {}


def opens(client: Client, address: str) -> bool:
    """Whether an address answers; what is not for this person has to be as if it were not there."""
    answer = client.get(address)
    answer.getvalue()
    if answer.status_code == 404:
        return False
    # A draft opens in its form.
    assert answer.status_code in (200, 302)
    return True


@in_full_world
@pytest.mark.parametrize("role", EVERYBODY)
def test_entry_and_its_file_open_for_those_whom_the_table_names(world: World, role: str) -> None:
    client = browser_of(world, role)
    answers = {}
    for state, entry in world.activities.items():
        file = EvidenceFactory(
            activity=entry,
            kind=EvidenceKind.FILE,
            text="",
            file=ContentFile(b"%PDF-", name="proof.pdf"),
        )
        addresses = (entry.get_absolute_url(), file.get_absolute_url())
        answers[state] = [opens(client, address) for address in addresses]
    assert answers == {state: [role in readers] * 2 for state, readers in MAY_READ.items()}


@in_full_world
@pytest.mark.parametrize("role", ["consultant", "author", "team_member", "lead"])
@pytest.mark.parametrize("name", LISTS)
def test_list_has_every_entry_that_this_role_may_read(world: World, role: str, name: str) -> None:
    told = told_of(text_of(browser_of(world, role).get(reverse(name))))
    assert told == {state for state, readers in MAY_READ.items() if role in readers} - UNFINISHED


@in_full_world
@pytest.mark.parametrize("role", sorted(set(EVERYBODY) - {"anyone"}))
def test_export_of_my_data_has_what_i_logged_and_nothing_else(world: World, role: str) -> None:
    told = told_of(text_of(browser_of(world, role).post(reverse("me_export"))))
    assert told == (set(ACTIVITY_STATES) if role == "author" else set())


@in_full_world
def test_mails_tell_nobody_what_is_not_for_them(world: World) -> None:
    """The days in which every reminder about an entry and its statement comes due."""
    for days in (0, 8, 31, 100, 200):
        with on(timezone.localdate() + timedelta(days=days)):
            work_out(timezone.localdate())
            work_out(timezone.localdate(), urgent=True)
            send_due()
    roles = {person.email: role for role, person in world.people.items()}
    leaks = {}
    for sent in mail.outbox:
        role = roles[sent.to[0]]
        words = f"{sent.subject} {sent.body} {getattr(sent, 'alternatives', '')}"
        leaks[role, sent.subject] = told_of(words) - may_know(role)
    assert leaks
    assert {what: states for what, states in leaks.items() if states} == {}


def test_every_address_of_an_entry_is_in_the_table() -> None:
    """An address that takes the id of an entry is read (above), or changes it (below)."""
    taking = {name for name, route in routes().items() if "/<slug:public_id>/" in route}
    assert taking == {*CHANGES_AN_ENTRY, "activity", "evidence_file"}


def everything_logged() -> list[Any]:
    return [list(model._default_manager.order_by("pk").values()) for model in (Activity, Evidence)]


@in_full_world
@pytest.mark.parametrize("role", sorted(set(EVERYBODY) - {"author"}))
def test_nobody_changes_what_another_person_logged(world: World, role: str) -> None:
    client = browser_of(world, role)
    before = everything_logged()
    for state, entry in world.activities.items():
        for name in CHANGES_AN_ENTRY - (MAY_CHECK if role in CHECKERS else set()):
            ids = [entry.public_id, world.evidence[state].public_id]
            address = reverse(name, args=ids if name == "evidence_remove" else ids[:1])
            client.post(address, {"version": entry.version, "what_happened": "Changed"})
    assert everything_logged() == before
