from datetime import date

import pytest
import time_machine

from aims import actions
from aims.models import Aim
from imroc_ei.forms.editing import ChangedMeanwhileError, fingerprint
from imroc_ei.people.models import User
from tests.factories import AimFactory, TermFactory, VisionFactory

pytestmark = pytest.mark.django_db


def test_reword_aim_keeps_who_when_and_why(owner: User) -> None:
    aim = AimFactory(statement="To look", short_name="Look")
    assert actions.reword_aim(by=owner, aim=aim, statement="To see", short_name="See", why="Short")
    aim.refresh_from_db()
    assert (aim.statement, aim.short_name) == ("To see", "See")
    newest = aim.history.first()
    assert (newest.history_user, newest.history_change_reason) == (owner, "Short")


def test_the_same_words_again_leave_no_trace(owner: User) -> None:
    aim = AimFactory(statement="To look", short_name="Look")
    same = actions.reword_aim(by=owner, aim=aim, statement="To look", short_name="Look", why="x")
    assert (same, aim.history.count()) == (False, 1)


def test_reword_vision_and_term(owner: User) -> None:
    vision, term = VisionFactory(), TermFactory()
    assert actions.reword_vision(by=owner, vision=vision, statement="Fair", why="Short")
    assert actions.reword_term(
        by=owner, term=term, summary="Fair", full_statement="", review_on=None, why="Short"
    )
    newest = [vision.history.first(), term.history.first()]
    assert [(row.history_user, row.history_change_reason) for row in newest] == [
        (owner, "Short"),
        (owner, "Short"),
    ]


def test_words_that_somebody_changed_meanwhile_are_not_lost(owner: User) -> None:
    aim = AimFactory(statement="To look", short_name="Look")
    seen = fingerprint(aim, ["statement", "short_name"])
    actions.reword_aim(by=owner, aim=aim, statement="To see", short_name="Look", why="a")
    with pytest.raises(ChangedMeanwhileError) as error:
        actions.reword_aim(
            by=owner, aim=aim, statement="To gaze", short_name="Look", why="b", seen=seen
        )
    assert isinstance(error.value.row, Aim)
    assert error.value.row.statement == "To see"
    aim.refresh_from_db()
    assert aim.statement == "To see"


def test_a_change_of_something_else_meanwhile_does_not_matter(owner: User) -> None:
    aim = AimFactory()
    seen = fingerprint(aim, ["statement", "short_name"])
    actions.judge_aim(by=owner, aim=aim, words="Well")
    assert actions.reword_aim(
        by=owner, aim=aim, statement="To see", short_name="See", why="b", seen=seen
    )
    aim.refresh_from_db()
    assert (aim.judgement, aim.statement) == ("Well", "To see")


def test_judgement_is_dated_and_signed(lead: User) -> None:
    aim = AimFactory()
    with time_machine.travel("2026-09-18"):
        actions.judge_aim(by=lead, aim=aim, words="Going well")
    aim.refresh_from_db()
    assert (aim.judgement, aim.judged_on, aim.judged_by) == (
        "Going well",
        date(2026, 9, 18),
        lead,
    )


def test_judgement_keeps_its_date_until_its_words_change(lead: User, owner: User) -> None:
    aim = AimFactory()
    with time_machine.travel("2026-09-18"):
        actions.judge_aim(by=lead, aim=aim, words="Going well")
    with time_machine.travel("2026-10-01"):
        actions.keep_aim(
            by=owner,
            aim=aim,
            words="Going well",
            held_by=owner,
            next_review_on=date(2027, 1, 1),
        )
    aim.refresh_from_db()
    assert (aim.judged_on, aim.judged_by) == (date(2026, 9, 18), lead)
    assert (aim.held_by, aim.next_review_on) == (owner, date(2027, 1, 1))


def test_an_emptied_judgement_is_taken_away_with_its_date(lead: User) -> None:
    aim = AimFactory()
    actions.judge_aim(by=lead, aim=aim, words="Going well")
    actions.judge_aim(by=lead, aim=aim, words="")
    aim.refresh_from_db()
    assert (aim.judgement, aim.judged_on, aim.judged_by) == ("", None, None)
