"""What is done to people's records: each function writes in one transaction, or refuses.

Who may is checked here as well as at the door of the page. A refusal is a `ValidationError`
whose words can be shown.
"""

from imroc_ei.people.actions.invitations import (
    accept_invitation,
    invite,
    send_invitation_again,
    withdraw_invitation,
)
from imroc_ei.people.actions.leaving import leave
from imroc_ei.people.actions.preferences import change_preferences
from imroc_ei.people.actions.reading import keep_reading
from imroc_ei.people.actions.roles import confirm_handler, end_role, grant_role
from imroc_ei.people.actions.team import end_term, save_term

__all__ = [
    "accept_invitation",
    "change_preferences",
    "confirm_handler",
    "end_role",
    "end_term",
    "grant_role",
    "invite",
    "keep_reading",
    "leave",
    "save_term",
    "send_invitation_again",
    "withdraw_invitation",
]
