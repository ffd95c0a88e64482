"""The queue, the page of a case, its log and its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from feedback.cases.forms.queue import QueueForm
from feedback.cases.log import log_of
from feedback.cases.page import page_of
from feedback.cases.queries import CaseFilter, look, queue
from feedback.cases.sight import Sight
from feedback.cases.views.doors import readers, sight_for
from feedback.vault.files import hand_out
from imroc_ei.access import person_of
from imroc_ei.organisation.current import organisation_of
from imroc_ei.sealing.values import SealBrokenError
from imroc_ei.working_days import working_days


@readers()
def cases(request: HttpRequest) -> HttpResponse:
    chosen = CaseFilter.from_address(request.GET)
    calendar = working_days(organisation_of(request).nation)
    context = {
        "rows": queue(person_of(request), chosen, calendar),
        "chosen": chosen,
        "filter_form": QueueForm(request.GET or None),
    }
    return render(request, "feedback/cases/queue.html", context)


@readers(of_a_case=True)
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    sight = sight_for(request, public_id)
    look(sight.case, by=sight.by)
    context = {"case": sight.case, "sight": sight, "page": page_of(sight)}
    return render(request, "feedback/cases/case.html", context)


@readers(of_a_case=True)
def case_log(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was done with it, and who looked at it, and when."""
    sight = sight_for(request, public_id)
    look(sight.case, by=sight.by, what="log")
    context = {"case": sight.case, "log": log_of(sight)}
    return render(request, "feedback/cases/log.html", context)


@readers(of_a_case=True)
def case_file(request: HttpRequest, public_id: str, file_id: str) -> HttpResponseBase:
    sight = sight_for(request, public_id)
    kept = get_object_or_404(sight.case.files, public_id=file_id)
    look(sight.case, by=sight.by, what="file")
    kept.case = sight.case
    try:
        return hand_out(kept, key=key_or_404(sight))
    except (SealBrokenError, FileNotFoundError) as problem:
        raise Http404 from problem


def key_or_404(sight: Sight) -> bytes:
    if not sight.has_words:
        raise Http404
    return sight.key
