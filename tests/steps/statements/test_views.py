from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from imroc_ei.forms.editing import fingerprint
from imroc_ei.people.models import User
from steps.enums import Level, Origin, StepKind, StepState
from steps.models import Step
from steps.statements import actions
from steps.statements.forms import CareForm, StatementForm
from tests.clients import said, signed_in
from tests.factories import ActivityFactory, AimFactory, StepFactory, UserFactory
from tests.html import page_of, problems, words_of
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]
NEVER_A_FAULT = {200, 302}
MEANWHILE = (
    "Somebody else changed this while you were writing. "
    "Read what it says now, then save again if yours is to stand."
)


@pytest.fixture
def step() -> Step:
    return StepFactory(
        slug="sing", statement="To sing", short_name="Sing", placed_in=[AimFactory()]
    )


def care(step: Step, **changes: Any) -> dict[str, Any]:
    return {
        "held_by": "",
        "review_every": "6",
        "work": "ongoing",
        "seen": fingerprint(step, CareForm.edited),
        **changes,
    }


def words(step: Step, **changes: Any) -> dict[str, Any]:
    return {
        "statement": step.statement,
        "short_name": step.short_name,
        "why": "Clearer",
        "seen": fingerprint(step, StatementForm.edited),
        **changes,
    }


def test_an_owner_rewords_a_statement(client_of: Browser, owner: User, step: Step) -> None:
    answer = client_of(owner).post("/steps/sing/edit/", words(step, statement=" To  sing\nwell "))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/steps/sing/")
    step.refresh_from_db()
    assert step.statement == "To sing well"
    assert said(answer) == ["Saved."]


def test_the_same_words_change_nothing(client_of: Browser, owner: User, step: Step) -> None:
    answer = client_of(owner).post("/steps/sing/edit/", words(step, statement="To  sing"))
    assert (said(answer), step.history.count()) == (["Nothing changed."], 1)


