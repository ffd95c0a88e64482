import pytest
from django.test import Client

from imroc_ei.organisation.models import Organisation
from tests.dashboards.pages import main_of, open_page
from tests.factories import ProcedureFactory

pytestmark = pytest.mark.django_db

PATH = "/feedback/easy/privacy/"


def test_easy_privacy_page_says_the_defaults_before_there_is_a_procedure(client: Client) -> None:
    said = main_of(client, PATH)
    for sentence in (
        "Then it goes after 24 hours.",
        "We destroy it 12 months after our last work on it.",
        "when you wrote in the last 30 days",
        "After 5 years we take the names away.",
        "After 10 years we delete the rest.",
    ):
        assert sentence in said


def test_easy_privacy_page_says_the_times_that_hold_as_the_standard_one_does(
    client: Client,
) -> None:
    Organisation.objects.create(pk=1, backups_kept_days=14)
    ProcedureFactory(in_force=True, content_months=6, anonymise_years=1, delete_years=4)
    said = main_of(client, PATH)
    for sentence in (
        "We destroy it 6 months after our last work on it.",
        "After 1 year we take the names away.",
        "After 4 years we delete the rest.",
        "They can stay 14 days longer.",
    ):
        assert sentence in said
    standard = main_of(client, "/privacy/")
    assert "Until you send it, and 24 hours at the longest" in standard
    assert "and for 30 days after you last wrote." in standard


def test_easy_privacy_page_says_what_cannot_be_promised(client: Client) -> None:
    said = main_of(client, PATH)
    assert "The people who look after our computers could read it." in said
    assert "Others may guess who you are from your words." in said
    assert "anonymous" not in said
    assert "end-to-end" not in said


def test_both_privacy_pages_lead_to_each_other(client: Client) -> None:
    assert open_page(client, "/privacy/").xpath(f"//main//a[@href='{PATH}']")
    assert open_page(client, PATH).xpath("//nav[@class='ways']/a/@href") == [
        "/feedback/easy/",
        "/privacy/",
    ]
