from datetime import date

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from imroc_ei.notices import links, rules
from imroc_ei.notices.rules import Rule
from imroc_ei.people.models import User
from tests.clock import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_up")]


def path_of(link: str) -> str:
    return link.removeprefix("http://localhost:8000")


def rule(slug: str) -> Rule:
    found = rules.find(slug)
    assert found
    return found


@pytest.fixture
def stop_path(consultant: User) -> str:
    return path_of(links.stop_link(consultant, [rule("plain"), rule("other")]))


@pytest.fixture
def pause_path(consultant: User) -> str:
    return path_of(links.pause_link(consultant))


def stopped(person: User) -> list[str]:
    person.refresh_from_db()
    return list(person.stopped_rules)


def test_opening_the_link_stops_nothing(client: Client, consultant: User, stop_path: str) -> None:
    assertContains(client.get(stop_path), "Stop these reminders?")
    assert stopped(consultant) == []


def test_button_stops_and_can_be_undone(client: Client, consultant: User, stop_path: str) -> None:
    assertRedirects(client.post(stop_path), stop_path)
    assert stopped(consultant) == ["plain", "other"]
    assertContains(client.get(stop_path), "These reminders have stopped")
    assertRedirects(client.post(stop_path, {"start": "1"}), stop_path)
    assert stopped(consultant) == []


def test_one_click_needs_neither_cookie_nor_form(consultant: User, stop_path: str) -> None:
    """As a mail program does it (RFC 8058): one POST, answered without a redirect."""
    program = Client(enforce_csrf_checks=True)
    answer = program.post(stop_path, {"List-Unsubscribe": "One-Click"})
    assertContains(answer, "These reminders have stopped")
    assert stopped(consultant) == ["plain", "other"]


def test_one_click_with_a_broken_link_stops_nothing(consultant: User) -> None:
    program = Client(enforce_csrf_checks=True)
    answer = program.post("/notices/stop/broken/", {"List-Unsubscribe": "One-Click"})
    assertContains(answer, "This link does not work", status_code=404)
    assert stopped(consultant) == []


@pytest.mark.parametrize("kind", ["stop", "pause"])
def test_forms_of_the_pages_need_their_token(
    consultant: User, stop_path: str, pause_path: str, kind: str
) -> None:
    browser = Client(enforce_csrf_checks=True)
    path = {"stop": stop_path, "pause": pause_path}[kind]
    assert browser.post(path, {"weeks": "2"}).status_code == 403
    assert stopped(consultant) == []
    assert consultant.reminders_paused_until is None


def test_one_click_does_not_stop_what_has_to_be_known(consultant: User) -> None:
    path = path_of(links.stop_link(consultant, [rule("needed"), rule("plain")]))
    Client().post(path, {"List-Unsubscribe": "One-Click"})
    assert stopped(consultant) == ["plain"]


def test_pause_and_resume_without_signing_in(
    client: Client, consultant: User, pause_path: str
) -> None:
    with on("2026-03-03"):
        assertRedirects(client.post(pause_path, {"weeks": "12"}), pause_path)
        consultant.refresh_from_db()
        assert consultant.reminders_paused_until == date(2026, 5, 26)
        assertContains(client.get(pause_path), "go on by themselves on 26 May 2026")
        assertRedirects(client.post(pause_path, {"resume": "1"}), pause_path)
    consultant.refresh_from_db()
    assert consultant.reminders_paused_until is None


@pytest.mark.parametrize("weeks", ["0", "13", "-1", "two", "", "2.5", "9" * 400])
def test_pause_takes_1_to_12_weeks_only(
    client: Client, consultant: User, pause_path: str, weeks: str
) -> None:
    answer = client.post(pause_path, {"weeks": weeks})
    assertContains(answer, "Choose from 1 to 12 weeks")
    consultant.refresh_from_db()
    assert consultant.reminders_paused_until is None


@pytest.mark.parametrize("name", ["pause", "stop"])
def test_broken_link_is_said_plainly(client: Client, name: str) -> None:
    answer = client.get(f"/notices/{name}/cut-off/")
    assertContains(answer, "This link does not work", status_code=404)
