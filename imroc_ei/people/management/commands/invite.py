from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from imroc_ei.people.actions import invite
from imroc_ei.people.mails import invitation_link, send_invitation
from imroc_ei.people.roles import ROLES, RoleName


class Command(BaseCommand):
    help = (
        "Invites somebody: writes the invitation, mails it and prints its link. "
        "This is how the first owner, the first two handlers and the first outside contact come in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument(
            "--role",
            dest="roles",
            action="append",
            choices=[name.value for name in ROLES],
            required=True,
            help="May be given several times.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        roles = [RoleName(name) for name in options["roles"]]
        try:
            validate_email(options["email"])
            invitation, token = invite(by=None, email=options["email"], roles=roles)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        mailed = send_invitation(invitation, token)
        self.stdout.write(invitation_link(token))
        self.stderr.write(
            f"Mailed to {invitation.email}." if mailed else "The mail could not be sent."
        )
