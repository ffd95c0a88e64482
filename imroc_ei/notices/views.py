from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from imroc_ei.notices import actions, queries, rules
from imroc_ei.notices.forms import PauseForm, RemindersForm


def reminders(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = RemindersForm(person, sent(request))
    if form.is_valid():
        form.keep()
        messages.success(request, gettext("Your reminders are saved."))
        return redirect("reminders")
    context = {
        "form": form,
        "until": person.pause_ends(timezone.localdate()),
        "always": [rule for rule in rules.for_person(person) if not rule.may_stop],
    }
    return render(request, "notices/reminders.html", context)


def paused(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if request.method == "POST" and "resume" in request.POST:
        actions.resume(by=person)
        return redirect("reminders_paused")
    form = PauseForm(sent(request))
    if form.is_valid():
        form.keep(by=person)
        return redirect("reminders_paused")
    context = {"form": form, **queries.pause_of(person, timezone.localdate())}
    return render(request, "notices/pause.html", context)


@requires("notices.view_jobrun")
def jobs(request: HttpRequest) -> HttpResponse:
    context = {
        "runs": queries.last_runs(),
        "failed_runs": queries.failed_runs(),
        "failed": queries.failed_notices(),
        "waiting": queries.waiting_count(),
    }
    return render(request, "notices/jobs.html", context)


@requires("notices.view_jobrun")
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if actions.try_again(by=person, recipient=request.POST.get("recipient", "")):
        messages.success(request, gettext("It will be tried again within a minute."))
    else:
        messages.info(request, gettext("There was nothing left to try again."))
    return redirect("jobs")
