from imroc_ei.people.models.invitation import Invitation
from imroc_ei.people.models.role_grant import RoleGrant
from imroc_ei.people.models.team_term import TeamTerm
from imroc_ei.people.models.user import User

__all__ = ["Invitation", "RoleGrant", "TeamTerm", "User"]
