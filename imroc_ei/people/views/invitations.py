from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from imroc_ei.people import actions
from imroc_ei.people.enums import InvitationState
from imroc_ei.people.forms import AcceptForm, ConfirmForm, InviteForm, show_refusal
from imroc_ei.people.mails import send_invitation
from imroc_ei.people.models import Invitation
from imroc_ei.people.queries import invitations as all_invitations
from imroc_ei.people.sessions import limit_session
from imroc_ei.rate_limits import limited

INVITES = "people.add_invitation"
BACKEND = "imroc_ei.people.backends.Backend"


@requires(INVITES)
def invitations(request: HttpRequest) -> HttpResponse:
    return render(request, "people/invitations.html", {"invitations": all_invitations()})


@requires(INVITES)
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(sent(request))
    if form.is_valid():
        try:
            invitation, token = actions.invite(by=person_of(request), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            say_whether_sent(request, invitation, token)
            return redirect("invitations")
    return render(request, "people/invite.html", {"form": form})


@requires(INVITES)
def invitation_again(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        try:
            invitation, token = actions.send_invitation_again(
                by=person_of(request), invitation=invitation
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            say_whether_sent(request, invitation, token)
            return redirect("invitations")
    return render(request, "people/invitation_again.html", {"form": form, "invitation": invitation})


@requires(INVITES)
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        try:
            actions.withdraw_invitation(by=person_of(request), invitation=invitation)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("The invitation has been withdrawn. Its link is dead."))
            return redirect("invitations")
    return render(
        request, "people/invitation_withdraw.html", {"form": form, "invitation": invitation}
    )


def say_whether_sent(request: HttpRequest, invitation: Invitation, token: str) -> None:
    if send_invitation(invitation, token):
        messages.success(
            request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email}
        )
    else:
        messages.error(
            request,
            _("The invitation is written, but the mail could not be sent. Send it again later."),
        )


@limited("invitation")
@login_not_required
@sensitive_post_parameters("password")
@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Anybody with the link. What is wrong with a link is said only to who has it."""
    invitation = Invitation.objects.with_token(token).first()
    if invitation is None or invitation.state != InvitationState.OPEN:
        state = invitation.state if invitation else ""
        return render(request, "people/invitation_gone.html", {"state": state}, status=410)
    form = AcceptForm(sent(request), email=invitation.email)
    if form.is_valid():
        try:
            person = actions.accept_invitation(invitation=invitation, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            login(request, person, backend=BACKEND)
            limit_session(request)
            return redirect("me")
    return render(
        request, "people/invitation_accept.html", {"form": form, "invitation": invitation}
    )