def test_a_form_sent_twice_is_stored_once(client_of: Browser, owner: User, step: Step) -> None:
    browser, data = client_of(owner), words(step, statement="To sing well")
    answers = [browser.post("/steps/sing/edit/", data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert step.history.count() == 2


def test_two_owners_at_once_the_second_is_told_and_keeps_what_they_typed(
    client_of: Browser, owner: User, step: Step
) -> None:
    data = words(step, statement="To hum")
    actions.reword_statement(
        by=UserFactory(), step=step, statement="To sing louder", short_name="Sing", why="Loud"
    )
    browser = client_of(owner)
    answer = browser.post("/steps/sing/edit/", data)
    assert problems(answer.content) == [MEANWHILE]
    page = page_of(answer.content)
    assert words_of(page.xpath("//dl[@class='now']")[0]) == (
        "The statement To sing louder Short name Sing"
    )
    assert page.xpath("//textarea[@name='statement']")[0].text.strip() == "To hum"
    assert Step.objects.get().statement == "To sing louder"
    seen = page.xpath("//input[@name='seen']/@value")[0]
    assert browser.post("/steps/sing/edit/", {**data, "seen": seen}).status_code == 302
    assert Step.objects.get().statement == "To hum"


def test_a_long_reason_is_refused_uncut(client_of: Browser, owner: User, step: Step) -> None:
    answer = client_of(owner).post("/steps/sing/edit/", words(step, why="w" * 501))
    assert problems(answer.content) == ["This has 501 characters, and there is room for 500."]
    area = page_of(answer.content).xpath("//textarea[@name='why']")[0]
    assert (area.text.strip(), area.get("maxlength")) == ("w" * 501, None)


def test_a_shared_statement_says_which_aims_its_words_change(
    client_of: Browser, owner: User
) -> None:
    StepFactory(slug="shared", placed_in=[AimFactory(number=n) for n in (1, 3, 4)])
    page = page_of(client_of(owner).get("/steps/shared/edit/").content)
    assert words_of(page.xpath("//main//p[@class='notice']")[0]) == (
        "This statement is part of aims 1, 3 and 4. Its words change in all of them."
    )


def test_a_retired_statement_is_not_reworded(client_of: Browser, owner: User) -> None:
    StepFactory(slug="old", state=StepState.RETIRED)
    assert client_of(owner).get("/steps/old/edit/").status_code == 404


def test_a_lead_hands_over_and_pauses(client_of: Browser, lead: User, step: Step) -> None:
    data = care(
        step,
        held_by=str(lead.pk),
        review_every="3",
        work="paused",
        paused_until_day="12",
        paused_until_month="January",
        paused_until_year="2027",
        paused_reason=" No  facilitator ",
    )
    with time_machine.travel("2026-11-24"):
        answer = client_of(lead).post("/steps/sing/look-after/", data)
    assert answer.status_code == 302
    step.refresh_from_db()
    assert (step.held_by, step.review_every, step.state) == (lead, 3, StepState.PAUSED)
    assert (step.paused_until, step.paused_reason) == (date(2027, 1, 12), "No facilitator")


def test_a_lead_takes_the_work_up_again(client_of: Browser, lead: User, step: Step) -> None:
    actions.pause(by=lead, step=step, until=date(2027, 1, 12), reason="No facilitator")
    data = care(
        step,
        paused_until_day="12",
        paused_until_month="January",
        paused_until_year="2027",
        paused_reason="No facilitator",
    )
    assert client_of(lead).post("/steps/sing/look-after/", data).status_code == 302
    step.refresh_from_db()
    assert (step.state, step.paused_until, step.paused_reason) == (StepState.ACTIVE, None, "")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"work": "paused"},
            ["Write the day on which you look again.", "Write why it is paused."],
        ),
        (
            {
                "work": "paused",
                "paused_reason": "x",
                "paused_until_day": "24",
                "paused_until_month": "11",
                "paused_until_year": "2026",
            },
            ["The day to look again must be after today."],
        ),
        ({"work": "later"}, ["Choose whether work on it is going on."]),
        ({"work": ""}, ["Choose whether work on it is going on."]),
        ({"review_every": "0"}, ["Write a number of months from 1 to 36."]),
        ({"review_every": "37"}, ["Write a number of months from 1 to 36."]),
        ({"review_every": "often"}, ["Write a number of months from 1 to 36."]),
        ({"review_every": ""}, ["Write a number of months from 1 to 36."]),
        ({"held_by": "0"}, ["Choose somebody from the list, or nobody."]),
        ({"held_by": "x"}, ["Choose somebody from the list, or nobody."]),
    ],
)
def test_care_that_does_not_fit_is_refused(
    changes: dict[str, str], expected: list[str], client_of: Browser, lead: User, step: Step
) -> None:
    with time_machine.travel("2026-11-24"):
        answer = client_of(lead).post("/steps/sing/look-after/", care(step, **changes))
    assert (answer.status_code, problems(answer.content)) == (200, expected)
    assert step.history.count() == 1


def test_a_pause_that_is_over_may_stay_while_something_else_changes(
    client_of: Browser, lead: User, step: Step
) -> None:
    actions.pause(by=lead, step=step, until=date(2026, 1, 12), reason="No facilitator")
    data = care(
        step,
        work="paused",
        held_by=str(lead.pk),
        paused_until_day="12",
        paused_until_month="1",
        paused_until_year="2026",
        paused_reason="No facilitator",
    )
    assert client_of(lead).post("/steps/sing/look-after/", data).status_code == 302
    step.refresh_from_db()
    assert (step.held_by, step.paused_until) == (lead, date(2026, 1, 12))


def test_only_consultants_who_are_here_can_hold_and_whoever_holds_it_now(
    client_of: Browser, lead: User, step: Step
) -> None:
    left = UserFactory(name="", is_active=False, left_at="2026-01-01T00:00Z")
    UserFactory(roles=["owner"], name="Only Owner")
    Step.objects.update(held_by=left)
    page = page_of(client_of(lead).get("/steps/sing/look-after/").content)
    names = [words_of(option) for option in page.xpath("//select[@name='held_by']/option")]
    assert sorted(names) == sorted(["Nobody yet", "A former consultant", lead.display_name])


