from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from imroc_ei.people.models import User
from steps.enums import Audience, Direction, Level, RestsOn, ReviewState, StepKind
from steps.models import Finding, Review, Step
from steps.reviews.actions import (
    abandon,
    choose_statements,
    open_review,
    record_finding,
    release,
    write_words,
)
from steps.reviews.errors import MovedError, RefusedError, StaleError
from tests.factories import (
    ActivityFactory,
    AimFactory,
    EvidenceFactory,
    FindingFactory,
    ReviewFactory,
    StepFactory,
)
from tests.steps.reviews.making import closed_review, proposed_review

pytestmark = pytest.mark.django_db


def keep(finding: Finding, *, by: User, level: str = Level.UNDER_WAY, **fields: Any) -> Finding:
    """Record a finding that is whole but for what the test changes."""
    said: dict[str, Any] = {
        "finished": True,
        "version": finding.version,
        "direction": Direction.MOVED_ON,
        "rests_on": RestsOn.OWN,
        "why": "We can show it.",
    }
    return record_finding(by=by, finding=finding, level=level, **(said | fields))


def test_open_review_twice_opens_one(lead: User) -> None:
    aim = AimFactory()
    first = open_review(by=lead, aim=aim)
    again = open_review(by=lead, aim=aim)
    assert (first.state, again.pk, Review.objects.count()) == (ReviewState.OPEN, first.pk, 1)


def test_open_review_after_the_last_was_closed_opens_another(lead: User) -> None:
    closed = closed_review()
    assert open_review(by=lead, aim=closed.aim).pk != closed.pk


def test_choose_statements_takes_in_and_lets_out(lead: User) -> None:
    review = ReviewFactory()
    first, second = StepFactory.create_batch(2, placed_in=[review.aim])
    choose_statements(by=lead, review=review, steps=[first])
    choose_statements(by=lead, review=review, steps=[second])
    kept = [finding.step for finding in review.findings.kept()]
    assert (kept, review.findings.count()) == ([second], 2)


def test_choose_statements_again_brings_back_what_was_written(lead: User) -> None:
    finding = FindingFactory(given=True, why="Two people have it now.")
    other = StepFactory(placed_in=[finding.review.aim])
    choose_statements(by=lead, review=finding.review, steps=[other])
    choose_statements(by=lead, review=finding.review, steps=[finding.step, other])
    finding.refresh_from_db()
    assert (finding.is_open, finding.released_at, finding.why) == (
        True,
        None,
        "Two people have it now.",
    )


def test_choose_statements_none_is_refused(lead: User) -> None:
    with pytest.raises(RefusedError, match="at least one"):
        choose_statements(by=lead, review=ReviewFactory(), steps=[])


def test_choose_statements_held_by_another_open_review_is_refused(lead: User) -> None:
    first, second = AimFactory.create_batch(2)
    step = StepFactory(placed_in=[first, second])
    FindingFactory(review__aim=first, step=step)
    review = ReviewFactory(aim=second)
    with pytest.raises(RefusedError, match="is in another open review"):
        choose_statements(by=lead, review=review, steps=[step])
    assert review.findings.count() == 0


def test_choose_statements_goal_set_without_goals_is_refused(lead: User) -> None:
    review = ReviewFactory()
    goals = StepFactory(kind=StepKind.GOAL_SET, placed_in=[review.aim])
    with pytest.raises(RefusedError, match="have not been recorded yet"):
        choose_statements(by=lead, review=review, steps=[goals])
    goal = StepFactory(kind=StepKind.GOAL, parent=goals)
    choose_statements(by=lead, review=review, steps=[goals, goal])
    assert review.findings.kept().count() == 2


def test_release_lets_another_review_take_the_statement(lead: User) -> None:
    first, second = AimFactory.create_batch(2)
    step = StepFactory(placed_in=[first, second])
    left = FindingFactory(review__aim=first, step=step, why="Half a thought")
    review = ReviewFactory(aim=second)
    release(by=lead, review=left.review, step=step)
    choose_statements(by=lead, review=review, steps=[step])
    left.refresh_from_db()
    assert (left.is_open, left.released_by, left.why) == (False, lead, "Half a thought")


def test_release_twice_is_told(lead: User) -> None:
    finding = FindingFactory()
    release(by=lead, review=finding.review, step=finding.step)
    with pytest.raises(MovedError, match="released already"):
        release(by=lead, review=finding.review, step=finding.step)


def test_record_finding_under_way_needs_evidence(lead: User) -> None:
    finding = FindingFactory()
    with pytest.raises(RefusedError) as refused:
        keep(finding, by=lead)
    assert list(refused.value.message_dict) == ["level"]
    piece = EvidenceFactory(activity=ActivityFactory(steps=[finding.step]))
    kept = keep(finding, by=lead, evidence=[piece.pk])
    assert (kept.level, kept.is_given, list(kept.evidence.all())) == ("under-way", True, [piece])


@pytest.mark.parametrize(
    "fields",
    [
        {"audience": Audience.ONLY_ME},
        {"audience": Audience.TEAM},
        {"draft": True},
        {"withdrawn": True},
    ],
    ids=["only me", "team", "draft", "withdrawn"],
)
def test_record_finding_with_what_is_no_evidence_is_refused(
    lead: User, fields: dict[str, object]
) -> None:
    finding = FindingFactory()
    piece = EvidenceFactory(activity=ActivityFactory(steps=[finding.step], **fields))
    with pytest.raises(RefusedError, match="Under way"):
        keep(finding, by=lead, evidence=[piece.pk])


