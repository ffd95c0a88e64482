from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from imroc_ei import mail
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import Invitation

logger = logging.getLogger(__name__)


def invitation_link(token: str) -> str:
    return settings.SITE_URL + reverse("invitation_accept", args=[token])


def send_invitation(invitation: Invitation, token: str) -> bool:
    """Mail an invitation, after its transaction; say whether the mail server took it."""
    site = Organisation.current()
    try:
        mail.send(
            to=invitation.email,
            subject=_("You are invited to %(site)s at %(name)s")
            % {"site": site.site_name, "name": site.name},
            template="invitation",
            context={
                "link": invitation_link(token),
                "invitation": invitation,
                "roles": invitation.for_roles,
            },
        )
    except (OSError, SMTPException):
        logger.exception("The mail of an invitation could not be sent")
        return False
    return True
