"""An action that a lead adds on the page of a statement, between reviews."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from imroc_ei.dashboards.own_export import held_rows
from imroc_ei.people.models import User
from steps.enums import StepState
from steps.models import Action, Step
from steps.reviews.agreed import NewAction, add_action
from steps.reviews.calendar import calendar_of
from steps.reviews.rules import ActionDue
from tests.clients import said, signed_in
from tests.factories import ActionFactory, StepFactory, UserFactory
from tests.html import faults, main_words, page_of, problems, words_of
from tests.queries import assert_same_queries
from tests.steps.reviews.making import date_parts
from tests.world import Plan

pytestmark = pytest.mark.django_db

PAGE = "/steps/training/actions/add/"


def typed(holder: User, **changes: str) -> dict[str, str]:
    return {
        "form_key": str(uuid4()),
        "what": "Ask who is left out",
        "held_by": holder.public_id,
        **date_parts("due", 20),
        **changes,
    }


def add(step: Step, holder: User) -> Action:
    due = timezone.localdate() + timedelta(days=20)
    wanted = NewAction(what="Ask who is left out", step=step, held_by=holder, due=due)
    return add_action(by=UserFactory(), form_key=uuid4(), wanted=wanted)


def test_lead_adds_an_action_to_a_statement(lead: User, second: User, plan: Plan) -> None:
    client = signed_in(lead)
    answer = client.post(PAGE, typed(second))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/steps/training/")
    assert said(answer) == ["The action is added."]
    action = Action.objects.get()
    assert (action.what, action.step, action.held_by, action.review) == (
        "Ask who is left out",
        plan.steps["training"],
        second,
        None,
    )


def test_action_sent_twice_is_stored_once(lead: User, second: User, plan: Plan) -> None:
    client, sent = signed_in(lead), typed(second)
    assert [client.post(PAGE, sent).status_code for _ in range(2)] == [302, 302]
    assert Action.objects.count() == 1


def test_another_action_from_a_page_that_was_gone_back_to_is_told_and_then_added(
    lead: User, second: User, plan: Plan
) -> None:
    client, sent = signed_in(lead), typed(second)
    client.post(PAGE, sent)
    other = sent | {"what": "Ask who came"}
    answer = client.post(PAGE, other)
    assert problems(answer.content) == [
        "This page has already added “Ask who is left out”. If this is another action, add it too."
    ]
    page = page_of(answer.content)
    assert page.xpath("//textarea[@name='what']")[0].text.strip() == "Ask who came"
    key = page.xpath("//input[@name='form_key']/@value")[0]
    assert UUID(key) != UUID(sent["form_key"])
    assert client.post(PAGE, other | {"form_key": key}).status_code == 302
    assert Action.objects.count() == 2


def test_empty_form_says_what_is_missing(lead: User, plan: Plan) -> None:
    answer = signed_in(lead).post(PAGE, {"form_key": str(uuid4())})
    assert problems(answer.content) == [
        "Say what is to be done.",
        "Choose who does it.",
        "Say by when, like 3 March 2027.",
    ]
    assert faults(answer.content) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"held_by": "nobody-of-ours"}, "Choose who does it."),
        ({"due_day": "31", "due_month": "June"}, "June 2027 has the days 1 to 30. Check the day."),
        ({"due_year": "2020"}, "The day has to be today or later."),
        ({"what": "\x00 \x0b"}, "Say what is to be done."),
        ({"form_key": "7"}, "This page was out of date. Look through it, and save again."),
    ],
)
def test_what_cannot_be_is_refused_with_all_that_was_typed(
    lead: User, second: User, plan: Plan, changes: dict[str, str], problem: str
) -> None:
    sent = typed(second, due_year="2027") | changes
    answer = signed_in(lead).post(PAGE, sent)
    assert problems(answer.content) == [problem]
    assert page_of(answer.content).xpath("//input[@name='due_day']/@value") == [sent["due_day"]]
    assert Action.objects.count() == 0


def test_what_was_typed_about_a_statement_retired_meanwhile_is_kept(
    lead: User, second: User, plan: Plan
) -> None:
    client = signed_in(lead)
    Step.objects.filter(slug="training").update(state=StepState.RETIRED)
    answer = client.post(PAGE, typed(second))
    assert problems(answer.content) == [
        "This statement was taken out of the plan, so no action can be added to it."
    ]
    assert "Ask who is left out" in answer.content.decode()
    assert (client.get(PAGE).status_code, Action.objects.count()) == (404, 0)


def test_retired_statement_offers_no_action(lead: User, plan: Plan) -> None:
    Step.objects.filter(slug="training").update(state=StepState.RETIRED)
    assert PAGE not in signed_in(lead).get("/steps/training/").content.decode()


def test_paused_statement_says_so_and_takes_an_action(lead: User, second: User, plan: Plan) -> None:
    day = timezone.localdate() + timedelta(days=40)
    Step.objects.filter(slug="training").update(
        state=StepState.PAUSED, paused_until=day, paused_reason="No trainer"
    )
    client = signed_in(lead)
    assert "This statement is paused until" in main_words(client.get(PAGE).content)
    assert client.post(PAGE, typed(second)).status_code == 302
    assert "Ask who is left out" in main_words(client.get("/steps/training/").content)


@pytest.mark.parametrize("slug", ["social-media-goals", "a-goal"])
def test_goal_sets_and_goals_take_actions(lead: User, second: User, plan: Plan, slug: str) -> None:
    StepFactory(slug="a-goal", kind="goal", parent=plan.steps["online-library-goals"])
    path = f"/steps/{slug}/"
    client = signed_in(lead)
    assert client.post(f"{path}actions/add/", typed(second)).status_code == 302
    assert "Ask who is left out" in main_words(client.get(path).content)


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        (["consultant"], 403),
        (["consultant", "handler"], 403),
        (["consultant", "owner"], 403),
        (["lead"], 302),
        ([], 403),
    ],
)
def test_nobody_but_a_lead_adds_an_action(
    plan: Plan, second: User, roles: list[str], status: int
) -> None:
    client = signed_in(UserFactory(roles=roles))
    assert client.post(PAGE, typed(second)).status_code == status
    assert Action.objects.count() == int(status == 302)
    offered = PAGE in client.get("/steps/training/").content.decode()
    assert offered is (status == 302)


def test_unknown_statement_does_not_exist(lead: User) -> None:
    assert signed_in(lead).get("/steps/nowhere/actions/add/").status_code == 404


def test_statement_without_an_action_says_where_they_come_from(
    lead: User, consultant: User, plan: Plan
) -> None:
    empty = "No action is open. They are agreed in a review, or added here."
    words = {
        person: main_words(signed_in(person).get("/steps/training/").content)
        for person in (lead, consultant)
    }
    assert (empty in words[lead], empty in words[consultant]) == (True, False)


@pytest.mark.parametrize("path", ["/steps/training/", "/aims/1/", "/actions/", "/me/"])
def test_action_shows_as_one_of_a_review_does(plan: Plan, consultant: User, path: str) -> None:
    """Its row on a page, and what stands around it, are the same but for the words."""
    by_hand = add(plan.steps["training"], consultant)
    rows = [row_on(consultant, path, by_hand)]
    same = {name: getattr(by_hand, name) for name in ("what", "step", "held_by", "due")}
    by_hand.delete()
    rows.append(row_on(consultant, path, ActionFactory(**same)))
    assert (rows[0], "Ask who is left out" in rows[0]) == (rows[1], True)


def row_on(person: User, path: str, action: Action) -> str:
    page = page_of(signed_in(person).get(path).content)
    [row] = page.xpath(f"//main//li[a/@href='{action.get_absolute_url()}']")
    return words_of(row)


def test_holder_is_reminded_and_finds_it_in_calendar_and_export(
    consultant: User, plan: Plan
) -> None:
    action = add(plan.steps["training"], consultant)
    assert [due.person for due in ActionDue().due(action.due)] == [consultant]
    assert b"SUMMARY:Action due: Ask who is left out" in calendar_of(consultant)
    assert held_rows(consultant)["actions"] == [
        {
            "what": "Ask who is left out",
            "statement": "training",
            "due": action.due.isoformat(),
            "became": "open",
        }
    ]


def test_page_of_the_action_says_nothing_of_who_added_it(
    lead: User, consultant: User, second: User, plan: Plan
) -> None:
    signed_in(lead).post(PAGE, typed(second))
    words = main_words(signed_in(consultant).get(Action.objects.get().get_absolute_url()).content)
    assert (lead.name in words, second.name in words, "Agreed in" in words) == (False, True, False)


def test_action_is_ended_and_handed_over_as_any_other(
    lead: User, consultant: User, second: User, plan: Plan
) -> None:
    step = plan.steps["training"]
    done, gone = add(step, consultant), add(step, consultant)
    given = {f"done-{name}": value for name, value in date_parts("done_on", 0).items()}
    over = {"to-held_by": second.public_id}
    over |= {f"to-{name}": value for name, value in date_parts("due", 12).items()}
    path = done.get_absolute_url()
    assert signed_in(second).post(f"{path}done/", given).status_code == 403
    assert signed_in(consultant).post(f"{path}hand-over/", over).status_code == 403
    assert signed_in(lead).post(f"{path}hand-over/", over).status_code == 302
    assert signed_in(second).post(f"{path}done/", given).status_code == 302
    signed_in(consultant).post(f"{gone.get_absolute_url()}let-go/", {"go-reason": "Not needed."})
    done.refresh_from_db()
    gone.refresh_from_db()
    assert (done.held_by, done.done_on) == (second, timezone.localdate())
    assert (gone.let_go_on, gone.let_go_reason) == (timezone.localdate(), "Not needed.")


def test_page_asks_the_database_the_same_at_one_person_and_at_three(lead: User, plan: Plan) -> None:
    assert_same_queries(signed_in(lead), PAGE, expected=5, add_row=UserFactory)


def test_lead_reaches_the_page_from_the_statement(lead: User, plan: Plan) -> None:
    client = signed_in(lead)
    page = page_of(client.get("/steps/training/").content)
    assert page.xpath("//section[@aria-labelledby='open-actions']//a/@href") == [PAGE]
    assert faults(client.get(PAGE).content) == []
