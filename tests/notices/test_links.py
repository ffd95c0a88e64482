import pytest

from imroc_ei.notices import links, rules
from imroc_ei.notices.rules import Rule
from imroc_ei.people.models import User
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_up")]


def token_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def plain() -> Rule:
    rule = rules.find("plain")
    assert rule
    return rule


def other() -> Rule:
    rule = rules.find("other")
    assert rule
    return rule


def test_pause_link_comes_back_as_its_person(consultant: User) -> None:
    assert links.read_pause(token_of(links.pause_link(consultant))) == consultant


def test_stop_link_comes_back_as_its_person_and_rules(consultant: User) -> None:
    stop = links.read_stop(token_of(links.stop_link(consultant, [plain(), other()])))
    assert stop == links.Stop(person=consultant, rules=(plain(), other()))


@pytest.mark.parametrize("broken", ["", "x", "a.b:c", "....", "é:é"])
def test_links_refuse_what_we_did_not_sign(broken: str) -> None:
    assert links.read_pause(broken) is None
    assert links.read_stop(broken) is None


def test_links_refuse_a_changed_person(consultant: User, second: User) -> None:
    token = token_of(links.pause_link(consultant))
    assert links.read_pause(token.replace(consultant.public_id, second.public_id)) is None


def test_a_link_to_pause_does_not_stop(consultant: User) -> None:
    assert links.read_stop(token_of(links.pause_link(consultant))) is None
    assert links.read_pause(token_of(links.stop_link(consultant, [plain()]))) is None


def test_links_of_somebody_who_left_do_nothing(db: None) -> None:
    former = UserFactory(is_active=False)
    assert links.read_pause(token_of(links.pause_link(former))) is None
    assert links.read_stop(token_of(links.stop_link(former, [plain()]))) is None
