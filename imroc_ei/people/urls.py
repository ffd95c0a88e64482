from django.urls import path

from imroc_ei.people.views import invitations, own, roles, team

urlpatterns = [
    path("", team.people, name="people"),
    path("team/add/", team.team_add, name="team_add"),
    path("team/<int:pk>/edit/", team.team_edit, name="team_edit"),
    path("team/<int:pk>/end/", team.team_end, name="team_end"),
    path("me/", own.preferences, name="preferences"),
    path("second-factor/", own.second_factor, name="second_factor"),
    path("invite/", invitations.invite, name="invite"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<int:pk>/again/", invitations.invitation_again, name="invitation_again"),
    path(
        "invitations/<int:pk>/withdraw/",
        invitations.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("invitation/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("roles/", roles.roles, name="roles"),
    path("roles/give/", roles.role_give, name="role_give"),
    path("roles/<int:pk>/end/", roles.role_end, name="role_end"),
    path("roles/<int:pk>/confirm/", roles.handler_confirm, name="handler_confirm"),
]
