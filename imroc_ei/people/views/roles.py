from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from imroc_ei.people import actions
from imroc_ei.people.forms import ConfirmForm, GiveRoleForm, show_refusal
from imroc_ei.people.models import RoleGrant
from imroc_ei.people.queries import grants_by_role
from imroc_ei.people.roles import CONFIRMED_BY_A_HANDLER, ROLES, RoleName


def roles(request: HttpRequest) -> HttpResponse:
    """For owners, who give roles, and for handlers, who confirm each other."""
    person = request.user
    gives = person.has_perm("people.change_rolegrant")
    if not gives and not person.has_perm("people.confirm_handler"):
        raise PermissionDenied
    context = {
        "roles": grants_by_role(),
        "gives": gives,
        "confirms": person.has_perm("people.confirm_handler"),
    }
    return render(request, "people/roles.html", context)


@requires("people.change_rolegrant")
def role_give(request: HttpRequest) -> HttpResponse:
    form = GiveRoleForm(sent(request))
    if form.is_valid():
        try:
            grant = actions.grant_role(by=person_of(request), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, words_after(grant))
            return redirect("roles")
    return render(request, "people/role_give.html", {"form": form})


def words_after(grant: RoleGrant) -> str:
    words = {"name": grant.person.display_name, "role": ROLES[RoleName(grant.role)].label}
    if grant.is_waiting:
        return _("%(name)s is named: %(role)s. It opens once a handler confirms it.") % words
    return _("%(name)s holds this role: %(role)s.") % words


@requires("people.change_rolegrant")
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    grant = get_object_or_404(RoleGrant.objects.select_related("person"), pk=pk)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        try:
            actions.end_role(by=person_of(request), grant=grant)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("The role has been ended."))
            return redirect("roles")
    return render(request, "people/role_end.html", {"form": form, "grant": grant})


@requires("people.confirm_handler")
def handler_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    named = RoleGrant.objects.filter(role__in=CONFIRMED_BY_A_HANDLER)
    grant = get_object_or_404(named.select_related("person", "granted_by"), pk=pk)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        decide = actions.end_role if "decline" in request.POST else actions.confirm_handler
        try:
            decide(by=person_of(request), grant=grant)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("roles")
    return render(request, "people/handler_confirm.html", {"form": form, "grant": grant})
