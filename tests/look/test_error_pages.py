from collections.abc import Callable
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from imroc_ei.pages import error_pages
from imroc_ei.people.views import reading
from tests.html import faults, page_of, words_of

LONG = "We met and talked about what got in the way"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "exception", "status", "heading"),
    [
        (error_pages.bad_request, SuspiciousOperation(), 400, "We could not read that"),
        (error_pages.bad_request, RequestDataTooBig(), 413, "That is too large to send"),
        (error_pages.bad_request, TooManyFilesSent(), 413, "That is too many files at once"),
        (error_pages.forbidden, None, 403, "This is not yours to do"),
        (error_pages.not_found, None, 404, "There is no such page"),
        (error_pages.too_large, None, 413, "That is too large to send"),
        (error_pages.too_many, None, 429, "That was too many tries"),
    ],
)
def test_error_page_says_what_happened_and_what_to_do(
    view: Callable[[HttpRequest, Exception | None], HttpResponse],
    exception: Exception | None,
    status: int,
    heading: str,
) -> None:
    response = view(RequestFactory().get("/somewhere/"), exception)
    page = page_of(response.content)
    assert response.status_code == status
    assert words_of(page.find(".//h1")) == heading
    assert page.xpath("//main//a/@href") == ["/"]
    assert faults(response.content) == []


def test_page_for_a_fault_of_ours_asks_nothing_of_the_database() -> None:
    response = error_pages.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert faults(response.content) == []


@pytest.mark.django_db
def test_address_that_is_not_there_gets_the_page() -> None:
    response = Client().get("/nowhere/")
    assert response.status_code == 404
    assert words_of(page_of(response.content).find(".//h1")) == "There is no such page"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "status", "heading"),
    [
        (OperationalError("gone"), 503, "We cannot reach our records just now"),
        (DataError("a null byte"), 400, "We could not read that"),
        (ValueError("a fault"), 500, "Something went wrong on our side"),
    ],
)
def test_fault_in_a_view_gets_a_plain_page(
    monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int, heading: str
) -> None:
    def fail(request: HttpRequest) -> str:
        raise fault

    monkeypatch.setattr(reading, "way_back", fail)
    response = Client(raise_request_exception=False).get(reverse("reading"))
    assert response.status_code == status
    assert words_of(page_of(response.content).find(".//h1")) == heading


@pytest.mark.django_db
def test_stale_form_of_an_account_gives_back_what_was_typed_and_no_secret() -> None:
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
    typed = {"words": LONG, "password": "a long secret indeed", "kind": "meeting"}
    response = client.post(reverse("account_login"), typed)
    page = page_of(response.content)
    assert response.status_code == 403
    assert words_of(page.find(".//h1")) == "This form has gone stale"
    assert [area.text for area in page.xpath("//textarea")] == [LONG]
    assert faults(response.content) == []


@pytest.mark.django_db
def test_stale_form_that_is_too_large_to_read_still_gets_the_page(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    sent = urlencode({"what_happened": LONG})
    request = RequestFactory(headers={"sec-fetch-site": "same-origin"}).post(
        "/", sent, content_type="application/x-www-form-urlencoded"
    )
    assert error_pages.stale(request).status_code == 403


@pytest.mark.django_db
def test_text_that_is_far_too_long_is_read_to_its_end_before_it_is_refused() -> None:
    """A browser that is still sending when the answer comes shows a broken connection."""
    body = b"text=" + b"x" * (8 * 1024 * 1024)
    stream = BytesIO(body)
    answer = Client().request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/reading/",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": stream,
        }
    )
    assert (answer.status_code, stream.tell()) == (413, len(body))
