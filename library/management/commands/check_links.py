from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from library.links.actions import check_links, due_links


class Command(BaseCommand):
    help = "Check the library's links that nobody has checked for a week, and say what came of it."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        total = len(due_links(now))
        self.stdout.write(f"Links to check: {total}")
        for number, checked in enumerate(check_links(now=now), start=1):
            outcome = checked.outcome
            said = f"[{number} of {total}] {outcome.state.label}: {checked.resource.url}"
            self.stdout.write(f"{said} – {outcome.note}" if outcome.note else said)
