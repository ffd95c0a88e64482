from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from feedback.vault import marks
from feedback.vault.rotation import Rotated, rotate
from imroc_ei.sealing.keys import KeyMaterialError

OPTIONS = {"give_up_key": marks.KEY, "give_up_pepper": marks.PEPPER}


class Command(BaseCommand):
    help = (
        "Wraps the key of every case with the newest of FEEDBACK_KEYS, and says which versions "
        "are no longer needed. What the keys seal is not touched."
    )
    # It has to run where a key was lost, which nothing else does.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, what in OPTIONS.items():
            parser.add_argument(
                f"--{name.replace('_', '-')}",
                type=int,
                metavar="VERSION",
                help=f"say that this version of {marks.SETTING[what]} is lost for good",
            )

    def handle(self, *args: Any, **options: Any) -> None:
        for name, what in OPTIONS.items():
            if options[name] is not None:
                self._give_up(what, options[name])
        try:
            done = rotate()
        except KeyMaterialError as problem:
            raise CommandError(str(problem)) from None
        self._say(done)
        if done.unopened:
            raise CommandError(
                f"These could not be opened, and were left as they are: {', '.join(done.unopened)}."
            )

    def _say(self, done: Rotated) -> None:
        say = self.stdout.write
        say(f"Cases wrapped anew with key {done.newest}: {done.wrapped}.")
        if done.lost:
            say(f"Cases that only their person's code opens now: {done.lost}.")
        for what, version in done.let_go:
            say(
                f"Version {version} of {marks.SETTING[what]} is needed by no case any more. Take "
                "it out when the last backup that holds something of it is gone."
            )
        for version in sorted(settings.FEEDBACK_PEPPERS)[:-1]:
            if cases := marks.in_use(marks.PEPPER, version):
                say(
                    f"Codes that need pepper {version}: {cases}. Each moves to the newest when "
                    "its person comes back."
                )

    def _give_up(self, what: str, version: int) -> None:
        name = f"version {version} of {marks.SETTING[what]}"
        if version in getattr(settings, marks.SETTING[what]):
            raise CommandError(f"Nothing is lost: {name} is here.")
        if not marks.give_up(what, version):
            raise CommandError(f"This database does not know {name}.")
        self.stdout.write(f"Given up: {name}. Cases that need it: {marks.in_use(what, version)}.")