def test_record_finding_with_evidence_about_a_child_is_refused(lead: User) -> None:
    finding = FindingFactory()
    child = StepFactory(kind=StepKind.SUB_STEP, parent=finding.step)
    piece = EvidenceFactory(activity=ActivityFactory(steps=[child]))
    with pytest.raises(RefusedError, match="Under way"):
        keep(finding, by=lead, evidence=[piece.pk])


def test_record_finding_making_a_difference_needs_two_and_one_from_elsewhere(lead: User) -> None:
    finding = FindingFactory()
    activity = ActivityFactory(steps=[finding.step])
    own, theirs = (
        EvidenceFactory(activity=activity, from_whom=who) for who in ("team", "affected")
    )
    level, other = Level.MAKING_A_DIFFERENCE, "There was also a pay rise."
    for cited in ([own.pk], [theirs.pk]):
        with pytest.raises(RefusedError, match="Making a difference"):
            keep(finding, by=lead, level=level, other_explanation=other, evidence=cited)
    kept = keep(
        finding, by=lead, level=level, other_explanation=other, evidence=[own.pk, theirs.pk]
    )
    assert (kept.level, kept.evidence.count()) == (level, 2)


def test_record_finding_without_an_answer_names_the_field(lead: User) -> None:
    finding = FindingFactory()
    with pytest.raises(RefusedError) as refused:
        keep(finding, by=lead, level="", direction="", rests_on="", why="  ")
    assert list(refused.value.message_dict) == ["level", "direction", "rests_on", "why"]


def test_record_finding_for_later_keeps_half_a_thought(lead: User) -> None:
    finding = FindingFactory()
    kept = keep(finding, by=lead, finished=False, why="I wonder", direction="")
    assert (kept.level, kept.why, kept.is_given) == ("under-way", "I wonder", False)


def test_record_finding_from_an_old_page_is_told(lead: User) -> None:
    finding = FindingFactory()
    keep(finding, by=lead, level=Level.GETTING_READY)
    with pytest.raises(StaleError):
        keep(finding, by=lead, level=Level.NOT_STARTED, version=finding.version)


def test_record_finding_of_a_released_statement_is_told(lead: User) -> None:
    finding = FindingFactory()
    release(by=lead, review=finding.review, step=finding.step)
    with pytest.raises(MovedError, match="released"):
        keep(finding, by=lead, level=Level.GETTING_READY)


def test_record_finding_drops_a_reason_for_moving_back_that_is_none(lead: User) -> None:
    kept = keep(FindingFactory(), by=lead, level=Level.GETTING_READY, back_reason="Old words")
    assert kept.back_reason == ""


def test_write_words_keeps_them_and_counts_versions(lead: User) -> None:
    review = ReviewFactory()
    written = write_words(
        by=lead,
        review=review,
        words_version=1,
        learned=" Ask earlier. ",
        took_part=6,
        affected_among="yes",
        next_review_on=date(2027, 5, 1),
    )
    assert (written.learned, written.took_part, written.words_version, written.version) == (
        "Ask earlier.",
        6,
        2,
        2,
    )


def test_write_words_from_an_old_page_is_told(lead: User) -> None:
    review = ReviewFactory()
    write_words(by=lead, review=review, words_version=1, nothing_new=True)
    with pytest.raises(StaleError):
        write_words(by=lead, review=review, words_version=1, learned="Something")


def test_write_words_learned_and_nothing_new_is_refused(lead: User) -> None:
    with pytest.raises(RefusedError, match="not both"):
        write_words(by=lead, review=ReviewFactory(), words_version=1, learned="A", nothing_new=True)


def test_abandon_frees_the_statements(lead: User) -> None:
    finding = FindingFactory()
    review = abandon(by=lead, review=finding.review)
    assert (review.state, Finding.objects.holding().count()) == (ReviewState.ABANDONED, 0)
    assert open_review(by=lead, aim=review.aim).pk != review.pk


@pytest.mark.parametrize("make", [proposed_review, closed_review])
def test_changes_of_a_review_that_is_not_open_are_refused(
    lead: User, make: Callable[[], Review]
) -> None:
    review = make()
    finding = review.findings.get()
    step: Step = finding.step
    for change in (
        lambda: choose_statements(by=lead, review=review, steps=[step]),
        lambda: release(by=lead, review=review, step=step),
        lambda: keep(finding, by=lead, level=Level.NOT_STARTED),
        lambda: write_words(by=lead, review=review, words_version=review.words_version),
    ):
        with pytest.raises(MovedError):
            change()


def test_abandon_of_a_closed_review_is_refused(lead: User) -> None:
    with pytest.raises(MovedError, match="closed"):
        abandon(by=lead, review=closed_review())


def test_touched_at_follows_the_last_change(lead: User) -> None:
    review = ReviewFactory(touched_at=timezone.now() - timedelta(days=3))
    write_words(by=lead, review=review, words_version=1, nothing_new=True)
    review.refresh_from_db()
    assert timezone.localdate(review.touched_at) == timezone.localdate()
