import threading
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from imroc_ei.notices.models import Notice
from imroc_ei.people.models import User
from steps.enums import ActivityStatus, Confirmer, Direction, Level, RestsOn, ReviewState
from steps.models import Activity, Finding, Review, Step
from steps.reviews.closing import confirm, propose, send_back, take_back
from steps.reviews.dates import months_after
from steps.reviews.errors import MovedError, RefusedError, StaleError
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    EvidenceFactory,
    FindingFactory,
    ReviewFactory,
    StepFactory,
    UserFactory,
)
from tests.steps.reviews.making import closed_review, proposed_review, written_review


@pytest.mark.django_db
def test_propose_asks_a_second_person(consultant: User) -> None:
    review = proposed_review(asked=consultant)
    notice = Notice.objects.get()
    assert (review.state, review.asked) == (ReviewState.PROPOSED, consultant)
    assert (notice.person, notice.rule, notice.subject) == (
        consultant,
        "review-to-confirm",
        review.public_id,
    )


@pytest.mark.django_db
def test_propose_unfinished_says_what_is_missing(consultant: User) -> None:
    review = ReviewFactory()
    finding = FindingFactory(review=review)
    with pytest.raises(RefusedError) as refused:
        propose(by=review.opened_by, review=review, version=review.version, asked=consultant)
    assert refused.value.messages == [
        f"Say what you found about “{finding.step.short_name}”.",
        "Say what you learned, or that there is nothing new yet.",
        "Say when the next review is.",
    ]


@pytest.mark.django_db
def test_propose_asking_oneself_is_refused() -> None:
    review = written_review()
    with pytest.raises(RefusedError, match="no part in this review"):
        propose(by=review.opened_by, review=review, version=1, asked=review.opened_by)


@pytest.mark.django_db
def test_propose_of_what_changed_meanwhile_is_told(consultant: User) -> None:
    review = written_review()
    with pytest.raises(StaleError):
        propose(by=review.opened_by, review=review, version=0, asked=consultant)


@pytest.mark.django_db
def test_confirm_own_proposal_is_refused() -> None:
    review = proposed_review()
    with pytest.raises(RefusedError, match="You proposed this review"):
        confirm(by=review.opened_by, review=review, version=review.version)


@pytest.mark.django_db
def test_confirm_by_who_wrote_a_finding_is_refused(second: User) -> None:
    review = written_review()
    review.findings.update(found_by=second)
    propose(by=review.opened_by, review=review, version=1, asked=UserFactory())
    with pytest.raises(RefusedError, match="You wrote part"):
        confirm(by=second, review=review, version=2)


@pytest.mark.django_db
def test_confirm_by_who_holds_a_statement_is_refused(second: User) -> None:
    review = proposed_review(findings=2)
    Step.objects.filter(findings=review.findings.last()).update(held_by=second)
    with pytest.raises(RefusedError, match="You hold a statement"):
        confirm(by=second, review=review, version=review.version)


@pytest.mark.django_db
def test_confirm_of_a_statement_about_leaders_by_a_lead_is_refused(second: User) -> None:
    review = proposed_review(findings=2)
    Step.objects.filter(findings=review.findings.last()).update(confirmer=Confirmer.NOT_LEAD)
    with pytest.raises(RefusedError, match="not a lead"):
        confirm(by=UserFactory(roles=["consultant", "lead"]), review=review, version=review.version)
    assert confirm(by=second, review=review, version=review.version).is_closed


@pytest.mark.django_db
def test_confirm_of_other_statements_by_another_lead_closes() -> None:
    review = proposed_review()
    lead = UserFactory(roles=["consultant", "lead"])
    assert confirm(by=lead, review=review, version=review.version).is_closed


@pytest.mark.django_db
@pytest.mark.parametrize("roles", [[], ["owner"], ["lead"], ["handler"]])
def test_confirm_by_who_is_no_consultant_is_refused(roles: list[str]) -> None:
    review = proposed_review()
    with pytest.raises(RefusedError, match="A consultant confirms"):
        confirm(by=UserFactory(roles=roles), review=review, version=review.version)


@pytest.mark.django_db
def test_confirm_gives_the_statement_its_level_and_dates(second: User) -> None:
    review = written_review()
    step = review.findings.get().step
    today = timezone.localdate()
    propose(by=review.opened_by, review=review, version=1, asked=second)
    confirm(by=second, review=review, version=2)
    step.refresh_from_db()
    review.aim.refresh_from_db()
    review.refresh_from_db()
    assert (step.level, step.direction, step.rests_on) == (
        Level.GETTING_READY,
        Direction.MOVED_ON,
        RestsOn.OWN,
    )
    assert (step.reviewed_on, step.next_review_on) == (today, months_after(today, 6))
    assert review.aim.next_review_on == review.next_review_on
    assert (review.confirmed_by, review.state) == (second, ReviewState.CLOSED)
    latest = step.history.latest()
    assert (latest.history_change_reason, latest.history_user) == (
        f"Review of aim {review.aim.number}",
        second,
    )


@pytest.mark.django_db
def test_confirm_agrees_the_actions_and_frees_the_statements(second: User) -> None:
    review = written_review()
    action = ActionFactory(review=review, agreed_on=None)
    propose(by=review.opened_by, review=review, version=1, asked=second)
    confirm(by=second, review=review, version=2)
    action.refresh_from_db()
    assert (action.agreed_on, Finding.objects.holding().count()) == (timezone.localdate(), 0)


