"""Which page of a list an address leads to, and that every list in pages asks the same function."""

from types import ModuleType

import pytest
from django.core.paginator import Paginator

from feedback.lessons.views import public
from imroc_ei.dashboards import step_page
from imroc_ei.pages.numbers import page_asked_for
from imroc_ei.people.models import User
from library import list_page
from steps.activity.views import lists
from tests.clients import signed_in
from tests.dashboards.pages import open_page
from tests.factories import (
    ActivityFactory,
    LessonFactory,
    OrganisationFactory,
    ResourceFactory,
    StepFactory,
)

NO_NUMBERS = [None, "", "0", "00", "-1", "abc", "1.5", "1_0", "²", "٢", "\0", "1 2"]
TOO_LARGE = ["4", "99999999999999999999", "9" * 5000]


@pytest.mark.parametrize("asked", NO_NUMBERS)
def test_what_is_no_number_of_a_page_leads_to_the_first(asked: str | None) -> None:
    assert page_asked_for(Paginator(range(30), 10), asked).number == 1


@pytest.mark.parametrize("asked", TOO_LARGE)
def test_number_after_the_end_leads_to_the_last_page(asked: str) -> None:
    assert page_asked_for(Paginator(range(30), 10), asked).number == 3


@pytest.mark.parametrize(("asked", "number"), [("1", 1), ("2", 2), ("03", 3), (" 2 ", 2)])
def test_number_of_a_page_leads_there(asked: str, number: int) -> None:
    assert page_asked_for(Paginator(range(30), 10), asked).number == number


@pytest.mark.parametrize("asked", ["", "2", "0", "9" * 5000])
def test_list_without_rows_has_one_page(asked: str) -> None:
    assert page_asked_for(Paginator([], 10), asked).number == 1


# Every list in pages: where it is, and where the number of its rows on a page stands.
LISTS = [
    ("/library/", list_page, "ROWS_ON_A_PAGE"),
    ("/activity/", lists, "ROWS_ON_A_PAGE"),
    ("/steps/key-events/", step_page, "ENTRIES_ON_A_PAGE"),
    ("/feedback/what-we-learned/", public, "LESSONS_ON_A_PAGE"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "module", "size"), LISTS)
def test_every_list_leads_to_the_first_or_to_the_last_page(
    consultant: User, monkeypatch: pytest.MonkeyPatch, address: str, module: ModuleType, size: str
) -> None:
    monkeypatch.setattr(module, size, 1)
    OrganisationFactory(rooms=["library"])
    step = StepFactory(slug="key-events")
    for _row in range(3):
        ResourceFactory()
        ActivityFactory(steps=[step])
        LessonFactory(published=True)
    client = signed_in(consultant)
    shown = {}
    for asked in ("0", "-1", "abc", "%00", "2", "4", "9" * 20, "9" * 4500):
        page = open_page(client, f"{address}?page={asked}")
        [here] = page.xpath("//nav[@class='pages']//a[@aria-current='page']/@href")
        shown[asked] = here.rpartition("page=")[2]
    assert list(shown.values()) == ["1", "1", "1", "1", "2", "3", "3", "3"]
