from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from imroc_ei.forms.editing import fingerprint
from imroc_ei.organisation.forms import OrganisationForm
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from tests.clients import said, signed_in
from tests.factories import OrganisationFactory, UserFactory
from tests.html import page_of, problems, words_of

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]


def settings_of(**changes: Any) -> dict[str, Any]:
    organisation = Organisation.current()
    return {
        "name": organisation.name,
        "site_name": organisation.site_name,
        "nation": organisation.nation,
        "quiet_after_days": "90",
        "backups_kept_days": "30",
        "send_at": "08:00",
        "seen": fingerprint(organisation, OrganisationForm.edited),
        **changes,
    }


def test_an_owner_describes_the_organisation_for_the_first_time(
    client_of: Browser, owner: User
) -> None:
    answer = client_of(owner).post(
        "/organisation/",
        settings_of(
            name="Imroc",
            contact_email="hello@example.org",
            contact_phone="020 7946 0000",
            contact_address="1 Lane\r\n\r\n Town ",
            external_bodies="One\n\n Two",
            nation="scotland",
            quiet_after_days="60",
            backups_kept_days="14",
            send_at="17.30",
            rooms=["library"],
        ),
    )
    assert (answer.headers["Location"], said(answer)) == ("/organisation/", ["Saved."])
    kept = Organisation.objects.get()
    assert (kept.name, kept.contact_email, kept.contact_phone) == (
        "Imroc",
        "hello@example.org",
        "020 7946 0000",
    )
    assert (kept.contact_address, kept.external_bodies) == ("1 Lane\nTown", "One\nTwo")
    assert (kept.nation, kept.send_at, kept.rooms) == ("scotland", time(17, 30), ["library"])
    assert (kept.quiet_after_days, kept.backups_kept_days) == (60, 14)


def test_the_same_settings_change_nothing(client_of: Browser, owner: User) -> None:
    OrganisationFactory(contact_email="")
    assert said(client_of(owner).post("/organisation/", settings_of())) == ["Nothing changed."]


def test_a_form_sent_twice_is_stored_once(client_of: Browser, owner: User) -> None:
    browser, data = client_of(owner), settings_of(name="Imroc")
    answers = [browser.post("/organisation/", data) for _ in range(2)]
    assert [said(answer)[-1] for answer in answers] == ["Saved.", "Nothing changed."]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": " "}, "Write the name of the organisation."),
        ({"site_name": ""}, "Write a name for this site."),
        ({"site_name": "a" * 121}, "This has 121 characters, and there is room for 120."),
        ({"contact_email": "hello"}, "Write an e-mail address, like name@example.org."),
        ({"contact_phone": "ring"}, "Write a telephone number, like 020 7946 0000."),
        ({"nation": "france"}, "Choose a nation."),
        ({"quiet_after_days": "6"}, "Write a number of days from 7 to 730."),
        ({"quiet_after_days": "731"}, "Write a number of days from 7 to 730."),
        ({"quiet_after_days": "ten"}, "Write a number of days from 7 to 730."),
        ({"backups_kept_days": "0"}, "Write a number of days from 1 to 400."),
        ({"backups_kept_days": "401"}, "Write a number of days from 1 to 400."),
        ({"send_at": "25:00"}, "Write a time of day, like 08:00 or 17:30."),
        ({"rooms": ["cellar"]}, "Choose rooms from the list."),
    ],
)
def test_what_does_not_fit_is_refused(
    changes: dict[str, Any], expected: str, client_of: Browser, owner: User
) -> None:
    answer = client_of(owner).post("/organisation/", settings_of(**changes))
    assert problems(answer.content) == [expected]
    assert not Organisation.objects.exists()


def test_two_owners_at_once_the_second_is_told(client_of: Browser, owner: User) -> None:
    OrganisationFactory()
    data = settings_of(name="Imroc")
    Organisation.objects.update(name="ImROC CIC")
    answer = client_of(owner).post("/organisation/", data)
    now = page_of(answer.content).xpath("//dl[@class='now']")[0]
    assert words_of(now).startswith("Name of the organisation ImROC CIC")
    assert Organisation.objects.get().name == "ImROC CIC"


TYPED = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("<>&\"'\x00 \n")),
    max_size=60,
)


class WhateverIsTyped(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.dictionaries(st.sampled_from([*OrganisationForm.edited, "seen"]), TYPED))
    def test_the_form_answers(self, data: dict[str, str]) -> None:
        browser = signed_in(UserFactory(roles=["owner"]))
        answer = browser.post("/organisation/", settings_of(**data))
        assert answer.status_code in (200, 302)
