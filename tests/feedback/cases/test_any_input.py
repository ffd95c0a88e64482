"""Whatever is sent to a handler's form gets an answer, and nothing is stored twice."""

import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from feedback.cases.doings import DOINGS
from feedback.cases.sight import Sight
from feedback.enums import State
from feedback.models import Case, CaseEntry, ProcedureVersion
from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.factories import ProcedureFactory, UserFactory
from tests.feedback.cases.browsing import address
from tests.feedback.cases.making import WAY, lead_case, written_answer
from tests.feedback.told import a_case
from tests.html import faults

pytestmark = pytest.mark.django_db

TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", " ", "a" * 60_000, "\0", "<script>", "upheld", "one", "yes", "no"]),
    st.integers(-(10**12), 10**12).map(str),
)
NAMES = (
    *("why", "words", "theme", "stands_in", "understood", "wanted", "who", "by_when", "support"),
    *("until_day", "until_month", "until_year", "reader", "point-1", "found-1", "why-1", "parts"),
    *("more", "learned", "what-1", "step-1", "held_by-1", "due-1_day", "due-1_month", "to"),
    *("how", "on_day", "on_month", "on_year", "note", "kind"),
    *("person", "told", "heard", "version", "form_key", "reply", "second_look", "elsewhere"),
)
ANYTHING = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, TEXTS))
quickly = examples(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
BY_PHONE: dict[str, Any] = {"reply_by": "phone", "reach": "01632 960 300"}
# Where something is open that is open nowhere else.
STATES = (State.TRIAGE, State.INVESTIGATING, State.ANSWERED, State.SECOND_LOOK)


@pytest.fixture
def second(db: None) -> User:
    return UserFactory(roles=["handler"])


@pytest.mark.parametrize("state", STATES)
@given(data=ANYTHING, number=st.integers(0, len(DOINGS) - 1))
@quickly
def test_form_of_a_case_takes_anything(
    handler: User, second: User, state: State, data: dict[str, str], number: int
) -> None:
    cache.clear()
    case = lead_case(a_case(**BY_PHONE), state, first=second, second=handler)
    client, doing = signed_in(handler), DOINGS[number]
    filled = {"version": str(case.version), "form_key": str(uuid.uuid4()), **data}
    before = CaseEntry.objects.count()
    answers = [client.post(address(case, doing.name), filled) for _ in range(2)]
    # After a conflict of one's own, the case is no longer there.
    assert {answer.status_code for answer in answers} <= {200, 302, 404}
    assert answers[0].status_code != 404
    assert CaseEntry.objects.count() - before <= 1


@given(
    data=st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            (
                *("channel", "kind", "danger", "what_happened", "when", "named", "name"),
                *("named_to", "reply_by", "reach", "not_these", "wants_code", "submission"),
            ),
            TEXTS | st.sampled_from(["phone", "complaint", "code", "email"]),
        ),
    )
)
@quickly
def test_intake_takes_anything(handler: User, data: dict[str, str]) -> None:
    cache.clear()
    if ProcedureVersion.objects.in_force() is None:
        ProcedureFactory(in_force=True)
    said = {
        "channel": "phone",
        "kind": "complaint",
        "what_happened": "It rained",
        "reply_by": "code",
        "wants_code": "yes",
        "submission": str(uuid.uuid4()),
        **data,
    }
    before = Case.objects.count()
    client = signed_in(handler)
    answers = [client.post(reverse("case_intake"), said) for _ in range(2)]
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert Case.objects.count() - before <= 1


@given(words=TEXTS)
@quickly
def test_search_takes_anything(handler: User, words: str) -> None:
    cache.clear()
    client = signed_in(handler)
    assert client.post(reverse("case_search"), {"words": words}).status_code == 200


@pytest.mark.parametrize("state", list(WAY))
def test_everything_offered_in_every_state_opens(handler: User, second: User, state: State) -> None:
    case = lead_case(a_case(**BY_PHONE), state, first=second, second=handler)
    if state == State.INVESTIGATING:
        written_answer(case, by=second)
    sight = Sight(case=case, by=handler)
    browser = signed_in(handler)
    offered = [doing.name for doing in DOINGS if not doing.why_not(sight)]
    answers = {name: browser.get(address(case, name)) for name in offered}
    assert [name for name, answer in answers.items() if answer.status_code != 200] == []
    wrong = {name: faults(answer.content) for name, answer in answers.items()}
    assert {name: found for name, found in wrong.items() if found} == {}
    assert len(answers) > 5
