from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from feedback.door.views import public_page
from feedback.sheet_pages import SheetIn
from feedback.survey.actions import answer_survey, may_answer
from feedback.survey.forms import SurveyForm
from feedback.survey.links import case_behind
from feedback.survey.versions import other


@public_page
def survey(request: HttpRequest, token: str, version: SheetIn) -> HttpResponse:
    """A few questions on how it was, for whoever was given this address."""
    case = case_behind(token)
    context = {"version": version.journey, "other": other(version).url(token)}
    if case is None or not may_answer(case):
        context["done"] = case is not None and case.survey_answered
        status = 200 if context["done"] else 404
        return render(request, version.template("over"), context, status=status)
    form = SurveyForm(request.POST if request.method == "POST" else None, asked=version)
    if form.is_valid():
        answer_survey(case=case, answers=form.cleaned_data)
        return redirect(version.url(token))
    context |= {"form": form, "leave": True}
    return render(request, version.template("questions"), context)
