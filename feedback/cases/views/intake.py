"""Writing down what came by phone, in a letter, by e-mail or in person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from feedback.cases.forms.intake import IntakeForm
from feedback.cases.queries import case_for
from feedback.cases.views.doors import HANDLES, readers
from feedback.enums import Channel
from feedback.models import Case, ProcedureVersion
from feedback.receiving import receive
from feedback.vault.codes import grouped, new_code
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
    """Keep it; a code is on the page that answers, and nowhere else."""
    person = person_of(request)
    was_kept = Case.objects.filter(submission=form.submission_bytes).exists()
    code = new_code() if form.cleaned_data["wants_code"] == "yes" and not was_kept else ""
    case = receive(
        told=form.told(),
        code=code,
        submission=form.submission_bytes,
        channel=Channel(form.cleaned_data["channel"]),
        by=person,
    )
    mine = case_for(person, case.public_id)
    if code:
        context = {"case": mine, "reference": case.reference, "code": grouped(code)}
        return render(request, "feedback/cases/intake_done.html", context)
    messages.success(
        request, gettext("It is kept as %(reference)s.") % {"reference": case.reference}
    )
    return redirect(mine) if mine else redirect("cases")
