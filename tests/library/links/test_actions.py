from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from imroc_ei.notices.actions import work_out
from imroc_ei.notices.models import Notice
from imroc_ei.notices.sending import send_due
from imroc_ei.people.models import User
from library.enums import LinkState
from library.links import actions
from library.links.actions import Due, check_links, due_links, keep, spread
from library.links.checker import Checker, Outcome
from library.models import LinkCheck, Resource
from tests.factories import ResourceFactory, UserFactory
from tests.library.links.server import Web

pytestmark = pytest.mark.django_db
BROKEN = Outcome(LinkState.BROKEN, "Gone", 404)


def run_round(web: Web) -> list[LinkState]:
    checker = Checker(site="https://equity.example.org/", net=web.net, seconds=2)
    return [done.outcome.state for done in check_links(now=timezone.now(), checker=checker)]


def a_week_later() -> None:
    """Let every check have been a week ago."""
    Resource.objects.exclude(link_checked_at=None).update(
        link_checked_at=timezone.now() - timedelta(days=7)
    )


def due(resource: Resource) -> Due:
    resource.refresh_from_db()
    return Due(resource.pk, resource.url, resource.link_checked_at, resource.failures_in_a_row)


def test_links_that_are_due_are_those_of_the_library_that_nobody_checked_for_a_week() -> None:
    now = timezone.now()
    week_old = ResourceFactory(link_checked_at=now - timedelta(days=7))
    ResourceFactory(link_checked_at=now - timedelta(days=6))
    never = ResourceFactory()
    ResourceFactory(withdrawn=True)
    ResourceFactory(made_up=True)
    ResourceFactory(url="", address_key="", file="library/one.pdf", file_name="one.pdf")
    assert [link.pk for link in due_links(now)] == [never.pk, week_old.pk]


def test_round_writes_down_what_came_of_every_link(web: Web) -> None:
    works = ResourceFactory(url=web.address("/200"))
    moved = ResourceFactory(url=web.address("/301/200"))
    gone = ResourceFactory(url=web.address("/404"))
    busy = ResourceFactory(url=web.address("/500"))
    inside = ResourceFactory(url=web.address("/200", host="private.test"))
    assert len(run_round(web)) == 5
    rows = {row.pk: row for row in Resource.objects.all()}
    assert {pk: (row.link_state, row.failures_in_a_row) for pk, row in rows.items()} == {
        works.pk: (LinkState.OK, 0),
        moved.pk: (LinkState.MOVED, 0),
        gone.pk: (LinkState.BROKEN, 1),
        busy.pk: (LinkState.COULD_NOT_CHECK, 1),
        inside.pk: (LinkState.REFUSED, 0),
    }
    assert None not in {row.link_checked_at for row in rows.values()}
    assert rows[gone.pk].link_note == "The site says that the page is gone."
    check = LinkCheck.objects.get(resource=moved)
    assert (check.state, check.status, check.reached) == (
        LinkState.MOVED,
        200,
        web.address("/200"),
    )
    assert run_round(web) == []


def test_nothing_is_hidden_by_a_check(web: Web) -> None:
    ResourceFactory(url=web.address("/404"), failures_in_a_row=9)
    run_round(web)
    assert Resource.objects.published().count() == 1


def test_link_that_works_again_begins_anew(web: Web) -> None:
    resource = ResourceFactory(url=web.address("/200"), failures_in_a_row=2)
    run_round(web)
    assert due(resource).failures == 0


def test_two_rounds_at_once_count_one_failure() -> None:
    resource = ResourceFactory()
    link = due(resource)
    now = timezone.now()
    assert [keep(link, BROKEN, now=now), keep(link, BROKEN, now=now)] == [True, False]
    assert due(resource).failures == 1
    assert LinkCheck.objects.count() == 1


def test_check_of_an_address_that_was_changed_meanwhile_is_not_kept() -> None:
    resource = ResourceFactory()
    link = due(resource)
    Resource.objects.update(url="https://example.org/new", address_key="//example.org/new")
    assert not keep(link, BROKEN, now=timezone.now())
    assert due(resource).failures == 0


def test_round_takes_up_nothing_new_after_its_time(web: Web) -> None:
    ResourceFactory.create_batch(3)
    assert list(check_links(now=timezone.now(), seconds=0)) == []


def test_round_that_is_broken_off_leaves_the_rest_alone(web: Web) -> None:
    for number in range(40):
        ResourceFactory(url=web.address(f"/brief/{number}"))
    checker = Checker(site="https://equity.example.org/", net=web.net, seconds=2)
    checks = check_links(now=timezone.now(), checker=checker)
    next(checks)
    checks.close()
    assert len(web.seen.paths("open.test", "HEAD")) < 20
    assert Resource.objects.exclude(link_checked_at=None).count() == 1


def test_hosts_take_turns() -> None:
    links = [
        Due(number, f"https://{host}.example.org/{number}", None, 0)
        for number, host in enumerate("aaabbc")
    ]
    assert [link.pk for link in spread(links)] == [0, 3, 5, 1, 4, 2]


def test_check_leaves_no_mark_in_the_history(web: Web) -> None:
    resource = ResourceFactory(url=web.address("/200"))
    before = resource.history.count()
    run_round(web)
    assert resource.history.count() == before


@pytest.fixture
def leads(db: None) -> list[User]:
    UserFactory()
    return [UserFactory(roles=["consultant", "lead"]) for _lead in range(2)]


def send_mails() -> None:
    work_out(timezone.localdate())
    send_due()


def test_curators_hear_after_the_third_failure_in_one_mail_each(
    web: Web, leads: list[User]
) -> None:
    for path in ("/404", "/410", "/500"):
        ResourceFactory(url=web.address(path))
    ResourceFactory(url=web.address("/200"))
    for _week in range(2):
        run_round(web)
        a_week_later()
        send_mails()
    assert mail.outbox == []
    run_round(web)
    send_mails()
    assert sorted(message.to for message in mail.outbox) == sorted([lead.email] for lead in leads)
    said = "3 links in the library could not be opened three times running: 2 broken, 1 that"
    for message in mail.outbox:
        assert " ".join(str(message.body).split()).count(said) == 1


def test_curators_hear_once_of_a_link_that_stays_broken(web: Web, leads: list[User]) -> None:
    ResourceFactory(url=web.address("/404"))
    for _week in range(6):
        run_round(web)
        a_week_later()
    assert Notice.objects.count() == len(leads)


def test_curators_hear_nothing_of_a_link_that_opens_again_before_the_mail(
    web: Web, leads: list[User]
) -> None:
    resource = ResourceFactory(failures_in_a_row=2)
    keep(due(resource), BROKEN, now=timezone.now())
    keep(due(resource), Outcome(LinkState.OK, status=200), now=timezone.now())
    send_mails()
    assert mail.outbox == []


def test_checks_of_long_ago_are_cleared_away() -> None:
    now = timezone.now()
    resource = ResourceFactory()
    for days in (401, 399):
        LinkCheck.objects.create(
            resource=resource, state=LinkState.OK, checked_at=now - timedelta(days=days)
        )
    assert actions.forget_old_checks(now) == 1
    assert LinkCheck.objects.count() == 1


def test_site_of_the_checker_is_the_library() -> None:
    agent = actions.checker_of_this_site().user_agent
    assert agent == "EquityAndInclusionLibrary/1 (+http://localhost:8000/library/)"
