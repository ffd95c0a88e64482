from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from imroc_ei.people.models import User
from steps.enums import Level
from steps.models import Activity, Evidence, Review, Step
from steps.reviews.agreed import finish_action, let_action_go
from steps.reviews.compare import difference, is_onward
from steps.reviews.minute import minute_of
from tests.clients import signed_in
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    AimFactory,
    EvidenceFactory,
    FindingFactory,
    ReviewFactory,
    StepFactory,
)
from tests.steps.reviews.making import close_review, closed_review

pytestmark = pytest.mark.django_db


def under_way_review(by: User) -> Review:
    """A closed review of one statement that is under way, with evidence and an action."""
    review = ReviewFactory(written=True, not_agreed="How fast it goes.")
    step = StepFactory(placed_in=[review.aim], short_name="Spaces", statement="To hold spaces")
    activity = ActivityFactory(steps=[step])
    own = EvidenceFactory(activity=activity, text="Qwertz said so")
    theirs = EvidenceFactory(activity=activity, from_whom="affected")
    FindingFactory(
        review=review, step=step, given=True, level=Level.UNDER_WAY, evidence=[own, theirs]
    )
    ActionFactory(review=review, step=step, agreed_on=None, what="Hold one more")
    close_review(review, by=by, at=timezone.now())
    return review


def test_snapshot_keeps_words_labels_counts_and_who(consultant: User) -> None:
    review = under_way_review(consultant)
    shot = review.snapshot or {}
    found = shot["findings"][0]
    assert shot["schema"] == 1
    assert shot["confirmed"]["by"] == consultant.public_id
    assert shot["opened"]["by"] == review.opened_by.public_id
    assert found["statement"] == "To hold spaces"
    assert found["level"] == {"value": "under-way", "label": "Under way"}
    assert found["before"]["level"] == {"value": "not-reviewed", "label": "Not reviewed yet"}
    assert (found["evidence"]["count"], found["evidence"]["from_elsewhere"]) == (2, 1)
    assert found["activity"] == {"since": None, "count": 1}
    assert {row["standing"]: row["count"] for row in shot["counts"]}["under-way"] == 1
    assert [row["what"] for row in shot["actions"]] == ["Hold one more"]


def test_snapshot_names_nobody_and_quotes_no_evidence(consultant: User) -> None:
    review = under_way_review(consultant)
    kept = str(review.snapshot)
    for words in (consultant.name, review.opened_by.name, consultant.email, "Qwertz"):
        assert words not in kept


def test_minute_still_shows_what_it_showed_after_everything_changed(consultant: User) -> None:
    review = under_way_review(consultant)
    client = signed_in(consultant)
    before = minute_of(review.snapshot or {})
    Step.objects.update(
        statement="To do something else", short_name="Other", level=Level.GETTING_READY
    )
    review.aim.statement = "Another aim"
    review.aim.save()
    Evidence.objects.all().delete()
    Activity.objects.all().delete()
    review.refresh_from_db()
    assert minute_of(review.snapshot or {}) == before
    page = client.get(review.get_absolute_url()).content.decode()
    assert "To hold spaces" in page
    assert "Under way" in page
    assert "2 pieces of evidence, 1 from outside the team or people affected" in page
    assert "To do something else" not in page


def test_minute_calls_who_has_left_a_former_consultant(consultant: User) -> None:
    review = under_way_review(consultant)
    name = consultant.name
    consultant.name, consultant.is_active, consultant.left_at = "", False, timezone.now()
    consultant.save()
    minute = minute_of(review.snapshot or {})
    assert (minute.confirmed[0], name in str(minute)) == ("A former consultant", False)


def test_actions_before_are_those_of_the_aim_with_a_review_or_without(consultant: User) -> None:
    aim = AimFactory()
    step = StepFactory(placed_in=[aim])
    closed_review(aim=aim)
    ActionFactory(review=aim.reviews.get(), step=step, what="Of a review")
    ActionFactory(step=step, what="Of none")
    ActionFactory(what="Of another aim")
    ActionFactory(review=closed_review(), step=step, what="Of a review of another aim")
    later = ReviewFactory(aim=aim, written=True)
    FindingFactory(review=later, step=step, given=True)
    ActionFactory(review=later, step=step, agreed_on=None, what="Its own")
    close_review(later, by=consultant, at=timezone.now())
    shot = later.snapshot or {}
    assert [row["what"] for row in shot["actions"]] == ["Its own"]
    assert [row["what"] for row in shot["actions_before"]] == ["Of a review", "Of none"]
    of_review, of_none = (set(row) for row in shot["actions_before"])
    assert of_review == of_none


