import pytest
from django.test import Client
from django.urls import reverse

from imroc_ei.people.models import User
from imroc_ei.people.reading import COOKIE, Reading
from tests.clients import signed_in
from tests.html import page_of, words_of

CHOSEN = {"text_size": "large", "spacing": "wide", "face": "dyslexia", "scheme": "dark"}
USUAL = {"text_size": "standard", "spacing": "standard", "face": "standard", "scheme": "device"}
SHOWN = {"data-text": "large", "data-spacing": "wide", "data-face": "dyslexia"}


def how_it_is_shown(client: Client, path: str = "/") -> dict[str, str]:
    page = page_of(client.get(path).content)
    return {name: value for name, value in page.attrib.items() if name.startswith("data-")}


@pytest.mark.django_db
def test_settings_of_somebody_without_an_account_are_in_one_cookie() -> None:
    client = Client()
    response = client.post(reverse("reading"), CHOSEN)
    assert response.headers["Location"] == "/reading/?saved=1"
    assert client.cookies[COOKIE].value == "large.wide.dyslexia.dark"
    assert how_it_is_shown(client) == {**SHOWN, "data-scheme": "dark"}


@pytest.mark.django_db
def test_cookie_goes_when_the_usual_settings_are_chosen() -> None:
    client = Client()
    client.post(reverse("reading"), CHOSEN)
    client.post(reverse("reading"), USUAL)
    assert client.cookies[COOKIE].value == ""


def test_settings_of_somebody_signed_in_are_on_their_account(consultant: User) -> None:
    client = signed_in(consultant)
    client.post(reverse("reading"), CHOSEN)
    consultant.refresh_from_db()
    assert Reading.of(consultant).as_cookie == "large.wide.dyslexia.dark"
    assert client.cookies[COOKIE].value == ""
    assert how_it_is_shown(client) == {**SHOWN, "data-scheme": "dark"}


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["", "huge.wide", '"><script>', "large.wide.dyslexia.dark.more"])
def test_cookie_that_says_something_else_changes_nothing_unknown(value: str) -> None:
    client = Client()
    client.cookies[COOKIE] = value
    assert how_it_is_shown(client)["data-text"] in ("standard", "large")


@pytest.mark.django_db
def test_nothing_chosen_is_said_and_nothing_is_kept() -> None:
    client = Client()
    response = client.post(reverse("reading"), {**CHOSEN, "scheme": "pink"})
    page = page_of(response.content)
    assert response.status_code == 200
    assert words_of(page.find("head/title")).startswith("Error: Reading settings")
    assert page.xpath("//*[@role='alert']//a/@href") == ["#id_scheme_0"]
    assert COOKIE not in client.cookies


@pytest.mark.django_db
def test_way_back_is_kept_from_the_first_look_to_the_saved_settings() -> None:
    client = Client()
    came_from = {"referer": "http://testserver/aims/3/"}
    first = page_of(client.get(reverse("reading"), headers=came_from).content)
    action = first.xpath("//main//form/@action")[0]
    saved = page_of(client.post(action, CHOSEN, follow=True).content)
    assert saved.xpath("//*[@role='status']//a/@href") == ["/aims/3/"]


@pytest.mark.django_db
@pytest.mark.parametrize("referer", ["https://example.com/aims/3/", "http://testserver/reading/"])
def test_way_back_is_not_taken_from_elsewhere(referer: str) -> None:
    page = page_of(Client().get(reverse("reading"), headers={"referer": referer}).content)
    assert page.xpath("//main//form/@action") == ["/reading/"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("back", "link"),
    [("/aims/1/", ["/aims/1/"]), ("https://example.com/", []), ("//example.com", []), ("x", [])],
)
def test_way_back_leads_only_to_a_page_of_ours(back: str, link: list[str]) -> None:
    response = Client().get(reverse("reading"), {"saved": "1", "next": back})
    assert page_of(response.content).xpath("//*[@role='status']//a/@href") == link
