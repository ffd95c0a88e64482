from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from feedback.door.views import public_page
from feedback.survey.actions import answer_survey, may_answer
from feedback.survey.forms import SurveyForm
from feedback.survey.links import case_behind


@public_page
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """A few questions on how it was, for whoever was given this address."""
    case = case_behind(token)
    if case is None or not may_answer(case):
        done = case is not None and case.survey_answered
        status = 200 if done else 404
        return render(request, "feedback/survey_over.html", {"done": done}, status=status)
    form = SurveyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer_survey(case=case, answers=form.cleaned_data)
        return redirect("feedback_survey", token)
    return render(request, "feedback/survey.html", {"form": form, "leave": True})
