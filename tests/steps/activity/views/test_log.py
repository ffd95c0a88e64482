from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from imroc_ei.people.models import User
from steps.enums import ActivityStatus, Precision
from steps.models import Activity
from tests.clients import signed_in
from tests.factories import ActivityFactory
from tests.html import page_of, words_of
from tests.queries import assert_same_queries
from tests.steps.answers import answers
from tests.world import Plan

NEW = reverse("activity_new")


def test_four_answers_make_an_entry(consultant: User, plan: Plan) -> None:
    answer = signed_in(consultant).post(NEW, answers())
    entry = Activity.objects.get()
    assert answer.headers["Location"] == f"{entry.get_absolute_url()}?saved=1"
    assert entry.what_happened == "We opened a reflective space"
    assert (entry.happened_on, entry.precision) == (date(2026, 3, 3), Precision.DAY)
    assert list(entry.steps.all()) == [plan.steps["growth-of-consultants"]]
    assert (entry.status, entry.audience) == (ActivityStatus.SAVED, "consultants")


def test_confirmation_says_where_it_shows(consultant: User, plan: Plan) -> None:
    answer = signed_in(consultant).post(NEW, answers(), follow=True)
    words = words_of(page_of(answer.content))
    assert "Shows in aims 1, 3, 4 and 5, and counts once." in words
    assert "Who can see it: All consultants." in words


def test_same_form_twice_is_stored_once(consultant: User, plan: Plan) -> None:
    client, given = signed_in(consultant), answers(account="They said so")
    first = client.post(NEW, given)
    second = client.post(NEW, given)
    assert first.headers["Location"] == second.headers["Location"]
    assert Activity.objects.count() == 1
    assert Activity.objects.get().evidence.count() == 1


def test_form_without_its_key_twice_is_stored_once(consultant: User, plan: Plan) -> None:
    client, given = signed_in(consultant), answers(form_key="none")
    client.post(NEW, given)
    client.post(NEW, given)
    assert Activity.objects.count() == 1


def test_same_form_with_other_words_asks_and_keeps_both(consultant: User, plan: Plan) -> None:
    client, given = signed_in(consultant), answers()
    client.post(NEW, given)
    answer = client.post(NEW, given | {"what_happened": "Other words"})
    page = page_of(answer.content)
    assert Activity.objects.get().what_happened == given["what_happened"]
    assert page.xpath("//textarea[@name='what_happened']")[0].text.strip() == "Other words"
    client.post(
        page.xpath("//main//form/@action")[0],
        given
        | {
            "what_happened": "Other words",
            "version": page.xpath("//input[@name='version']/@value")[0],
        },
    )
    assert Activity.objects.get().what_happened == "Other words"


def test_form_of_somebody_else_is_refused(consultant: User, second: User, plan: Plan) -> None:
    given = answers()
    signed_in(consultant).post(NEW, given)
    assert signed_in(second).post(NEW, given).status_code == 403
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("pressed", "days_ago", "day_shown"), [("yesterday", 1, True), ("month", 0, False)]
)
def test_date_button_changes_the_date_and_keeps_the_rest(
    consultant: User, plan: Plan, pressed: str, days_ago: int, day_shown: bool
) -> None:
    typed = answers(set=pressed, what_happened="Half a", when_month="", link="not a link")
    page = page_of(signed_in(consultant).post(NEW, typed).content)
    expected = timezone.localdate() - timedelta(days=days_ago)
    assert page.xpath("//input[@name='when_day']/@value") == (
        [str(expected.day)] if day_shown else [""]
    )
    assert page.xpath("//input[@name='when_month']/@value") == [f"{expected:%B}"]
    assert page.xpath("//textarea[@name='what_happened']")[0].text.strip() == "Half a"
    assert page.xpath("//input[@name='link']/@value") == ["not a link"]
    assert page.xpath("//input[@name='steps'][@checked]/@value") == ["growth-of-consultants"]
    assert page.xpath("//*[normalize-space()='There is a problem']") == []
    assert Activity.objects.count() == 0


def test_month_alone_is_kept_as_a_month(consultant: User, plan: Plan) -> None:
    signed_in(consultant).post(NEW, answers(when_day=""))
    entry = Activity.objects.get()
    assert (entry.happened_on, entry.precision) == (date(2026, 3, 1), Precision.MONTH)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"what_happened": "  \n "}, "Write what happened. A few words are enough."),
        ({"when_day": "31", "when_month": "feb"}, "February 2026 has the days 1 to 28."),
        ({"when_year": "2999"}, "The date must be today or earlier."),
        ({"when_year": "1999"}, "The date must be 1 January 2000 or later."),
        ({"when_month": "Smarch"}, "“Smarch” is not a month."),
        ({"steps": []}, "Choose at least one step."),
        ({"steps": ["no-such"]}, "One of the steps you chose is no longer part of the plan."),
        ({"audience": "everybody"}, "Choose who can see this from the list."),
        ({"minutes": "-3"}, "Write the minutes as a figure from 1 to 44,640"),
        ({"link": "ftp://example.org/"}, "Write the whole address"),
        ({"link_title": "A title"}, "Write the address of the link as well."),
        ({"what_happened": "x" * 20_001}, "This has 20,001 characters"),
        ({"what_happened": "é" * 1_000_000}, "This has 1,000,000 characters"),
    ],
)
def test_wrong_answer_is_said_and_nothing_is_stored(
    consultant: User, plan: Plan, typed: dict[str, object], said: str
) -> None:
    given = answers(**typed)
    answer = signed_in(consultant).post(NEW, given)
    page = page_of(answer.content)
    summary = words_of(page.xpath("//*[contains(@class, 'error-summary')]")[0])
    assert said in summary
    assert len(page.xpath("//textarea[@name='what_happened']")[0].text.strip()) == len(
        given["what_happened"].strip()
    )
    assert Activity.objects.count() == 0


