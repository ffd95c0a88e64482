import pytest
from django.test import RequestFactory
from pytest_django import Settings

from imroc_ei.pages.again.origins import sent_from_here

HERE = "http://testserver"
ELSEWHERE = "https://elsewhere.example"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": HERE, "sec-fetch-site": "same-origin"},
        {"origin": HERE},
        {"origin": HERE, "sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin"},
        {"referer": f"{HERE}/activity/new/"},
        {"origin": HERE, "referer": ELSEWHERE},
    ],
)
def test_form_of_our_own_page_is_known(headers: dict[str, str]) -> None:
    assert sent_from_here(RequestFactory(headers=headers).post("/")) is True


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"origin": "null", "referer": HERE},
        {"origin": ELSEWHERE},
        {"origin": ELSEWHERE, "referer": HERE},
        {"origin": "https://testserver"},
        {"origin": f"{HERE}:8001"},
        {"origin": f"{HERE}.elsewhere.example"},
        {"origin": ""},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": HERE, "sec-fetch-site": "same-site"},
        {"origin": HERE, "sec-fetch-site": "something else"},
        {"sec-fetch-site": "none"},
        {"referer": ELSEWHERE},
        {"referer": f"{ELSEWHERE}/?{HERE}"},
        {"referer": "http://[half an address"},
        {"referer": "/activity/new/"},
    ],
)
def test_form_from_anywhere_else_is_not(headers: dict[str, str]) -> None:
    assert sent_from_here(RequestFactory(headers=headers).post("/")) is False


def test_address_of_the_site_counts_as_here_behind_a_proxy(settings: Settings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://ei.example.org"]
    request = RequestFactory(headers={"origin": "https://ei.example.org"}).post("/")
    assert sent_from_here(request) is True
