"""A review taken page by page, and what its pages say when somebody was quicker."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from imroc_ei.people.models import User
from steps.enums import Level, ReviewState
from steps.models import Action, Finding, Review, Step
from steps.reviews.actions import open_review, write_words
from tests.clients import signed_in
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    AimFactory,
    EvidenceFactory,
    FindingFactory,
    ReviewFactory,
    StepFactory,
    UserFactory,
)
from tests.html import faults, page_of, problems, words_of
from tests.steps.reviews.making import (
    closed_review,
    date_parts,
    proposed_review,
    written_review,
)

pytestmark = pytest.mark.django_db

WHOLE = {
    "level": "getting-ready",
    "direction": "moved-on",
    "rests_on": "own",
    "why": "Two people have it now.",
}


def said(client: Client, path: str) -> str:
    return words_of(page_of(client.get(path).content).find("body"))


def test_review_from_opening_to_minute(lead: User, second: User) -> None:
    aim = AimFactory(number=1)
    first, other = StepFactory.create_batch(2, placed_in=[aim])
    client = signed_in(lead)
    opened = client.post("/reviews/open/1/")
    review = Review.objects.get()
    path = f"/reviews/{review.public_id}/"
    assert opened.headers["Location"] == f"{path}statements/"
    chosen = client.post(f"{path}statements/", {"statements": [first.slug]})
    assert chosen.headers["Location"] == path
    found = client.post(f"{path}statements/{first.slug}/", WHOLE | {"version": "1"})
    assert found.headers["Location"] == f"{path}learned/"
    answers = {"version": "1", "learned": "Ask earlier.", "took_part": "6"}
    learned = client.post(f"{path}learned/", answers | date_parts("next_review_on", 90))
    assert learned.headers["Location"] == f"{path}actions/"
    action = {"form_key": str(uuid4()), "what": "Ask again", "statement": first.slug}
    action |= {"held_by": second.public_id} | date_parts("due", 30)
    for _twice in range(2):
        assert client.post(f"{path}actions/", action).status_code == 302
    assert Action.objects.count() == 1
    review.refresh_from_db()
    proposal = {"version": str(review.version), "asked": second.public_id}
    assert client.post(f"{path}check/", proposal).headers["Location"] == path
    reader = signed_in(second)
    assert "Confirm and close the review" in said(reader, path)
    assert reader.post(f"{path}confirm/", {"version": str(review.version + 1)}).status_code == 302
    review.refresh_from_db()
    first.refresh_from_db()
    other.refresh_from_db()
    assert (review.state, first.level) == (ReviewState.CLOSED, Level.GETTING_READY)
    assert other.level == Level.NOT_REVIEWED
    minute = said(reader, path)
    for words in ("Two people have it now.", "Ask earlier.", "Ask again", second.name, "6 people"):
        assert words in minute


def test_review_open_while_one_is_at_work_offers_to_go_on(lead: User) -> None:
    review = ReviewFactory(aim=AimFactory(number=2))
    page = signed_in(lead).get("/reviews/open/2/").content.decode()
    assert review.get_absolute_url() in page
    assert signed_in(lead).post("/reviews/open/2/").status_code == 302
    assert Review.objects.count() == 1


def test_statements_page_advises_those_that_wait_longest(lead: User) -> None:
    review = ReviewFactory()
    today = timezone.localdate()
    steps = [
        StepFactory(
            placed_in=[review.aim],
            level=Level.NOT_STARTED,
            reviewed_on=today - timedelta(days=days),
        )
        for days in (10, 400, 50, 90)
    ]
    page = page_of(signed_in(lead).get(f"/reviews/{review.public_id}/statements/").content)
    ticked = page.xpath("//input[@type='checkbox' and @checked]/@value")
    assert ticked == [steps[1].slug, steps[2].slug, steps[3].slug]


def test_statements_page_releases_one_from_a_review_that_was_left(lead: User) -> None:
    first, second = AimFactory.create_batch(2)
    step = StepFactory(placed_in=[first, second])
    left = FindingFactory(review__aim=first, step=step)
    review = ReviewFactory(aim=second)
    client = signed_in(lead)
    path = f"/reviews/{review.public_id}/statements/"
    assert "In another open review" in said(client, path)
    release = f"/reviews/{left.review.public_id}/statements/{step.slug}/release/"
    answer = client.post(release, {"for": review.public_id})
    assert answer.headers["Location"] == path
    client.post(path, {"statements": [step.slug]})
    assert [row.step for row in review.findings.kept()] == [step]


def test_finding_page_says_what_each_level_still_needs(lead: User) -> None:
    finding = FindingFactory()
    words = said(signed_in(lead), finding.get_absolute_url())
    assert "It needs at least one piece of evidence; a written account counts." in words
    assert "It has to be “Making a difference” at the review before." in words
    assert "No evidence on record" in words


def test_finding_page_lists_the_evidence_that_counts(lead: User) -> None:
    finding = FindingFactory()
    EvidenceFactory(activity=ActivityFactory(steps=[finding.step]), text="Shared words")
    for audience in ("only-me", "team"):
        activity = ActivityFactory(steps=[finding.step], audience=audience, logged_by=lead)
        EvidenceFactory(activity=activity, text=f"Words for {audience}")
    words = said(signed_in(lead), finding.get_absolute_url())
    assert ("Shared words" in words, "Words for" in words) == (True, False)


def test_finding_too_high_is_refused_with_all_that_was_typed(lead: User) -> None:
    finding = FindingFactory()
    answer = signed_in(lead).post(
        finding.get_absolute_url(), WHOLE | {"version": "1", "level": "under-way"}
    )
    words = words_of(page_of(answer.content).find("body"))
    assert "“Under way” cannot be chosen yet." in words
    assert "Two people have it now." in answer.content.decode()
    assert Finding.objects.given().count() == 0
    assert faults(answer.content) == []


def test_finding_put_aside_is_there_when_it_is_opened_again(lead: User) -> None:
    finding = FindingFactory()
    client = signed_in(lead)
    answer = client.post(
        finding.get_absolute_url(), {"version": "1", "why": "Half a thought", "later": "1"}
    )
    assert answer.headers["Location"] == finding.review.get_absolute_url()
    assert "Half a thought" in client.get(finding.get_absolute_url()).content.decode()
    assert "Put aside for later" in said(client, finding.review.get_absolute_url())


def test_finding_from_an_old_page_is_told_and_keeps_what_was_typed(lead: User) -> None:
    finding = FindingFactory()
    one, two = signed_in(lead), signed_in(UserFactory(roles=["consultant", "lead"]))
    path = finding.get_absolute_url()
    one.post(path, WHOLE | {"version": "1"})
    answer = two.post(path, WHOLE | {"version": "1", "why": "My own words"})
    page = answer.content.decode()
    assert "Somebody else changed this while you were writing" in page
    assert "My own words" in page
    assert "Two people have it now." in page
    assert two.post(path, WHOLE | {"version": "2", "why": "My own words"}).status_code == 302
    finding.refresh_from_db()
    assert finding.why == "My own words"


def test_words_from_an_old_page_are_told(lead: User) -> None:
    review = ReviewFactory()
    write_words(by=lead, review=review, words_version=1, learned="Theirs")
    answer = signed_in(lead).post(
        f"/reviews/{review.public_id}/learned/",
        {"version": "1", "learned": "Mine"} | date_parts("next_review_on", 50),
    )
    page = answer.content.decode()
    assert ("Mine" in page, "Theirs" in page) == (True, True)
    review.refresh_from_db()
    assert review.learned == "Theirs"


@pytest.mark.parametrize("days", [0, -1, 2000])
def test_words_with_a_next_date_that_cannot_be_are_refused(lead: User, days: int) -> None:
    review = ReviewFactory()
    answer = signed_in(lead).post(
        f"/reviews/{review.public_id}/learned/",
        {"version": "1", "learned": "Mine"} | date_parts("next_review_on", days),
    )
    assert answer.status_code == 200
    review.refresh_from_db()
    assert review.next_review_on is None


def test_check_page_says_what_is_still_to_do(lead: User) -> None:
    finding = FindingFactory()
    words = said(signed_in(lead), f"/reviews/{finding.review.public_id}/check/")
    assert f"Say what you found about “{finding.step.short_name}”." in words
    assert "Not given" in words
    assert "Propose it" not in words


def test_check_page_asks_nobody_who_has_a_part_in_it(lead: User, second: User) -> None:
    review = written_review(opened_by=lead)
    holder = UserFactory()
    Step.objects.filter(findings__review=review).update(held_by=holder)
    page = page_of(signed_in(lead).get(f"/reviews/{review.public_id}/check/").content)
    options = set(page.xpath("//select[@name='asked']/option/@value"))
    assert options == {"", second.public_id}


def test_check_page_points_to_a_word_that_no_evidence_bears(lead: User) -> None:
    review = written_review(opened_by=lead)
    review.findings.update(rests_on="affected")
    words = said(signed_in(lead), f"/reviews/{review.public_id}/check/")
    assert "none of the evidence ticked comes from them" in words


def test_proposed_page_tells_who_may_not_confirm_why(lead: User) -> None:
    review = proposed_review(opened_by=lead)
    words = said(signed_in(lead), review.get_absolute_url())
    assert "You proposed this review, so somebody else confirms it." in words
    assert "Confirm and close the review" not in words


def test_confirm_by_the_proposer_changes_nothing(lead: User) -> None:
    review = proposed_review(opened_by=lead)
    client = signed_in(lead)
    client.post(f"{review.get_absolute_url()}confirm/", {"version": str(review.version)})
    review.refresh_from_db()
    assert review.state == ReviewState.PROPOSED
    assert "You proposed this review" in said(client, review.get_absolute_url())


def test_confirm_twice_tells_the_second_who_did_it(second: User) -> None:
    review = proposed_review()
    press = {"version": str(review.version)}
    signed_in(second).post(f"{review.get_absolute_url()}confirm/", press)
    other = signed_in(UserFactory())
    answer = other.post(f"{review.get_absolute_url()}confirm/", press, follow=True)
    assert f"{second.name} confirmed this review at" in answer.content.decode()


def test_send_back_shows_the_reason_to_the_leads(lead: User, second: User) -> None:
    review = proposed_review()
    signed_in(second).post(
        f"{review.get_absolute_url()}send-back/",
        {"version": str(review.version), "reason": "Who said that it helps?"},
    )
    words = said(signed_in(lead), review.get_absolute_url())
    assert "Who said that it helps?" in words


def test_take_back_and_abandon(lead: User) -> None:
    review = proposed_review()
    client = signed_in(lead)
    client.post(f"{review.get_absolute_url()}take-back/")
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN
    client.post(f"{review.get_absolute_url()}abandon/")
    review.refresh_from_db()
    assert review.state == ReviewState.ABANDONED
    assert "This review was abandoned" in said(client, review.get_absolute_url())


@pytest.mark.parametrize("page", ["statements/", "learned/", "actions/", "check/"])
@pytest.mark.parametrize("make", [proposed_review, closed_review])
def test_pages_of_a_review_that_is_not_open_lead_back_to_it(
    lead: User, make: Callable[[], Review], page: str
) -> None:
    review = make()
    answer = signed_in(lead).get(f"{review.get_absolute_url()}{page}", follow=True)
    assert answer.redirect_chain == [(review.get_absolute_url(), 302)]
    assert len(page_of(answer.content).xpath("//div[@role='status']")) == 1


@pytest.mark.parametrize("make", [ReviewFactory, proposed_review, closed_review])
def test_page_of_a_review_keeps_the_rules_in_every_state(
    lead: User, make: Callable[[], Review]
) -> None:
    review = make()
    assert faults(signed_in(lead).get(review.get_absolute_url()).content) == []


def test_open_review_does_not_exist_for_a_consultant(consultant: User) -> None:
    review = ReviewFactory()
    client = signed_in(consultant)
    assert client.get(review.get_absolute_url()).status_code == 404
    assert client.get(f"{review.get_absolute_url()}check/").status_code == 403
    assert client.post(f"{review.get_absolute_url()}abandon/").status_code == 403


def test_action_is_ended_by_its_holder_or_a_lead_alone(
    consultant: User, second: User, lead: User
) -> None:
    mine, other = ActionFactory(held_by=consultant), ActionFactory(held_by=consultant)
    done = {f"done-{key}": value for key, value in date_parts("done_on", 0).items()}
    assert signed_in(second).post(f"{mine.get_absolute_url()}done/", done).status_code == 403
    assert signed_in(consultant).post(f"{mine.get_absolute_url()}done/", done).status_code == 302
    gone = {"go-reason": "Nobody needs it any more."}
    assert signed_in(lead).post(f"{other.get_absolute_url()}let-go/", gone).status_code == 302
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.done_on, other.let_go_on) == (timezone.localdate(), timezone.localdate())
    assert other.let_go_reason == "Nobody needs it any more."


def test_action_ended_twice_is_told(consultant: User) -> None:
    action = ActionFactory(held_by=consultant, done_on=timezone.localdate())
    client = signed_in(consultant)
    answer = client.post(f"{action.get_absolute_url()}let-go/", {"go-reason": "Late"}, follow=True)
    assert "This action was marked as done already." in answer.content.decode()


def test_action_that_a_review_has_only_noted_does_not_exist(lead: User) -> None:
    action = ActionFactory(agreed_on=None, review=ReviewFactory())
    assert signed_in(lead).get(action.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"mine", "other"}),
        ("?mine=1", {"mine"}),
        ("?aim=1", {"other"}),
        ("?ended=1", {"ended"}),
        ("?aim=x&mine=2", {"mine", "other"}),
        ("?aim=99", set()),
    ],
)
def test_action_list_shows_what_its_address_says(
    consultant: User, query: str, shown: set[str]
) -> None:
    step = StepFactory(placed_in=[AimFactory(number=1)])
    ActionFactory(what="mine", held_by=consultant)
    ActionFactory(what="other", step=step)
    ActionFactory(what="ended", done_on=timezone.localdate())
    page = page_of(signed_in(consultant).get(f"/actions/{query}").content)
    rows = page.xpath("//main//ul[@class='plain-list']/li/a/text()")
    assert set(rows) == shown


def test_shared_count_of_an_action_in_two_aims_is_one(consultant: User) -> None:
    step = StepFactory(placed_in=AimFactory.create_batch(2))
    ActionFactory(step=step)
    page = page_of(signed_in(consultant).get("/actions/").content)
    assert len(page.xpath("//main//ul[@class='plain-list']/li")) == 1


def test_aim_page_compares_with_the_review_that_the_address_names(consultant: User) -> None:
    aim = AimFactory(number=1)
    first = closed_review(aim=aim)
    step = first.findings.get().step
    Step.objects.filter(pk=step.pk).update(level=Level.UNDER_WAY)
    client = signed_in(consultant)
    words = said(client, f"/aims/1/?compare={first.public_id}")
    assert f"{step.short_name} moved on from “Getting ready” to Under way" in words
    assert "moved on from" not in said(client, "/aims/1/?since=90-days")
    for nonsense in ("nonsense", "%00", "%F0%9F%98%80"):
        assert client.get(f"/aims/1/?compare={nonsense}").status_code == 200


def test_aim_page_for_anyone_says_nothing_of_an_open_review(lead: User) -> None:
    aim = AimFactory(number=1)
    review = open_review(by=lead, aim=aim)
    FindingFactory(review=review, given=True, why="Zqopenqz")
    page = Client().get("/aims/1/").content.decode()
    assert (
        "Zqopenqz" in page,
        "Getting ready" in words_of(page_of(page.encode()).find("body")),
    ) == (
        False,
        True,
    )
    assert review.findings.get().step.level == Level.NOT_REVIEWED


def test_action_is_handed_over_by_a_lead_alone(consultant: User, second: User, lead: User) -> None:
    action = ActionFactory(held_by=consultant)
    path = f"{action.get_absolute_url()}hand-over/"
    sent = {"to-held_by": second.public_id} | {
        f"to-{key}": value for key, value in date_parts("due", 12).items()
    }
    assert signed_in(consultant).post(path, sent).status_code == 403
    assert signed_in(lead).post(path, sent).status_code == 302
    action.refresh_from_db()
    assert action.held_by == second


def test_other_words_from_a_page_that_was_gone_back_to_are_told_and_then_noted(
    lead: User, second: User
) -> None:
    finding = FindingFactory()
    client, path = signed_in(lead), f"{finding.review.get_absolute_url()}actions/"
    sent = {
        "form_key": str(uuid4()),
        "what": "Ask who is left out",
        "statement": finding.step.slug,
        "held_by": second.public_id,
        **date_parts("due", 20),
    }
    assert [client.post(path, sent).status_code for _ in range(2)] == [302, 302]
    other = sent | {"what": "Ask who came"}
    answer = client.post(path, other)
    assert problems(answer.content) == [
        "This page has already added “Ask who is left out”. If this is another action, add it too."
    ]
    (key,) = page_of(answer.content).xpath("//form//input[@name='form_key']/@value")
    assert client.post(path, other | {"form_key": key}).status_code == 302
    assert {action.what for action in Action.objects.all()} == {sent["what"], other["what"]}