def test_a_lead_adds_a_goal(client_of: Browser, lead: User) -> None:
    goals = StepFactory(slug="goals", kind=StepKind.GOAL_SET, level=Level.NOT_RECORDED)
    data = {"statement": "One goal", "short_name": "", "held_by": lead.pk, "review_every": "3"}
    answers = [client_of(lead).post("/steps/goals/add/", data) for _ in range(2)]
    goal = Step.objects.get(parent=goals)
    assert [answer.headers["Location"] for answer in answers] == ["/steps/one-goal/"] * 2
    assert [said(answer) for answer in answers] == [
        ["Added to the plan."],
        ["This stands in the plan already."],
    ]
    assert (goal.kind, goal.held_by, goal.review_every) == (StepKind.GOAL, lead, 3)


def test_what_was_retired_is_brought_back_and_not_added_again(
    client_of: Browser, lead: User, step: Step
) -> None:
    added = actions.add_statement(by=lead, parent=step, statement="To hum").step
    ActivityFactory(steps=[added])
    actions.retire_statement(by=lead, step=added, why="Done with")
    answer = client_of(lead).post("/steps/sing/add/", {"statement": "to hum", "review_every": "6"})
    assert problems(answer.content) == [
        "“To hum” stood here before and was retired. Bring it back instead."
    ]


@pytest.mark.parametrize("kind", [StepKind.SUB_STEP, StepKind.GOAL])
def test_nothing_is_added_under_a_part(
    kind: StepKind, client_of: Browser, lead: User, step: Step
) -> None:
    StepFactory(slug="part", kind=kind, parent=step)
    assert client_of(lead).get("/steps/part/add/").status_code == 404


def test_an_added_statement_is_retired_and_brought_back(
    client_of: Browser, lead: User, step: Step
) -> None:
    added = actions.add_statement(by=lead, parent=step, statement="To hum").step
    ActivityFactory(steps=[added])
    browser = client_of(lead)
    gone = browser.post("/steps/to-hum/retire/", {"why": "Done with"})
    assert (gone.headers["Location"], said(gone)) == ("/steps/to-hum/", ["Retired."])
    assert browser.get("/steps/to-hum/retire/").status_code == 404
    back = browser.post("/steps/to-hum/bring-back/", {"why": "Not done with"})
    assert (back.headers["Location"], said(back)) == ("/steps/to-hum/", ["Back in the plan."])
    assert browser.get("/steps/to-hum/bring-back/").status_code == 404


def test_an_added_statement_without_history_is_gone(
    client_of: Browser, lead: User, step: Step
) -> None:
    actions.add_statement(by=lead, parent=step, statement="To hum")
    answer = client_of(lead).post("/steps/to-hum/retire/", {"why": "A mistake"})
    assert (answer.headers["Location"], said(answer)) == (
        "/steps/sing/",
        ["Taken out of the plan."],
    )
    assert list(Step.objects.all()) == [step]


def test_a_published_statement_cannot_be_retired_here(
    client_of: Browser, lead: User, step: Step
) -> None:
    assert client_of(lead).get("/steps/sing/retire/").status_code == 404


def test_what_went_with_its_step_is_not_brought_back_alone(client_of: Browser, lead: User) -> None:
    parent = StepFactory(state=StepState.RETIRED)
    StepFactory(
        slug="part",
        kind=StepKind.SUB_STEP,
        parent=parent,
        origin=Origin.ADDED,
        added_on="2026-01-01",
        state=StepState.RETIRED,
    )
    assert client_of(lead).get("/steps/part/bring-back/").status_code == 404


