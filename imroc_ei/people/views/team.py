from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from imroc_ei.people import actions
from imroc_ei.people.forms import ConfirmForm, TermForm, show_refusal
from imroc_ei.people.models import TeamTerm
from imroc_ei.people.queries import team_for

KEEPS_TEAM = "people.change_teamterm"


@login_not_required
def people(request: HttpRequest) -> HttpResponse:
    context = {
        "team": team_for(request.user, timezone.localdate()),
        "keeps_team": request.user.has_perm(KEEPS_TEAM),
    }
    return render(request, "people/team.html", context)


@requires(KEEPS_TEAM)
def team_add(request: HttpRequest) -> HttpResponse:
    return edit(request, None)


@requires(KEEPS_TEAM)
def team_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edit(request, get_object_or_404(TeamTerm.objects.with_people(), pk=pk))


def edit(request: HttpRequest, term: TeamTerm | None) -> HttpResponse:
    form = TermForm(sent(request), term=term, initial=first_values(term))
    if form.is_valid():
        try:
            actions.save_term(by=person_of(request), term=term, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("people")
    return render(request, "people/team_edit.html", {"form": form, "term": term})


def first_values(term: TeamTerm | None) -> dict[str, object]:
    if term is None:
        return {"starts_on": timezone.localdate()}
    return {
        "person": term.person_id,
        "role": term.role,
        "starts_on": term.starts_on,
        "ends_on": term.ends_on,
        "days_a_month": term.days_a_month,
        "paid": {True: "yes", False: "no", None: ""}[term.paid],
    }


@requires(KEEPS_TEAM)
def team_end(request: HttpRequest, pk: int) -> HttpResponse:
    term = get_object_or_404(TeamTerm.objects.with_people(), pk=pk)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        actions.end_term(by=person_of(request), term=term)
        return redirect("people")
    return render(request, "people/team_end.html", {"form": form, "term": term})