def test_difference_says_what_moved_and_what_became_of_the_actions(consultant: User) -> None:
    aim = AimFactory()
    steps = StepFactory.create_batch(2, placed_in=[aim])
    first = ReviewFactory(aim=aim, written=True)
    for step in steps:
        FindingFactory(review=first, step=step, given=True)
    done, gone, left = (
        ActionFactory(review=first, step=steps[0], agreed_on=None, what=what)
        for what in ("Write", "Call", "Meet")
    )
    close_review(first, by=consultant, at=timezone.now() - timedelta(days=90))
    for action in (done, gone, left):
        action.refresh_from_db()
    finish_action(by=consultant, action=done, done_on=timezone.localdate())
    let_action_go(by=consultant, action=gone, reason="They moved away.")
    Step.objects.filter(pk=steps[1].pk).update(statement="In other words")
    second = ReviewFactory(aim=aim, written=True)
    FindingFactory(
        review=second,
        step=steps[0],
        given=True,
        level=Level.NOT_STARTED,
        back_reason="Nobody has time any more.",
    )
    close_review(second, by=consultant, at=timezone.now())
    found = difference(first.snapshot or {}, second.snapshot or {})
    assert [(row.short_name, row.before, row.after) for row in found.back] == [
        (steps[0].short_name, "getting-ready", "not-started")
    ]
    assert (found.onward, found.same) == ([], 1)
    assert [row.after for row in found.reworded] == ["In other words"]
    assert (found.done, found.let_go, found.still_open) == (["Write"], ["Call"], ["Meet"])
    counts = {key: (then, now) for key, _label, then, now in found.counts}
    assert (counts["getting-ready"], counts["not-started"]) == ((2, 1), (0, 1))
    page = signed_in(consultant).get(f"/reviews/compare/?a={second.public_id}&b={first.public_id}")
    assert "moved back from “Getting ready” to “Not started”" in page.content.decode()


def test_compare_of_two_aims_does_not_exist(consultant: User) -> None:
    first, second = closed_review(), closed_review()
    client = signed_in(consultant)
    for query in (
        f"a={first.public_id}&b={second.public_id}",
        f"a={first.public_id}&b={first.public_id}",
        f"a={first.public_id}",
        "a=x&b=y",
    ):
        assert client.get(f"/reviews/compare/?{query}").status_code == 404


@pytest.mark.parametrize(
    ("before", "after", "onward"),
    [
        (Level.NOT_REVIEWED, Level.NOT_STARTED, True),
        (Level.UNDER_WAY, Level.MAKING_A_DIFFERENCE, True),
        (Level.UNDER_WAY, Level.NOT_STARTED, False),
    ],
)
def test_is_onward(before: Level, after: Level, *, onward: bool) -> None:
    assert is_onward(before, after) is onward


def test_snapshot_counts_no_entry_that_only_its_author_or_the_team_can_read(
    consultant: User,
) -> None:
    review = ReviewFactory(written=True)
    step = StepFactory(placed_in=[review.aim])
    for audience in ("only-me", "team", "consultants"):
        ActivityFactory(steps=[step], audience=audience)
    FindingFactory(review=review, step=step, given=True)
    close_review(review, by=consultant, at=timezone.now())
    assert (review.snapshot or {})["findings"][0]["activity"]["count"] == 1


def test_close_review_happens_at_the_moment_given(consultant: User) -> None:
    moment = timezone.now() - timedelta(days=40)
    review = ReviewFactory(written=True)
    FindingFactory(review=review, given=True)
    close_review(review, by=consultant, at=moment)
    assert review.confirmed_at == moment
    with time_machine.travel(moment):
        assert (review.snapshot or {})["closed_on"] == timezone.localdate().isoformat()
