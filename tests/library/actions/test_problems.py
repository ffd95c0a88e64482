from uuid import uuid4

import pytest

from imroc_ei.notices.models import Notice
from imroc_ei.people.models import User
from library.actions.problems import MOST_WAITING, report_problem, settle_problem
from library.models import Problem, Resource
from tests.factories import ProblemFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def report(resource: Resource, words: str = "It asks for a password") -> Problem | None:
    return report_problem(resource=resource, form_key=uuid4(), kind="does-not-open", words=words)


def test_problem_is_kept_and_leads_are_told(lead: User) -> None:
    made = report(ResourceFactory())
    assert made is not None
    told = Notice.objects.filter(rule="library-problem")
    assert [(notice.person, notice.subject) for notice in told] == [(lead, made.public_id)]


def test_same_problem_twice_is_one() -> None:
    resource, key = ResourceFactory(), uuid4()
    words = {"kind": "other", "words": "Once"}
    made = [report_problem(resource=resource, form_key=key, **words) for _ in range(2)]
    assert made[0] == made[1]
    assert report(resource) == report(resource)
    assert Problem.objects.count() == 2


def test_same_form_with_other_words_keeps_the_first() -> None:
    resource, key = ResourceFactory(), uuid4()
    first, again = [
        report_problem(resource=resource, form_key=key, kind="other", words=words)
        for words in ("First", "Second")
    ]
    assert first == again
    assert [problem.words for problem in Problem.objects.all()] == ["First"]


def test_more_problems_than_anybody_reads_are_not_kept() -> None:
    resource = ResourceFactory()
    ProblemFactory.create_batch(MOST_WAITING, resource=resource)
    assert report(resource, "One more") is None
    assert report(ResourceFactory(), "Another resource") is not None


def test_settled_problem_says_what_was_done_once(lead: User, second: User) -> None:
    made = ProblemFactory()
    settle_problem(by=lead, problem=made, outcome="Mended")
    settle_problem(by=second, problem=made, outcome="Mended twice")
    made.refresh_from_db()
    assert (made.settled_by, made.outcome) == (lead, "Mended")
    assert list(Problem.objects.open()) == []
