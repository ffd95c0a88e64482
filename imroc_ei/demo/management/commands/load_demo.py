from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from imroc_ei.demo.load import load_demo, remove_demo
from steps.models import Step


class Command(BaseCommand):
    help = "Adds a year of made-up activity by made-up people, or takes it away again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the made-up data away")

    def handle(self, *, remove: bool, **options: Any) -> None:
        if remove:
            self.stdout.write(f"Removed {remove_demo()} made-up entries and their people.")
            return
        if not settings.DEMO:
            raise CommandError(
                "Made-up people could sign in to this site. If that is what you want, "
                "set DEMO=1 in the environment and run this again."
            )
        if not Step.objects.exists():
            raise CommandError("No plan is loaded yet. Run manage.py load_plan first.")
        count = load_demo()
        if count:
            self.stdout.write(f"Added {count} made-up entries.")
        else:
            self.stdout.write("The made-up year is here already; nothing was added.")
