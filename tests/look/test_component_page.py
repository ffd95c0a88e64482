import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.html import faults, page_of, words_of


@pytest.mark.django_db
def test_component_page_is_there_while_made_up_data_is_on(settings: Settings) -> None:
    settings.DEMO = True
    response = Client().get(reverse("components"))
    assert response.status_code == 200
    assert faults(response.content) == []


@pytest.mark.django_db
def test_component_page_is_not_there_otherwise() -> None:
    assert Client().get(reverse("components")).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "lines"), [(True, 1), (False, 0)])
def test_every_page_says_that_data_is_made_up(settings: Settings, demo: bool, lines: int) -> None:
    settings.DEMO = demo
    page = page_of(Client().get("/").content)
    said = [words_of(line) for line in page.xpath("//header//p")]
    assert said == ["Made-up data: people and entries on this site are invented."] * lines
