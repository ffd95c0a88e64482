from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from imroc_ei.people.actions import end_term, save_term
from imroc_ei.people.models import TeamTerm, User
from tests.factories import TeamTermFactory, UserFactory
from tests.html import faults, page_of, words_of

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]


def text_of(client: Client) -> str:
    answer = client.get("/people/")
    assert faults(answer.content) == []
    return words_of(page_of(answer.content).xpath("//main")[0])


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def parts(name: str, day: date) -> dict[str, str]:
    values = zip(("day", "month", "year"), (day.day, day.month, day.year), strict=True)
    return {f"{name}_{part}": str(value) for part, value in values}


def test_anyone_sees_the_roles_and_only_names_that_are_shown(client: Client) -> None:
    TeamTermFactory(role="Team lead", person__name="Shown Person", show_name=True)
    TeamTermFactory(role="Member", person__name="Hidden Person", person__pronouns="xe/xem")
    text = text_of(client)
    assert ("Team lead" in text, "Shown Person" in text, "Member" in text) == (True,) * 3
    assert [word for word in ("Hidden", "xe/xem", "Days a month", "Paid") if word in text] == []


def test_consultants_see_everybody(consultant: User, client_of: Browser) -> None:
    TeamTermFactory(person__name="Hidden Person", person__pronouns="xe/xem", days_a_month=2)
    text = text_of(client_of(consultant))
    assert [word for word in ("Hidden Person", "xe/xem", "Days a month") if word in text] == [
        "Hidden Person",
        "xe/xem",
        "Days a month",
    ]


@pytest.mark.parametrize(
    ("viewer", "sees"), [("consultant", False), ("handler", False), ("lead", True), ("owner", True)]
)
def test_payment_is_for_leads_and_owners(viewer: str, sees: bool, client_of: Browser) -> None:
    TeamTermFactory(paid=True)
    person = UserFactory(roles={"consultant", viewer})
    assert ("Paid" in text_of(client_of(person))) is sees


def test_own_payment_is_shown_beside_nobody_elses(client_of: Browser) -> None:
    own = TeamTermFactory(paid=True)
    TeamTermFactory(paid=False)
    text = text_of(client_of(own.person))
    assert (text.count("Yes"), text.count("Not shown")) == (1, 1)


def test_name_of_somebody_without_a_role_is_for_nobody_without_one(client_of: Browser) -> None:
    TeamTermFactory(person__name="Hidden Person")
    assert "Hidden" not in text_of(client_of(UserFactory(roles=[])))


@pytest.mark.parametrize(("days", "said"), [(59, True), (60, True), (61, False)])
def test_term_that_ends_soon_is_said(
    days: int, said: bool, consultant: User, client_of: Browser
) -> None:
    TeamTermFactory(ends_on=in_days(days))
    TeamTermFactory()
    assert ("Terms that end within 60 days" in text_of(client_of(consultant))) is said


@pytest.mark.parametrize("people", [1, 2])
def test_team_of_one_is_said(people: int, consultant: User, client_of: Browser) -> None:
    for _ in range(people):
        TeamTermFactory()
    assert ("The team is one person" in text_of(client_of(consultant))) is (people == 1)


def test_one_person_with_two_roles_is_one_person(consultant: User, client_of: Browser) -> None:
    term = TeamTermFactory()
    TeamTermFactory(person=term.person, role="Another")
    assert "The team is one person" in text_of(client_of(consultant))


def test_vacancies_are_said_plainly_with_their_day(client: Client) -> None:
    TeamTermFactory(role="Training", starts_on=in_days(-90), ends_on=in_days(-40))
    TeamTermFactory(role="Training", starts_on=in_days(-40), ends_on=in_days(-10))
    TeamTermFactory(role="Resources", starts_on=in_days(-90), ends_on=in_days(-40))
    TeamTermFactory(role="Resources", starts_on=in_days(-40))
    text = text_of(client).partition("Nobody does this at the moment")[2]
    assert (text.count("Training"), text.count("Resources")) == (1, 0)


def test_empty_team_says_so(client: Client) -> None:
    assert "Nobody is in the team at the moment" in text_of(client)


def test_who_joins_later_is_for_consultants(
    client: Client, consultant: User, client_of: Browser
) -> None:
    TeamTermFactory(role="Events", starts_on=in_days(20))
    assert "Events" not in text_of(client)
    assert "Joining later" in text_of(client_of(consultant))


@pytest.mark.parametrize("role", ["lead", "owner"])
def test_leads_and_owners_keep_terms(role: str, consultant: User, client_of: Browser) -> None:
    client = client_of(UserFactory(roles=[role]))
    sent = {
        "person": str(consultant.pk),
        "role": "Member",
        "days_a_month": "1.5",
        "paid": "yes",
        **parts("starts_on", in_days(-1)),
        **parts("ends_on", in_days(30)),
    }
    assert [client.post("/people/team/add/", sent).status_code for _ in range(2)] == [302, 200]
    term = TeamTerm.objects.get()
    assert (term.person, term.role, term.days_a_month) == (consultant, "Member", Decimal("1.5"))
    assert (term.starts_on, term.ends_on, term.paid) == (in_days(-1), in_days(30), True)
    assert term.show_name is False
    changed = sent | {"role": "Team lead", "paid": "", "days_a_month": ""}
    client.post(f"/people/team/{term.pk}/edit/", changed)
    term.refresh_from_db()
    assert (term.role, term.paid, term.days_a_month) == ("Team lead", None, None)
    client.post(f"/people/team/{term.pk}/end/")
    term.refresh_from_db()
    assert term.ends_on == in_days(0)


def test_term_that_has_not_begun_is_taken_out(lead: User) -> None:
    term = TeamTermFactory(starts_on=in_days(3))
    end_term(by=lead, term=term)
    assert not TeamTerm.objects.exists()


def test_term_that_is_over_stays_as_it_ended(lead: User) -> None:
    term = TeamTermFactory(ends_on=in_days(-3))
    assert end_term(by=lead, term=term).ends_on == in_days(-3)


def test_term_cannot_end_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamTermFactory(ends_on=in_days(-60))


@pytest.mark.parametrize("role", ["consultant", "handler"])
def test_others_keep_no_terms(role: str) -> None:
    person = UserFactory(roles=[role])
    with pytest.raises(PermissionDenied):
        save_term(by=person, person=person, role="Team lead", starts_on=in_days(0))
    with pytest.raises(PermissionDenied):
        end_term(by=person, term=TeamTermFactory())


def test_same_term_twice_is_refused(lead: User, consultant: User) -> None:
    save_term(by=lead, person=consultant, role="Member", starts_on=in_days(0))
    with pytest.raises(ValidationError, match="in the list already"):
        save_term(by=lead, person=consultant, role="Member", starts_on=in_days(0))


@pytest.mark.parametrize("terms", [1, 3])
def test_team_page_asks_as_much_for_many_terms(
    terms: int, lead: User, client_of: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(terms):
        TeamTermFactory()
    client = client_of(lead)
    with django_assert_num_queries(4):
        client.get("/people/")
