"""Writing down what came by phone, in a letter, by e-mail or in person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from feedback.cases.codes import shown_again
from feedback.cases.doings import BY_SLUG
from feedback.cases.forms.base import ConfirmForm
from feedback.cases.forms.intake import IntakeForm
from feedback.cases.queries import case_for
from feedback.cases.sight import Sight
from feedback.cases.views.doors import HANDLES, readers
from feedback.enums import Channel
from feedback.models import ProcedureVersion
from feedback.receiving import receive
from feedback.vault.codes import grouped
from imroc_ei.access import person_of
from imroc_ei.forms.edit_pages import sent


@readers(HANDLES)
def case_intake(request: HttpRequest) -> HttpResponse:
    form = IntakeForm(sent(request))
    if ProcedureVersion.objects.in_force() is None:
        return render(request, "feedback/cases/no_procedure.html")
    if request.method == "POST" and form.is_valid():
        return kept(request, form)
    return render(request, "feedback/cases/intake.html", {"form": form})


def kept(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Keep it; a code is on the page that answers, and nowhere else. Sent twice, it answers alike,
    until somebody says that the person has the code."""
    person, code = person_of(request), form.code
    case = receive(
        told=form.told(),
        code=code,
        submission=form.submission_bytes,
        channel=Channel(form.cleaned_data["channel"]),
        by=person,
    )
    mine = case_for(person, case.public_id)
    if code and shown_again(case, code, by=person):
        sight = Sight(case=mine, by=person) if mine else None
        context = {
            "case": mine,
            "reference": case.reference,
            "code": grouped(code),
            "then": BY_SLUG["code-passed-on"],
            "form": ConfirmForm(sight=sight) if sight else None,
        }
        return render(request, "feedback/cases/intake_done.html", context)
    messages.success(
        request, gettext("It is kept as %(reference)s.") % {"reference": case.reference}
    )
    return redirect(mine) if mine else redirect("cases")
