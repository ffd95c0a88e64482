from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from imroc_ei.notices.enums import Job
from imroc_ei.notices.models import JobRun
from library import tasks
from library.links import actions
from library.links.checker import Checker
from library.models import Resource
from tests.factories import ResourceFactory
from tests.library.links.server import Web, small_web

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    with small_web() as web:
        checker = Checker(site="https://equity.example.org/", net=web.net, seconds=2)
        monkeypatch.setattr(actions, "checker_of_this_site", lambda: checker)
        yield web


def test_task_checks_what_is_due_and_says_how_far_it_came(web: Web) -> None:
    ResourceFactory(url=web.address("/200"))
    ResourceFactory(url=web.address("/404"))
    ResourceFactory(link_checked_at=timezone.now() - timedelta(days=1))
    tasks.check_due_links()
    run = JobRun.objects.get()
    assert (run.job, run.ok) == (Job.LINKS, True)
    assert run.message == "Links checked: 2, still to check: 0"


def test_task_leaves_no_line_when_nothing_is_due(web: Web) -> None:
    tasks.check_due_links()
    assert JobRun.objects.count() == 0


def test_command_says_what_came_of_each_link(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    working, gone = web.address("/200"), web.address("/404")
    ResourceFactory(url=working)
    ResourceFactory(url=gone)
    call_command("check_links")
    first, *others = capsys.readouterr().out.splitlines()
    assert first == "Links to check: 2"
    assert [line.partition("]")[0] for line in others] == ["[1 of 2", "[2 of 2"]
    assert sorted(line.partition("] ")[2] for line in others) == [
        f"Broken: {gone} – The site says that the page is gone.",
        f"Works: {working}",
    ]
    assert Resource.objects.filter(link_checked_at=None).count() == 0
