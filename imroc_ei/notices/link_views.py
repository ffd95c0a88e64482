"""Pages behind the links in a mail. They ask for no sign-in and use no session: the signed link
says whose reminders they are about. So a form on them needs no other proof, which is also what
lets a mail program stop reminders with one click (RFC 8058), and sets no cookie.

Opening a link changes nothing, because programs that scan mails open every one.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from imroc_ei.notices import actions, links
from imroc_ei.notices.forms import PauseForm


@csrf_exempt
@login_not_required
@never_cache
def pause(request: HttpRequest, token: str) -> HttpResponse:
    person = links.read_pause(token)
    if person is None:
        return render(request, "notices/link_broken.html", status=404)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "resume" in request.POST:
        actions.resume(by=person)
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        form.keep(by=person)
        return redirect(request.path)
    context = {"form": form, "until": person.pause_ends(timezone.localdate())}
    return render(request, "notices/pause.html", context)


@csrf_exempt
@login_not_required
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    stop = links.read_stop(token)
    if stop is None:
        return render(request, "notices/link_broken.html", status=404)
    if request.method == "POST" and "start" in request.POST:
        actions.switch(by=stop.person, on=stop.rules)
        return redirect(request.path)
    if request.method == "POST":
        actions.switch(by=stop.person, off=stop.rules)
        if request.POST.get("List-Unsubscribe") != "One-Click":
            return redirect(request.path)
        # A mail program does not follow a redirect (RFC 8058, 3.1).
        stop = links.read_stop(token)
    return render(request, "notices/stop.html", {"stop": stop})