def test_script_in_the_words_is_text(consultant: User, plan: Plan) -> None:
    words = "<script>alert(1)</script>\n\nSecond \x00part\x07"
    answer = signed_in(consultant).post(NEW, answers(what_happened=words), follow=True)
    page = page_of(answer.content)
    assert Activity.objects.get().what_happened == "<script>alert(1)</script>\n\nSecond part"
    assert page.xpath("//main//script") == []
    assert words_of(page.xpath("//h1")[0]) == "<script>alert(1)</script>"


def test_step_in_the_address_is_ticked_once(consultant: User, plan: Plan) -> None:
    page = page_of(signed_in(consultant).get(f"{NEW}?step=own-culture&step=no-such").content)
    assert page.xpath("//input[@name='steps'][@checked]/@value") == ["own-culture"]
    values = page.xpath("//input[@name='steps']/@value")
    assert sorted(values) == sorted(plan.steps)


def test_like_copies_what_it_was_about_and_no_words(consultant: User, plan: Plan) -> None:
    entry = ActivityFactory(
        logged_by=consultant, steps=[plan.steps["own-culture"]], audience="only-me", kind="training"
    )
    page = page_of(signed_in(consultant).get(f"{NEW}?like={entry.public_id}").content)
    assert page.xpath("//input[@name='steps'][@checked]/@value") == ["own-culture"]
    assert page.xpath("//input[@name='audience'][@checked]/@value") == ["only-me"]
    assert page.xpath("//option[@selected]/@value")[0] == "training"
    assert (page.xpath("//textarea[@name='what_happened']")[0].text or "").strip() == ""


def test_like_takes_nothing_from_others(consultant: User, second: User, plan: Plan) -> None:
    entry = ActivityFactory(logged_by=second, steps=[plan.steps["own-culture"]])
    page = page_of(signed_in(consultant).get(f"{NEW}?like={entry.public_id}").content)
    assert page.xpath("//input[@name='steps'][@checked]/@value") == []


def test_draft_keeps_what_is_there(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    typed = answers(
        save="draft",
        what_happened="",
        when_day="31",
        when_month="Febr",
        account="They said",
        minutes="a few",
    )
    page = page_of(client.post(NEW, typed, follow=True).content)
    draft = Activity.objects.drafts().get()
    assert draft.status == ActivityStatus.DRAFT
    assert page.xpath("//input[@name='when_day']/@value") == ["31"]
    assert page.xpath("//input[@name='when_month']/@value") == ["Febr"]
    assert page.xpath("//input[@name='minutes']/@value") == ["a few"]
    assert page.xpath("//textarea[@name='account']")[0].text.strip() == "They said"
    assert page.xpath("//input[@name='form_key']/@value") == [typed["form_key"]]


def test_draft_keeps_no_sign_that_a_database_refuses(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    typed = {"minutes": "two\x00", "steps": ["gone\x00"], "when_day": "3\x00", "version": "\x00"}
    assert client.post(reverse("activity_draft"), answers() | typed).status_code == 200
    unfinished = Activity.objects.get().unfinished
    assert (unfinished["minutes"], unfinished["steps"]) == ("two", ["gone"])


def test_draft_becomes_the_entry(consultant: User, plan: Plan) -> None:
    client, typed = signed_in(consultant), answers(account="They said")
    client.post(NEW, typed | {"save": "draft", "what_happened": "Half"})
    draft = Activity.objects.get()
    client.post(NEW, typed)
    entry = Activity.objects.get()
    assert (entry.pk, entry.status, entry.unfinished) == (draft.pk, ActivityStatus.SAVED, {})
    assert entry.evidence.count() == 1


def test_draft_by_itself_says_when_and_leaves_the_saved_alone(consultant: User, plan: Plan) -> None:
    client, typed = signed_in(consultant), answers()
    said = client.post(reverse("activity_draft"), typed).json()["said"]
    assert said.startswith("Draft saved at ")
    client.post(NEW, typed)
    late = client.post(reverse("activity_draft"), typed | {"what_happened": "Late"})
    assert late.json() == {"said": ""}
    assert Activity.objects.get().what_happened == typed["what_happened"]


def test_draft_is_seen_by_its_author_alone(consultant: User, lead: User, plan: Plan) -> None:
    signed_in(consultant).post(NEW, answers(save="draft", audience="public"))
    draft = Activity.objects.get()
    assert signed_in(lead).get(draft.get_absolute_url()).status_code == 404


def test_log_form_asks_the_database_as_often_with_one_row_as_with_three(
    consultant: User, plan: Plan
) -> None:
    assert_same_queries(
        signed_in(consultant),
        NEW,
        expected=6,
        add_row=lambda: ActivityFactory(logged_by=consultant, steps=[*plan.steps.values()]),
    )


def test_form_key_is_new_each_time(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    keys = {
        page_of(client.get(NEW).content).xpath("//input[@name='form_key']/@value")[0]
        for _ in range(2)
    }
    assert len(keys) == 2
    assert str(uuid4()) not in keys


def test_shared_steps_say_which_aims_they_serve(consultant: User, plan: Plan) -> None:
    page = page_of(signed_in(consultant).get(NEW).content)
    first = words_of(page.xpath("//details[@class='step-group']/summary")[0])
    assert first == "For several aims at once (1, 3, 4 and 5) 8 steps"
