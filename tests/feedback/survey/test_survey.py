"""A few questions after closing: once a case, and no answer points to anybody."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from feedback.enums import Kind, State
from feedback.figures.tables import SHEETS
from feedback.models import Case, UnlinkedAnswer, WaitingSheet
from feedback.sheet_pages import SheetIn
from feedback.survey.actions import answer_survey, may_answer
from feedback.survey.links import case_behind, survey_path
from feedback.survey.sheet import SURVEY
from feedback.survey.versions import EASY, STANDARD, other
from feedback.unlinked import counted
from tests.factories import CaseFactory
from tests.html import page_of, problems, words_of

pytestmark = pytest.mark.django_db

VERSIONS = pytest.mark.parametrize("version", [STANDARD, EASY], ids=["standard", "easy"])
DAY = date(2026, 3, 2)
ANSWERS = {"easy": "yes", "safe": "partly", "heard": "no", "clear": "", "again": "mostly"}


def closed(**fields: object) -> Case:
    return CaseFactory(state=State.CLOSED, closed_on=DAY, **fields)


def token_of(client: Client, path: str) -> str:
    """Open the page as a browser does, and return what its form carries."""
    page = page_of(client.get(path).content)
    (token,) = page.xpath("//input[@name='csrfmiddlewaretoken']/@value")
    return str(token)


def send(client: Client, path: str, **answers: str) -> int:
    """Send the form of the page and return what the site answers."""
    token = token_of(client, path)
    return client.post(path, {"csrfmiddlewaretoken": token, **answers}).status_code


@VERSIONS
def test_the_page_takes_the_answers_once(version: SheetIn, client: Client) -> None:
    case = closed()
    path = survey_path(case, prefix=version.journey.prefix)
    sent = {"csrfmiddlewaretoken": token_of(client, path), **ANSWERS}
    assert client.post(path, sent).status_code == 302
    case.refresh_from_db()
    assert case.survey_answered
    (waiting,) = WaitingSheet.objects.all()
    assert waiting.answers == {name: said for name, said in ANSWERS.items() if said}
    thanks = {STANDARD.url_name: "Thank you", EASY.url_name: "We have your answers"}
    heading = page_of(client.get(path).content).find(".//h1")
    assert words_of(heading) == thanks[version.url_name]
    # Sent again from the page that is still open.
    assert client.post(path, sent).status_code == 200
    assert WaitingSheet.objects.count() == 1


def test_the_page_offers_to_leave_quickly(client: Client) -> None:
    head = page_of(client.get(survey_path(closed())).content).find(".//header")
    assert head.xpath(".//a/@href") == ["/feedback/leave/"]


@VERSIONS
def test_the_page_asks_for_one_answer_and_keeps_none(version: SheetIn, client: Client) -> None:
    path = survey_path(closed(), prefix=version.journey.prefix)
    token = {"csrfmiddlewaretoken": token_of(client, path)}
    answer = client.post(path, token)
    assert problems(answer.content) == [str(version.problems["nothing"])]
    assert WaitingSheet.objects.count() == 0
    assert not Case.objects.get().survey_answered


def test_the_page_refuses_an_answer_that_is_none_of_ours(client: Client) -> None:
    path = survey_path(closed())
    assert send(client, path, easy="perhaps", safe="yes") == 200
    assert WaitingSheet.objects.count() == 0


def test_the_page_takes_no_form_of_another_site(client: Client) -> None:
    path = survey_path(closed())
    assert client.post(path, ANSWERS).status_code == 403
    assert WaitingSheet.objects.count() == 0


def test_the_page_sets_no_cookie_but_that_of_its_form_and_is_kept_nowhere(client: Client) -> None:
    answer = client.get(survey_path(closed()))
    assert set(answer.cookies) == {"feedback"}
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("state", [State.REOPENED, State.WITHDRAWN, State.ANSWERED])
def test_the_questions_are_open_for_what_is_closed_alone(state: State, client: Client) -> None:
    case = closed()
    path = survey_path(case)
    Case.objects.update(state=state)
    assert client.get(path).status_code == 404
    assert not answer_survey(case=case, answers=ANSWERS)
    assert WaitingSheet.objects.count() == 0


def test_the_questions_are_not_for_thanks_and_ideas() -> None:
    assert may_answer(closed())
    assert not may_answer(closed(kind=Kind.IDEA))
    assert not may_answer(None)


@pytest.mark.parametrize("change", ["x", "."])
def test_a_changed_address_opens_nothing(change: str, client: Client) -> None:
    path = survey_path(closed())
    assert client.get(f"{path[:-2]}{change}/").status_code == 404
    assert case_behind("") is None


def test_an_address_of_a_case_that_is_no_more_opens_nothing(client: Client) -> None:
    case = closed()
    path = survey_path(case)
    case.delete()
    assert client.get(path).status_code == 404


def test_two_who_send_at_once_are_one() -> None:
    first, second = (Case.objects.get(pk=pk) for pk in [closed().pk] * 2)
    assert answer_survey(case=first, answers=ANSWERS)
    assert not answer_survey(case=second, answers=ANSWERS)
    assert WaitingSheet.objects.count() == 1


def test_nothing_is_taken_where_no_answer_is_ours() -> None:
    case = closed()
    assert not answer_survey(case=case, answers={"easy": "perhaps", "other": "yes"})
    case.refresh_from_db()
    assert not case.survey_answered


def test_five_sets_of_answers_are_taken_apart_and_name_no_case() -> None:
    cases = [closed() for _number in range(5)]
    for case in cases:
        answer_survey(case=case, answers=ANSWERS)
    assert WaitingSheet.objects.count() == 0
    assert UnlinkedAnswer.objects.count() == 20
    assert counted(SURVEY)["easy"] == Counter({"yes": 5})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM feedback_unlinkedanswer")
        kept = repr(cursor.fetchall())
    for case in cases:
        assert case.public_id not in kept
        assert case.reference not in kept


@VERSIONS
@pytest.mark.parametrize("state", ["open", "answered", "not open"])
def test_each_version_leads_to_the_other(version: SheetIn, state: str, client: Client) -> None:
    case = closed(survey_answered=state == "answered")
    if state == "not open":
        Case.objects.update(state=State.REOPENED)
    page = page_of(client.get(survey_path(case, prefix=version.journey.prefix)).content)
    way = survey_path(case, prefix=other(version).journey.prefix)
    assert page.xpath("//nav[@class='ways']/a/@href") == [way]


def test_easy_words_ask_the_same_and_keep_the_same() -> None:
    asked = [
        {question.slug: list(question.choices) for question in version.sheet.questions}
        for version in (STANDARD, EASY)
    ]
    assert asked[0] == asked[1]
    assert STANDARD.sheet.name == EASY.sheet.name


def test_answers_of_both_versions_count_together() -> None:
    for number in range(5):
        version = EASY if number % 2 else STANDARD
        path = survey_path(closed(), prefix=version.journey.prefix)
        assert send(Client(), path, heard="yes") == 302
    assert counted(SURVEY)["heard"] == Counter({"yes": 5})


def test_the_yearly_figures_know_the_questions() -> None:
    assert SURVEY in SHEETS
