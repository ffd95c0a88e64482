from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from steps.loader import PlanError, load_plan

IMROC = Path(__file__).resolve().parents[2] / "plans" / "imroc.toml"


class Command(BaseCommand):
    help = "Loads a plan: adds, changes and retires what the file says, and keeps owners' edits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, default=IMROC, help="a plan in TOML (default: ImROC's)"
        )
        parser.add_argument(
            "--check", action="store_true", help="only say what would change; store nothing"
        )

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        try:
            report = load_plan(file, check=check)
        except PlanError as refused:
            raise CommandError(f"{refused}\nNothing was stored.") from None
        for line in report.lines():
            self.stdout.write(line)
        if check:
            self.stdout.write("Nothing was stored: this was a check.")
