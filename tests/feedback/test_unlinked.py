import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback import unlinked
from feedback.models import UnlinkedAnswer, WaitingSheet
from feedback.models.unlinked import random_key
from feedback.unlinked import Question, Sheet, counted, destroy, hand_in

pytestmark = pytest.mark.django_db

SHEET = Sheet(
    name="sample",
    heading="A sample",
    questions=(
        Question(slug="colour", text="Which colour?", choices={"red": "Red", "blue": "Blue"}),
        Question(slug="shape", text="Which shape?", choices={"round": "Round", "flat": "Flat"}),
    ),
)


def rows() -> list[tuple[str, str]]:
    return sorted(UnlinkedAnswer.objects.values_list("question", "answer"))


def test_sheets_wait_until_there_are_five() -> None:
    for _each in range(4):
        assert hand_in(sheet=SHEET, answers={"colour": "red"})
    assert (WaitingSheet.objects.count(), rows()) == (4, [])

    hand_in(sheet=SHEET, answers={"colour": "blue", "shape": "flat"})
    assert WaitingSheet.objects.count() == 0
    assert rows() == [("colour", "blue"), *[("colour", "red")] * 4, ("shape", "flat")]


def test_sheets_of_another_kind_are_no_company() -> None:
    other = Sheet(name="other", heading="Another", questions=SHEET.questions)
    for _each in range(3):
        hand_in(sheet=SHEET, answers={"colour": "red"})
        hand_in(sheet=other, answers={"colour": "red"})
    assert (WaitingSheet.objects.count(), rows()) == (6, [])


def test_batch_is_shuffled_and_written_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlinked, "shuffle", lambda answers: answers.sort(reverse=True))
    for colour in ("red", "blue", "red", "blue"):
        hand_in(sheet=SHEET, answers={"colour": colour})
    with CaptureQueriesContext(connection) as captured:
        hand_in(sheet=SHEET, answers={"shape": "round"})
    (written,) = [
        query["sql"]
        for query in captured.captured_queries
        if query["sql"].startswith("INSERT") and "unlinkedanswer" in query["sql"]
    ]
    assert re.findall(r"\b(?:red|blue)\b", written) == ["red", "red", "blue", "blue"]


def test_rows_say_nothing_but_the_answer() -> None:
    def names(model: type[WaitingSheet] | type[UnlinkedAnswer]) -> set[str]:
        return {field.name for field in model._meta.get_fields()}

    assert names(UnlinkedAnswer) == {"id", "sheet", "question", "answer"}
    assert names(WaitingSheet) == {"id", "sheet", "answers"}


def test_keys_do_not_grow_with_time() -> None:
    keys = [random_key() for _each in range(50)]
    assert len(set(keys)) == 50
    assert keys != sorted(keys)
    assert max(keys) < 2**63


@pytest.mark.parametrize(
    "answers", [{}, {"colour": ""}, {"colour": "green"}, {"size": "red"}, {"colour": "red\x00"}]
)
def test_sheet_without_an_answer_is_not_stored(answers: dict[str, str]) -> None:
    assert not hand_in(sheet=SHEET, answers=answers)
    assert WaitingSheet.objects.count() == 0


def test_answers_are_counted_by_question_and_then_destroyed() -> None:
    for number in range(6):
        hand_in(sheet=SHEET, answers={"colour": "red", "shape": "flat" if number else "round"})
    counts = {question: dict(answers) for question, answers in counted(SHEET).items()}
    # The sixth waits for company.
    assert counts == {"colour": {"red": 5}, "shape": {"round": 1, "flat": 4}}
    destroy(SHEET)
    assert (rows(), WaitingSheet.objects.count()) == ([], 1)
