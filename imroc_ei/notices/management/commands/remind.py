from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format

from imroc_ei.notices import actions, sending
from imroc_ei.notices.forecast import forecast


class Command(BaseCommand):
    help = "Says who gets which reminder on a day, and why; without --dry-run, sends them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", metavar="DATE", help="a day as YYYY-MM-DD; today if left out")
        parser.add_argument("--dry-run", action="store_true", help="only say, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        day = self._day(options["on"])
        dry = options["dry_run"]
        if day != timezone.localdate() and not dry:
            raise CommandError("Mails go out for today only. For another day add --dry-run.")
        self._print(day)
        if not dry:
            actions.work_out(day)
            actions.work_out(day, urgent=True)
            self.stdout.write(f"Mails sent: {sending.send_due()}")

    def _day(self, typed: str | None) -> date:
        try:
            return date.fromisoformat(typed) if typed else timezone.localdate()
        except ValueError:
            raise CommandError(f"“{typed}” is not a day. Write it as 2026-03-31.") from None

    def _print(self, day: date) -> None:
        told = forecast(day)
        if not told:
            self.stdout.write(f"Nobody has anything to hear on {date_format(day)}.")
        for reader in told:
            held = f" ({reader.held_back})" if reader.held_back else ""
            self.stdout.write(f"{reader.reader}{held}")
            for line, why in reader.lines.items():
                self.stdout.write(f"  {line.text}\n    because: {why}")