def test_history_shows_before_and_after_with_who_and_why(
    client_of: Browser, consultant: User, owner: User, step: Step
) -> None:
    actions.reword_statement(
        by=owner, step=step, statement="To sing well", short_name="Sing", why="Clearer"
    )
    page = page_of(client_of(consultant).get("/steps/sing/history/").content)
    newest = page.xpath("//ol[@class='plain-list versions']/li")[0]
    assert words_of(newest.xpath("p")[0]) == f"{owner.display_name}: Clearer"
    assert words_of(newest.xpath("dl")[0]) == "Before To sing After To sing well"
    assert [words_of(mark) for mark in newest.xpath(".//mark")] == ["well"]


def test_the_history_asks_the_same_questions_whatever_its_length(
    client_of: Browser, consultant: User, step: Step
) -> None:
    def add_row() -> None:
        person = UserFactory()
        actions.hand_over(by=person, step=step, to=person)

    assert_same_queries(client_of(consultant), "/steps/sing/history/", expected=5, add_row=add_row)


def test_care_asks_the_same_questions_whoever_is_here(
    client_of: Browser, lead: User, step: Step
) -> None:
    assert_same_queries(client_of(lead), "/steps/sing/look-after/", expected=5, add_row=UserFactory)


TYPED = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("<>&\"'\x00 \n")),
    max_size=60,
)


class WhateverIsTyped(TestCase):
    """Whatever is sent to a form, the answer is a page, and one sending stores one thing."""

    def send(self, role: str, path: str, data: dict[str, str]) -> None:
        browser = signed_in(UserFactory(roles=["consultant", role]))
        answers = [browser.post(path, data) for _ in range(2)]
        assert {answer.status_code for answer in answers} <= NEVER_A_FAULT

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(statement=TYPED, short_name=TYPED, review_every=TYPED)
    def test_add(self, statement: str, short_name: str, review_every: str) -> None:
        parent = StepFactory(slug="goals", kind=StepKind.GOAL_SET)
        for months in (review_every, "6"):
            data = {"statement": statement, "short_name": short_name, "review_every": months}
            self.send("lead", "/steps/goals/add/", data)
        assert parent.children.count() <= 1

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(statement=TYPED, short_name=TYPED, why=TYPED)
    def test_edit(self, statement: str, short_name: str, why: str) -> None:
        step = StepFactory(slug="sing")
        data = {"statement": statement, "short_name": short_name, "why": why}
        self.send("owner", "/steps/sing/edit/", words(step, **data))
        assert step.history.count() <= 2

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        data=st.dictionaries(
            st.sampled_from(
                [
                    "held_by",
                    "review_every",
                    "work",
                    "paused_until_day",
                    "paused_until_month",
                    "paused_until_year",
                    "paused_reason",
                    "seen",
                ]
            ),
            TYPED,
        )
    )
    def test_care(self, data: dict[str, str]) -> None:
        step = StepFactory(slug="sing")
        self.send("lead", "/steps/sing/look-after/", care(step, **data))
        assert step.history.count() <= 2


def test_a_lead_says_what_a_step_means_for_an_aim(
    client_of: Browser, lead: User, step: Step
) -> None:
    placement = step.placements.get()
    address = f"/steps/sing/aims/{placement.aim.number}/"
    sent = {"note": "  In a choir,\nnot alone. ", "seen": fingerprint(placement, ["note"])}
    assert client_of(lead).post(address, sent).headers["Location"] == "/steps/sing/"
    page = client_of(lead).get("/steps/sing/").content.decode()
    assert "In a choir, not alone." in page


def test_two_leads_write_for_the_same_aim_and_the_second_is_told(
    client_of: Browser, lead: User, step: Step
) -> None:
    placement = step.placements.get()
    seen = fingerprint(placement, ["note"])
    actions.say_for_aim(by=lead, placement=placement, note="First")
    answer = client_of(lead).post(
        f"/steps/sing/aims/{placement.aim.number}/", {"note": "Second", "seen": seen}
    )
    placement.refresh_from_db()
    assert (MEANWHILE in problems(answer.content), placement.note) == (True, "First")


def test_an_aim_that_the_step_does_not_serve_has_no_such_page(
    client_of: Browser, lead: User, step: Step
) -> None:
    assert client_of(lead).get("/steps/sing/aims/4711/").status_code == 404
