from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from feedback.vault.retention import Report, retention


class Command(BaseCommand):
    help = (
        "Destroys what people told us when its time is over, and says what was verified. "
        "Fails where something is still there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say, and write nothing")
        parser.add_argument(
            "--on", metavar="DATE", help="with --dry-run: as if it were this day, as 2026-03-31"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["dry_run"]
        day = self._day(options["on"])
        if day != timezone.localdate() and not dry_run:
            raise CommandError("Only what is due today is destroyed. Add --dry-run.")
        report = retention(day, dry_run=dry_run, thoroughly=True)
        self._say(report)
        if dry_run:
            self.stdout.write("Nothing was destroyed: this was a dry run.")
            return
        for line in report.proof.gone:
            self.stdout.write(f"Verified: {line}")
        if report.proof.still_there:
            raise CommandError("STILL THERE: " + "; ".join(report.proof.still_there))

    def _day(self, typed: str | None) -> date:
        try:
            return date.fromisoformat(typed) if typed else timezone.localdate()
        except ValueError:
            raise CommandError(f"“{typed}” is not a day. Write it as 2026-03-31.") from None

    def _say(self, report: Report) -> None:
        for step, references in report.done.items():
            cases = f" ({', '.join(references)})" if references else ""
            self.stdout.write(f"{step.label}: {len(references)}{cases}")
        for reference, keeping in report.held.items():
            why = " and ".join(str(hold.label) for hold in keeping)
            self.stdout.write(f"Held: {reference}, because {why}")
