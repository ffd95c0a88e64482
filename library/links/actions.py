"""A round of checks: which links are due, what came of each, and who hears of it."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from imroc_ei.notices.actions import notify
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from library.enums import LinkState
from library.links.checker import Checker, Outcome
from library.models import LinkCheck, Resource
from library.models.resource import FAILURES_BEFORE_A_CURATOR_HEARS

# A little less than a week, so that the day and hour of a link's check do not wander.
CHECK_AGAIN_AFTER = timedelta(days=6, hours=20)
CHECKS_KEPT = timedelta(days=400)
CHECKS_AT_ONCE = 8
FAILURES = {LinkState.BROKEN, LinkState.COULD_NOT_CHECK}
RULE = "links-to-look-at"


@dataclass(frozen=True)
class Due:
    """A link as it was when the round came to it."""

    pk: int
    url: str
    checked_at: datetime | None
    failures: int


@dataclass(frozen=True)
class Checked:
    resource: Due
    outcome: Outcome


def checker_of_this_site() -> Checker:
    """A checker that names the library's own page, so that another site can ask who calls."""
    return Checker(site=settings.SITE_URL + reverse("library"))


def due_links(now: datetime) -> list[Due]:
    rows = Resource.objects.with_link_due(now - CHECK_AGAIN_AFTER)
    return [
        Due(*row) for row in rows.values_list("pk", "url", "link_checked_at", "failures_in_a_row")
    ]


def check_links(
    *, now: datetime, seconds: float | None = None, checker: Checker | None = None
) -> Generator[Checked]:
    """Check what is due and yield what came of each; after `seconds` nothing new is taken up.

    What was not reached is due in the next round. Two rounds at once count nothing twice.
    """
    visit = checker or checker_of_this_site()
    ends = math.inf if seconds is None else time.monotonic() + seconds

    def check_in_time(link: Due) -> Outcome | None:
        return visit.check(link.url) if time.monotonic() < ends else None

    pool = ThreadPoolExecutor(CHECKS_AT_ONCE)
    try:
        links = {pool.submit(check_in_time, link): link for link in spread(due_links(now))}
        for done in as_completed(links):
            link, outcome = links[done], done.result()
            if outcome is not None and keep(link, outcome, now=timezone.now()):
                yield Checked(link, outcome)
    finally:
        pool.shutdown(cancel_futures=True)


def spread(links: Iterable[Due]) -> list[Due]:
    """Let hosts take turns, so that one with many links does not keep the others waiting."""
    turns: Counter[str] = Counter()
    in_turn = []
    for link in links:
        host = urlsplit(link.url).netloc
        in_turn.append((turns[host], link))
        turns[host] += 1
    return [link for _turn, link in sorted(in_turn, key=itemgetter(0))]


@transaction.atomic
def keep(link: Due, outcome: Outcome, *, now: datetime) -> bool:
    """Write down what came of a check; not where somebody was quicker, or changed the address."""
    failures = link.failures + 1 if outcome.state in FAILURES else 0
    row = Resource.objects.filter(pk=link.pk, url=link.url, link_checked_at=link.checked_at)
    kept = row.update(
        link_state=outcome.state,
        link_note=outcome.note[:300],
        link_checked_at=now,
        failures_in_a_row=failures,
    )
    if kept:
        LinkCheck.objects.create(
            resource_id=link.pk,
            checked_at=now,
            state=outcome.state,
            status=outcome.status,
            reached=outcome.moved_to[:2000],
            note=outcome.note[:300],
        )
        if failures == FAILURES_BEFORE_A_CURATOR_HEARS:
            tell_curators(link.pk)
    return bool(kept)


def tell_curators(pk: int) -> None:
    """Put it into the mail of the day of everybody who looks after the library."""
    subject = Resource.objects.values_list("public_id", flat=True).get(pk=pk)
    for person in User.objects.holding(RoleName.LEAD):
        notify(person=person, rule=RULE, subject=subject, due_on=timezone.localdate())


def forget_old_checks(now: datetime) -> int:
    """Clear away the checks of long ago, and return how many those were."""
    gone, _by_model = LinkCheck.objects.filter(checked_at__lt=now - CHECKS_KEPT).delete()
    return gone
