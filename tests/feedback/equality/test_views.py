import pytest
from django.test import Client

from feedback.door import drafts
from feedback.door.visit import COOKIE, encoded
from feedback.equality.questions import ABOUT_YOU
from feedback.equality.versions import EASY, STANDARD
from feedback.models import FeedbackChoices, UnlinkedAnswer, WaitingSheet
from imroc_ei.sealing.values import new_key
from tests.dashboards.pages import open_page
from tests.feedback.door.requests import request_of
from tests.html import main_words, page_of, problems

pytestmark = pytest.mark.django_db

PATH = "/feedback/questions-about-you/"
EASY_PATH = "/feedback/easy/questions-about-you/"
ANSWERS = {"age": "25-to-44", "gender": "woman"}


@pytest.fixture
def asking(db: None) -> None:
    FeedbackChoices.objects.create(pk=1, asks_about_people=True)


def browser_after_sending() -> Client:
    """A browser from which something has just been sent."""
    key = new_key()
    drafts.sent(request_of(key=key), reference="ACDEFH", code="1234")
    client = Client()
    client.cookies[COOKIE] = encoded(key)
    return client


def send(client: Client, *, path: str = PATH, **answers: str) -> None:
    (token,) = open_page(client, path).xpath("//input[@name='csrfmiddlewaretoken']/@value")
    answer = client.post(path, {**answers, "csrfmiddlewaretoken": token})
    assert (answer.status_code, answer.headers.get("Location")) == (302, path)


@pytest.mark.parametrize("path", [PATH, EASY_PATH])
def test_questions_are_off_unless_an_owner_turned_them_on(path: str) -> None:
    assert browser_after_sending().get(path).status_code == 404


@pytest.mark.usefixtures("asking")
def test_page_skips_all_first_and_asks_every_question(client: Client) -> None:
    page = open_page(browser_after_sending(), PATH)
    first, *_others = page.xpath("//main//a")
    assert (first.get("href"), first.text) == ("/feedback/sent/", "Skip all of these")
    names = page.xpath("//main//input[@type='radio']/@name")
    assert list(dict.fromkeys(names)) == [question.slug for question in ABOUT_YOU.questions]


@pytest.mark.usefixtures("asking")
def test_answers_are_kept_once_and_without_a_link() -> None:
    client = browser_after_sending()
    send(client, **ANSWERS)
    assert WaitingSheet.objects.get().answers == ANSWERS
    assert "They are kept without any link to you." in main_words(client.get(PATH).content)
    client.post(PATH, ANSWERS)
    assert WaitingSheet.objects.count() == 1


@pytest.mark.usefixtures("asking")
def test_answers_of_five_people_are_mixed() -> None:
    for _each in range(5):
        send(browser_after_sending(), **ANSWERS)
    assert WaitingSheet.objects.count() == 0
    assert UnlinkedAnswer.objects.filter(question="age", answer="25-to-44").count() == 5


@pytest.mark.usefixtures("asking")
def test_whoever_answers_nothing_is_not_asked_again() -> None:
    client = browser_after_sending()
    send(client)
    assert WaitingSheet.objects.count() == 0
    assert "Thank you" in main_words(client.get(PATH).content)


@pytest.mark.usefixtures("asking")
def test_nothing_is_asked_or_kept_where_nothing_was_sent(client: Client) -> None:
    assert "There is nothing to answer here now." in main_words(client.get(PATH).content)
    client.post(PATH, ANSWERS)
    assert WaitingSheet.objects.count() == 0


@pytest.mark.usefixtures("asking")
def test_answer_that_is_none_is_said_and_the_others_stay() -> None:
    client = browser_after_sending()
    (token,) = open_page(client, PATH).xpath("//input[@name='csrfmiddlewaretoken']/@value")
    answer = client.post(PATH, {"age": "900", "gender": "woman", "csrfmiddlewaretoken": token})
    assert problems(answer.content) == ["Choose one of the answers, or none."]
    assert page_of(answer.content).xpath("//input[@checked]/@value") == ["woman"]
    assert WaitingSheet.objects.count() == 0


def test_easy_words_ask_the_same_and_keep_the_same() -> None:
    asked = [
        {question.slug: list(question.choices) for question in version.sheet.questions}
        for version in (STANDARD, EASY)
    ]
    assert asked[0] == asked[1]
    assert STANDARD.sheet.name == EASY.sheet.name


@pytest.mark.usefixtures("asking")
def test_answers_in_both_versions_count_together_and_each_person_once() -> None:
    clients = [browser_after_sending() for _each in range(5)]
    for number, client in enumerate(clients):
        send(client, path=EASY_PATH if number % 2 else PATH, **ANSWERS)
        client.post(PATH if number % 2 else EASY_PATH, ANSWERS)
    assert UnlinkedAnswer.objects.filter(question="age", answer="25-to-44").count() == 5
    assert WaitingSheet.objects.count() == 0


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize(
    ("path", "sent", "other"),
    [(PATH, "/feedback/sent/", EASY_PATH), (EASY_PATH, "/feedback/easy/sent/", PATH)],
)
def test_each_version_leads_to_the_other_and_back_to_its_own(
    path: str, sent: str, other: str
) -> None:
    page = open_page(browser_after_sending(), path)
    assert page.xpath("//nav[@class='ways']/a/@href") == [other]
    assert page.xpath("//main//a/@href") == [sent, sent]


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize(
    ("sent", "path"), [("/feedback/sent/", PATH), ("/feedback/easy/sent/", EASY_PATH)]
)
def test_page_after_sending_leads_to_the_questions_in_its_words(sent: str, path: str) -> None:
    links = open_page(browser_after_sending(), sent).xpath("//main//a/@href")
    assert path in links
    assert len([link for link in links if "questions-about-you" in link]) == 1
