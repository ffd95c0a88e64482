from datetime import timedelta

import pytest
from django.utils import timezone

from feedback import telling
from feedback.models import Case
from imroc_ei.notices.models import Notice
from imroc_ei.people.models import User
from tests.feedback.clocks.people import a_case, a_handler, pause

pytestmark = pytest.mark.django_db


def told(case: Case) -> list[User | None]:
    notices = Notice.objects.filter(subject=case.public_id).order_by("person_id")
    return [notice.person for notice in notices]


def test_tell_reaches_those_meant_who_may_know() -> None:
    meant, other, ticked = a_handler(), a_handler(), a_handler()
    case = a_case(meant, other, conflicts=(ticked,))
    telling.tell(case, telling.FROM_PERSON, to=[meant, ticked, None])
    assert told(case) == [meant]


def test_tell_leaves_out_who_did_it() -> None:
    first, second = a_handler(), a_handler()
    case = a_case(first, second)
    telling.tell_all(case, telling.FROM_PERSON, but=first)
    assert told(case) == [second]


def test_tell_tells_who_takes_over_from_somebody_who_pauses_too() -> None:
    pausing, standing_in, other, ticked = (a_handler() for _number in range(4))
    pause(pausing, timezone.localdate() + timedelta(weeks=1))
    case = a_case(pausing, standing_in, other, conflicts=(ticked,), stands_in=standing_in)
    telling.tell(case, telling.FROM_PERSON, to=[pausing])
    assert told(case) == [pausing, standing_in]


def test_tell_hands_nothing_back_to_who_did_it() -> None:
    pausing, doing = a_handler(), a_handler()
    pause(pausing, timezone.localdate() + timedelta(weeks=1))
    case = a_case(pausing, doing, stands_in=doing)
    telling.tell(case, telling.READ, to=[pausing], but=doing)
    assert told(case) == [pausing]


def test_tell_tells_each_version_of_a_case_apart() -> None:
    handler = a_handler()
    case = a_case(handler)
    for version in (2, 2, 3):
        case.version = version
        telling.tell(case, telling.FROM_PERSON, to=[handler])
    assert told(case) == [handler, handler]
