"""Whatever is typed into the log: an answer, and one entry at most."""

from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imroc_ei.people.models import User
from steps.models import Activity
from tests.clients import signed_in
from tests.steps.answers import answers
from tests.world import Plan

NAMES = [
    "form_key",
    "version",
    "what_happened",
    "when_day",
    "when_month",
    "when_year",
    "steps",
    "audience",
    "learned",
    "kind",
    "account",
    "account_from",
    "link",
    "link_title",
    "link_from",
    "file_from",
    "aimed_at",
    "shaped_by",
    "minutes",
    "paid",
    "threads",
    "show_name",
    "set",
    "save",
    "file",
]
PARTS_OF_DATES = st.integers(-5, 3000).map(str) | st.sampled_from(["mar", "May", "²", "٣"])
WORDS_OF_OURS = st.sampled_from(["draft", "month", "1", "public"])
TYPED = st.text(max_size=40) | PARTS_OF_DATES | WORDS_OF_OURS


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.dictionaries(st.sampled_from(NAMES), TYPED, max_size=8))
def test_any_answers_get_an_answer_and_are_stored_once(
    consultant: User, plan: Plan, typed: dict[str, Any]
) -> None:
    # Each example is a person of its own, who has not sent too much yet.
    cache.clear()
    client = signed_in(consultant)
    before = Activity.objects.count()
    sent = answers(form_key=str(uuid4())) | typed
    first = client.post(reverse("activity_new"), sent)
    second = client.post(reverse("activity_new"), sent)
    draft = client.post(reverse("activity_draft"), sent)
    assert {first.status_code, second.status_code} <= {200, 302}
    assert draft.status_code == 200
    assert Activity.objects.count() - before <= 1
    for entry in Activity.objects.drafts():
        assert client.get(reverse("activity_edit", args=[entry.public_id])).status_code == 200
        entry.delete()
