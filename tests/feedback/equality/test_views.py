import re

import pytest
from django.test import Client

from feedback.door import drafts
from feedback.door.visit import COOKIE, encoded
from feedback.equality.questions import ABOUT_YOU
from feedback.models import FeedbackChoices, UnlinkedAnswer, WaitingSheet
from imroc_ei.sealing import new_key
from tests.dashboards.pages import open_page
from tests.feedback.door.requests import request_of
from tests.html import main_words, page_of, problems, words_of

pytestmark = pytest.mark.django_db

PATH = "/feedback/questions-about-you/"
ANSWERS = {"age": "25-to-44", "gender": "woman"}


@pytest.fixture
def asking(db: None) -> None:
    FeedbackChoices.objects.create(pk=1, asks_about_people=True)


def browser_after_sending() -> Client:
    """A browser from which something has just been sent."""
    key = new_key()
    drafts.sent(request_of(key=key), reference="ACDEFH")
    client = Client()
    client.cookies[COOKIE] = encoded(key)
    return client


def send(client: Client, **answers: str) -> None:
    (token,) = open_page(client, PATH).xpath("//input[@name='csrfmiddlewaretoken']/@value")
    answer = client.post(PATH, {**answers, "csrfmiddlewaretoken": token})
    assert (answer.status_code, answer.headers.get("Location")) == (302, PATH)


def test_questions_are_off_unless_an_owner_turned_them_on() -> None:
    assert browser_after_sending().get(PATH).status_code == 404


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


@pytest.mark.usefixtures("asking")
def test_page_is_in_words_that_are_easy_enough_for_both_ways() -> None:
    page = open_page(browser_after_sending(), PATH)
    texts = [words_of(part) for part in page.xpath("//main/p")]
    for text in texts:
        sentences = [part for part in re.split(r"[.?!]", text) if part.strip()]
        assert [sentence for sentence in sentences if len(sentence.split()) > 12] == []
