from django.urls import reverse

from imroc_ei.people.models import User
from steps.enums import Audience
from steps.models import Activity
from tests.clients import signed_in
from tests.factories import ActivityFactory, UserFactory
from tests.html import main_words, page_of, words_of
from tests.queries import assert_same_queries
from tests.world import Plan

TO_CHECK = reverse("activities_to_check")


def check_of(entry: Activity) -> str:
    return reverse("activity_check", args=[entry.public_id])


def waiting(**fields: object) -> Activity:
    return ActivityFactory(audience=Audience.PUBLIC, **fields)


def test_page_says_how_many_wait(lead: User) -> None:
    waiting()
    waiting()
    title = page_of(signed_in(lead).get(TO_CHECK).content).find("head/title")
    assert words_of(title).startswith("2 entries to check – ")


def test_lead_makes_an_entry_public(lead: User) -> None:
    entry = waiting()
    answer = signed_in(lead).post(
        check_of(entry), {"decision": "public", "version": "1"}, follow=True
    )
    assert "Anyone can read this entry now." in main_words(answer.content)
    assert Activity.objects.get().is_public


def test_lead_keeps_an_entry_inside_and_its_author_reads_why(lead: User) -> None:
    entry = waiting()
    given = {"decision": "inside", "note": "It names a town", "version": "1"}
    signed_in(lead).post(check_of(entry), given)
    words = main_words(signed_in(entry.logged_by).get(entry.get_absolute_url()).content)
    assert "A lead kept this among consultants It names a town" in words


def test_keeping_it_inside_takes_a_note(lead: User) -> None:
    entry = waiting()
    answer = signed_in(lead).post(check_of(entry), {"decision": "inside", "version": "1"})
    assert "Write a note, so that the author knows why." in main_words(answer.content)
    assert Activity.objects.get().waits_to_become_public


def test_own_entry_is_another_lead_s_to_check(lead: User) -> None:
    entry = waiting(logged_by=lead)
    client = signed_in(lead)
    assert "This is your own. Another lead checks it." in main_words(client.get(TO_CHECK).content)
    answer = client.post(check_of(entry), {"decision": "public", "version": "1"})
    assert answer.status_code == 403
    assert "Nobody checks what they wrote themselves." in main_words(answer.content)
    assert Activity.objects.get().waits_to_become_public


def test_second_lead_is_told_that_it_has_been_decided(lead: User) -> None:
    entry = waiting()
    given = {"decision": "public", "version": "1"}
    signed_in(UserFactory(roles=["consultant", "lead"])).post(check_of(entry), given)
    late = {"decision": "inside", "note": "No", "version": "1"}
    answer = signed_in(lead).post(check_of(entry), late, follow=True)
    words = main_words(answer.content)
    assert "This had been decided already. Nothing was changed." in words
    assert "This has been decided Who can see it: Anyone." in words
    assert Activity.objects.get().is_public


def test_lead_is_told_when_the_author_changed_it_meanwhile(lead: User) -> None:
    entry = waiting()
    Activity.objects.update(version=2, what_happened="Other words")
    given = {"decision": "public", "version": "1"}
    answer = signed_in(lead).post(check_of(entry), given, follow=True)
    assert "The author changed this entry while you read it." in main_words(answer.content)
    assert "Other words" in main_words(answer.content)
    assert not Activity.objects.get().is_public


def test_entry_that_does_not_wait_and_is_private_is_not_there(lead: User) -> None:
    entry = ActivityFactory(audience=Audience.ONLY_ME)
    assert signed_in(lead).get(check_of(entry)).status_code == 404


def test_page_asks_the_database_as_often_with_one_row_as_with_three(lead: User, plan: Plan) -> None:
    assert_same_queries(
        signed_in(lead),
        TO_CHECK,
        expected=7,
        add_row=lambda: waiting(steps=[*plan.steps.values()]),
    )
