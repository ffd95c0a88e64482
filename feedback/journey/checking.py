"""The last page: every answer once more, files, and the button that sends."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from feedback.door import drafts, network
from feedback.door.drafts import Draft
from feedback.door.spam import look_at
from feedback.journey import route, sending
from feedback.journey.forms import SendForm
from feedback.journey.handlers import first_readers, handlers_among
from feedback.journey.questioning import AGAIN
from feedback.journey.questions import on_the_long_way
from feedback.journey.summary import rows
from feedback.journey.versions import Version
from feedback.receiving import NoProcedureError

# The name in the draft of what was wrong with the files.
KEPT_AS = "problems of files"


def show(request: HttpRequest, draft: Draft, version: Version, *, again: bool) -> HttpResponse:
    form = SendForm(version=version)
    if again and draft.answers.get(KEPT_AS):
        form = SendForm({}, version=version)
        form.add_error("files", draft.answers[KEPT_AS])
    return page(request, draft, version, form=form)


def page(
    request: HttpRequest, draft: Draft, version: Version, *, form: SendForm, failed: int = 0
) -> HttpResponse:
    """Show the answers; `failed` is the status where they could not be taken just now."""
    answers = draft.answers
    is_long = on_the_long_way(answers)
    readers = first_readers(
        named=answers.get("readers") or [] if is_long else [],
        not_these=answers.get("not_these") or [] if is_long else [],
    )
    context = {
        "version": version,
        "rows": rows(answers, version),
        "readers": readers,
        "form": form,
        "failed": failed,
        "back": route.last(answers, version),
        "leave": is_long,
    }
    return render(request, version.page("check"), context, status=failed or 200)


def send(request: HttpRequest, draft: Draft, version: Version) -> HttpResponse:
    """Make a case of it. Pressed again, also at the same moment, it is the same case."""
    if not draft.answers.get("what_happened"):
        address = version.question("what-happened")
        return redirect(f"{address}{route.CHANGING}&{AGAIN}=1")
    form = SendForm(request.POST, request.FILES, version=version)
    form.refuse_if_too_much(request)
    if not form.is_valid():
        problems = {KEPT_AS: list(form.errors["files"])}
        drafts.save(request, problems, easy=version.is_easy)
        return redirect(f"{version.check}?{AGAIN}=1")
    try:
        network.keep_to(network.SENDINGS, network.bucket(request))
        case = sending.send(
            draft=draft,
            files=form.cleaned_data["files"],
            easy=version.is_easy,
            readers=handlers_among(request.POST.getlist("readers")),
        )
    except (NoProcedureError, network.TooOftenError) as refused:
        status = 503 if isinstance(refused, NoProcedureError) else 429
        return page(request, draft, version, form=SendForm(version=version), failed=status)
    look_at(request, case=case, draft=draft)
    drafts.sent(request, reference=case.reference, code=draft.code)
    return redirect(version.sent)
