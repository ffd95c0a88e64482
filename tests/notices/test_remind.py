from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command

from imroc_ei.notices import actions
from imroc_ei.notices.models import Notice
from imroc_ei.notices.rules import Due
from imroc_ei.people.models import User
from tests.clock import on
from tests.notices.rules import Plain

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 3)


@pytest.fixture
def due(consultant: User, made_up: dict[str, Plain]) -> None:
    del made_up["broken"]
    made_up["plain"].yields = [Due(person=consultant, subject="a", due_on=DAY)]


def remind(*options: str) -> list[str]:
    out = StringIO()
    with on(DAY):
        call_command("remind", *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.usefixtures("due")
def test_remind_dry_run_says_who_would_get_what_and_why(
    consultant: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    assert remind("--dry-run") == [
        consultant.email,
        "  About a in 0 days",
        "    because: plain, due on 3 March 2026",
    ]
    assert Notice.objects.count() == 0
    assert mailoutbox == []


@pytest.mark.usefixtures("due")
def test_remind_dry_run_looks_at_another_day(consultant: User) -> None:
    assert remind("--dry-run", "--on", "2026-03-02") == [
        "Nobody has anything to hear on 2 March 2026."
    ]
    assert remind("--dry-run", "--on", "2026-04-02")[0] == consultant.email


@pytest.mark.usefixtures("due")
def test_remind_dry_run_names_what_waits_already(consultant: User) -> None:
    actions.notify(person=consultant, rule="other", subject="b", due_on=DAY)
    assert remind("--dry-run")[1:] == [
        "  About b in 0 days",
        "    because: other, due on 3 March 2026",
        "  About a in 0 days",
        "    because: plain, due on 3 March 2026",
    ]


@pytest.mark.usefixtures("due")
def test_remind_dry_run_says_who_is_pausing(consultant: User) -> None:
    consultant.reminders_paused_until = DAY + timedelta(weeks=1)
    consultant.save()
    assert remind("--dry-run")[0] == f"{consultant.email} (paused until 10 March 2026)"


@pytest.mark.usefixtures("due")
def test_remind_dry_run_leaves_out_what_was_done_or_stopped(
    consultant: User, made_up: dict[str, Plain]
) -> None:
    made_up["plain"].done.add("a")
    assert remind("--dry-run") == ["Nobody has anything to hear on 3 March 2026."]


@pytest.mark.usefixtures("due")
def test_remind_sends_once(consultant: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    assert remind()[-1] == "Mails sent: 1"
    assert remind() == ["Nobody has anything to hear on 3 March 2026.", "Mails sent: 0"]
    assert [letter.to for letter in mailoutbox] == [[consultant.email]]


@pytest.mark.usefixtures("due")
def test_remind_sends_for_today_only() -> None:
    with pytest.raises(CommandError, match="add --dry-run"):
        remind("--on", "2026-03-04")


@pytest.mark.usefixtures("due")
def test_remind_says_how_a_day_is_written() -> None:
    with pytest.raises(CommandError, match="Write it as 2026-03-31"):
        remind("--on", "next week")