@pytest.mark.django_db
def test_confirm_twice_tells_the_second(second: User) -> None:
    review = proposed_review()
    confirm(by=second, review=review, version=review.version)
    with pytest.raises(MovedError, match=f"{second.name} confirmed this review at"):
        confirm(by=UserFactory(), review=review, version=review.version)


@pytest.mark.django_db
def test_confirm_of_another_version_than_was_read_is_told(second: User) -> None:
    review = proposed_review()
    take_back(by=review.opened_by, review=review)
    propose(by=review.opened_by, review=review, version=review.version + 1, asked=second)
    with pytest.raises(StaleError):
        confirm(by=second, review=review, version=review.version)


@pytest.mark.django_db
def test_confirm_after_the_evidence_was_withdrawn_is_refused(second: User) -> None:
    review = ReviewFactory(written=True)
    step = StepFactory(placed_in=[review.aim])
    piece = EvidenceFactory(activity=ActivityFactory(steps=[step]))
    FindingFactory(review=review, step=step, given=True, level=Level.UNDER_WAY, evidence=[piece])
    propose(by=review.opened_by, review=review, version=1, asked=second)
    Activity.objects.update(status=ActivityStatus.WITHDRAWN)
    with pytest.raises(RefusedError, match="Under way"):
        confirm(by=second, review=review, version=2)
    step.refresh_from_db()
    assert step.level == Level.NOT_REVIEWED


@pytest.mark.django_db
def test_part_of_how_we_work_after_two_reviews_in_a_row(second: User) -> None:
    step = StepFactory(level=Level.MAKING_A_DIFFERENCE)
    review = ReviewFactory(written=True)
    FindingFactory(review=review, step=step, given=True, level=Level.PART_OF_HOW_WE_WORK)
    step.placements.create(aim=review.aim, order=1)
    propose(by=review.opened_by, review=review, version=1, asked=second)
    assert confirm(by=second, review=review, version=2).is_closed


@pytest.mark.django_db
def test_send_back_opens_the_review_with_the_reason(second: User) -> None:
    review = proposed_review()
    back = send_back(by=second, review=review, version=review.version, reason="Who said so? ")
    assert (back.state, back.sent_back_reason, back.sent_back_by) == (
        ReviewState.OPEN,
        "Who said so?",
        second,
    )
    told = Notice.objects.get(rule="review-sent-back")
    assert (told.person, told.subject) == (review.opened_by, review.public_id)


@pytest.mark.django_db
def test_send_back_without_a_reason_is_refused(second: User) -> None:
    review = proposed_review()
    with pytest.raises(RefusedError, match="looked at again"):
        send_back(by=second, review=review, version=review.version, reason=" ")


@pytest.mark.django_db
def test_send_back_by_the_proposer_is_refused() -> None:
    review = proposed_review()
    with pytest.raises(RefusedError, match="You proposed"):
        send_back(by=review.opened_by, review=review, version=review.version, reason="Hm")


@pytest.mark.django_db
def test_propose_again_the_same_day_asks_again(second: User) -> None:
    review = proposed_review(asked=second)
    send_back(by=second, review=review, version=review.version, reason="Who said so?")
    propose(by=review.opened_by, review=review, version=review.version + 1, asked=second)
    assert Notice.objects.filter(rule="review-to-confirm", person=second).count() == 2


@pytest.mark.django_db
def test_shared_statement_is_judged_once_for_all_its_aims(second: User) -> None:
    review = written_review()
    step = review.findings.get().step
    other = ReviewFactory().aim
    step.placements.create(aim=other, order=1)
    propose(by=review.opened_by, review=review, version=1, asked=second)
    confirm(by=second, review=review, version=2)
    assert [row.level for row in Step.objects.in_aim(other)] == [Level.GETTING_READY]


@pytest.mark.django_db
def test_parent_is_not_moved_by_its_children() -> None:
    review = written_review()
    step = review.findings.get().step
    parent = StepFactory(placed_in=[review.aim])
    Step.objects.filter(pk=step.pk).update(kind="sub-step", parent=parent)
    propose(by=review.opened_by, review=review, version=1, asked=UserFactory())
    parent.refresh_from_db()
    assert parent.level == Level.NOT_REVIEWED


def confirm_when_free(person: User, review: Review) -> None:
    """Confirm; a database in memory does not wait for another thread, so the press is repeated."""
    for _attempt in range(200):
        try:
            confirm(by=person, review=review, version=review.version)
        except OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError


def confirm_at_once(review: Review, people: list[User]) -> list[str]:
    """Let everybody press the button at the same moment; say what each was told."""
    start, said = threading.Barrier(len(people)), []

    def press(person: User) -> None:
        try:
            start.wait(timeout=10)
            confirm_when_free(person, review)
            said.append("closed")
        except MovedError:
            said.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(said)


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_the_same_moment_close_once() -> None:
    people = UserFactory.create_batch(2)
    review = proposed_review()
    step = review.findings.get().step
    assert confirm_at_once(review, people) == ["closed", "told"]
    review.refresh_from_db()
    assert review.is_closed
    assert step.history.filter(level=Level.GETTING_READY).count() == 1


@pytest.mark.django_db
def test_closed_review_sets_the_next_date_by_each_statements_interval(second: User) -> None:
    review = written_review()
    Step.objects.update(review_every=3)
    propose(by=review.opened_by, review=review, version=1, asked=second)
    confirm(by=second, review=review, version=2)
    step = review.findings.get().step
    assert step.next_review_on == months_after(timezone.localdate(), 3)
    assert step.next_review_on > timezone.localdate() + timedelta(days=80)


@pytest.mark.django_db
def test_closed_review_is_made_by_the_actions() -> None:
    assert closed_review().is_closed
