from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.cache import cache

from feedback import models
from feedback.cases.moves import set_aside
from feedback.door import drafts, network, schedule
from feedback.enums import State
from feedback.models import Case
from feedback.tasks import look_after_door
from imroc_ei.notices.enums import Job
from imroc_ei.notices.models import JobRun
from imroc_ei.people.models import User
from imroc_ei.sealing.values import new_key
from tests.feedback.door.requests import request_of
from tests.feedback.told import a_case

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 3, 6, 17, tzinfo=UTC)
TUESDAY, WEDNESDAY = date(2026, 3, 10), date(2026, 3, 11)


@pytest.fixture
def aside(handler: User) -> Case:
    with time_machine.travel(FRIDAY, tick=False):
        return set_aside(case=a_case())


def state_of(case: Case) -> str:
    return Case.objects.get(pk=case.pk).state


def test_what_was_set_aside_waits_two_working_days_for_a_person(aside: Case) -> None:
    assert schedule.bring_back_due(TUESDAY) == 0
    assert state_of(aside) == State.QUARANTINED


def test_what_nobody_looked_at_in_time_comes_back_by_itself_once(aside: Case) -> None:
    assert schedule.bring_back_due(WEDNESDAY) == 1
    assert schedule.bring_back_due(WEDNESDAY) == 0
    assert state_of(aside) == State.RECEIVED
    line = aside.moves.last()
    assert line is not None
    assert (line.move, line.by) == ("bring-back", None)


def test_job_brings_back_and_clears_away(aside: Case) -> None:
    with time_machine.travel(FRIDAY, tick=False):
        drafts.save(request_of(key=new_key()), {"kind": "idea"})
        network.bucket(request_of())
    with time_machine.travel(datetime(2026, 3, 11, 1, tzinfo=UTC), tick=False):
        look_after_door()
    assert state_of(aside) == State.RECEIVED
    assert models.Draft.objects.count() == 0
    with time_machine.travel(FRIDAY, tick=False):
        assert cache.get(network.key_name(FRIDAY.date())) is None
    # Whoever reads the list of jobs learns of no case.
    (run,) = JobRun.objects.all()
    assert (run.job, run.ok, run.message) == (Job.DOOR, True, "")
