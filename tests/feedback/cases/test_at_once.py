"""Two at once: in threads on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from feedback.cases.moves import CaseChangedError, take_in
from feedback.enums import State
from feedback.models import Case, CaseMove
from feedback.vault.codes import derive, understood
from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.factories import UserFactory
from tests.feedback.cases.browsing import address, hidden
from tests.feedback.told import CODE, a_case

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 3


def together(*jobs: Callable[[], object]) -> list[str]:
    """Carry these out at the same moment, where the database allows that, else one by one.

    Return the name of what each raised, or "".
    """
    at_once = len(jobs) if connection.vendor == "postgresql" else 1
    start = Barrier(at_once)

    def run(job: Callable[[], object]) -> str:
        try:
            start.wait()
            job()
        except CaseChangedError as problem:
            return type(problem).__name__
        finally:
            if at_once > 1:
                connection.close()
        return ""

    if at_once == 1:
        return [run(job) for job in jobs]
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(run, jobs))


def test_case_taken_in_by_two_at_once_is_taken_by_one(handler: User) -> None:
    second = UserFactory(roles=["handler"])
    case = a_case()
    outcome = together(
        *(lambda by=by: take_in(case=case, by=by, version=case.version) for by in (handler, second))
    )
    assert sorted(outcome) == ["", "CaseChangedError"]
    assert CaseMove.objects.filter(case=case, move="take-in").count() == 1
    assert Case.objects.get().state == State.TRIAGE


def test_same_submission_at_once_is_one_case(handler: User) -> None:
    a_case()
    jobs = [lambda: a_case(code=CODE, submission=b"1" * 16)] * AT_ONCE
    assert together(*jobs) == [""] * AT_ONCE
    assert Case.objects.count() == 2


def test_case_closed_to_oneself_by_two_presses_at_once_answers_both_alike(handler: User) -> None:
    UserFactory(roles=["handler"])
    case = a_case()
    browsers = [signed_in(handler) for _press in range(2)]
    path = address(case, "own-conflict")
    filled = {**hidden(browsers[0], path), "why": "A friend"}
    ends: list[str] = []
    together(*(lambda b=b: ends.append(b.post(path, filled).headers["Location"]) for b in browsers))
    assert ends == ["/feedback/cases/"] * 2
    assert CaseMove.objects.filter(case=case, move="declare-conflict").count() == 1


def test_new_code_by_two_presses_at_once_is_one_code_that_both_show(handler: User) -> None:
    case = a_case(code=CODE, by=handler)
    browsers = [signed_in(handler) for _press in range(2)]
    path = address(case, "new-code")
    filled = hidden(browsers[0], path)
    shown: list[str] = []
    together(*(lambda b=b: shown.append(b.post(path, filled).context["shown"]) for b in browsers))
    assert (len(shown), len(set(shown))) == (2, 1)
    held = bytes(Case.objects.get().code_look_up or b"")
    assert held == derive(understood(shown[0])).look_up
    assert CaseMove.objects.filter(case=case, move="new-code").count() == 1
