"""Pages behind the links in a mail. They ask for no sign-in: the signed link says whose
reminders they are about. Opening one changes nothing, because programs that scan mails open
every link; a button on the page does.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from imroc_ei.forms.edit_pages import sent
from imroc_ei.notices import actions, links, queries
from imroc_ei.notices.forms import PauseForm


@login_not_required
@never_cache
def pause(request: HttpRequest, token: str) -> HttpResponse:
    person = links.read_pause(token)
    if person is None:
        return _broken(request)
    if request.method == "POST" and "resume" in request.POST:
        actions.resume(by=person)
        return redirect(request.path)
    form = PauseForm(sent(request))
    if form.is_valid():
        form.keep(by=person)
        return redirect(request.path)
    context = {"form": form, **queries.pause_of(person, timezone.localdate())}
    return render(request, "notices/pause.html", context)


@csrf_exempt
@login_not_required
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop what the link is about. A mail program does it with one click (RFC 8058), and has
    no form of ours to take a token from; the page's own form is checked like any other."""
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return _stop_by_one_click(request, token)
    return _stop_page(request, token)


def _stop_by_one_click(request: HttpRequest, token: str) -> HttpResponse:
    """Answer without a redirect, which mail programs do not follow (RFC 8058, 3.1)."""
    stop = links.read_stop(token)
    if stop is None:
        return _broken(request)
    actions.switch(by=stop.person, off=stop.rules)
    return render(request, "notices/stop.html", {"stop": links.read_stop(token)})


@csrf_protect
def _stop_page(request: HttpRequest, token: str) -> HttpResponse:
    stop = links.read_stop(token)
    if stop is None:
        return _broken(request)
    if request.method == "POST":
        start = "start" in request.POST
        actions.switch(
            by=stop.person, on=stop.rules if start else (), off=() if start else stop.rules
        )
        return redirect(request.path)
    return render(request, "notices/stop.html", {"stop": stop})


def _broken(request: HttpRequest) -> HttpResponse:
    return render(request, "notices/link_broken.html", status=404)
