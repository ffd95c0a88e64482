"""One view for everything that can be done with a case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from feedback.cases.doings import BY_SLUG, Doing
from feedback.cases.forms.answer import AnswerForm
from feedback.cases.forms.base import DoingForm, RepeatingForm
from feedback.cases.lines import Line, lines_of
from feedback.cases.moves import CaseChangedError, RefusedError, unsent_answer
from feedback.cases.page import to_tell
from feedback.cases.queries import closed_it_to_themself, look, look_once
from feedback.cases.reach import what_becomes_of_it
from feedback.cases.sight import Sight
from feedback.cases.templates import template_for, templates_for
from feedback.cases.views.doors import readers, sight_for
from feedback.enums import EntryKind
from imroc_ei.access import person_of


@readers(of_a_case=True)
def case_do(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    doing = BY_SLUG.get(name)
    if doing is None:
        raise Http404
    try:
        sight = sight_for(request, public_id)
    except Http404:
        # Asked only once the case is out of sight: asked before, another press could close it
        # in between.
        if request.method == "POST" and has_left(request, public_id, doing):
            return left(request, doing)
        raise
    if request.method != "POST" or not sight.has_words:
        why = doing.why_not(sight)
        if why:
            messages.info(request, why)
            return redirect(sight.case)
        template = template_for(doing.form.template_for, request.GET.get("template", ""))
        return page(request, sight, doing, doing.form(sight=sight, template=template))
    form = doing.form(request.POST, request.FILES, sight=sight)
    if isinstance(form, RepeatingForm) and "more" in request.POST:
        return page(request, sight, doing, form.with_one_more())
    if not form.is_valid():
        # Pressed twice, it may name what is no longer there to choose.
        sent = was_sent_before(sight, doing, form)
        return twice(request, sight) if sent else page(request, sight, doing, form)
    return carried_out(request, sight, doing, form)


def carried_out(request: HttpRequest, sight: Sight, doing: Doing, form: DoingForm) -> HttpResponse:
    """Do it, or say on the form why not, with everything typed still there."""
    version = form.cleaned_data["version"]
    try:
        result = doing.function(case=sight.case, by=sight.by, version=version, **form.said())
    except CaseChangedError as changed:
        # What this request read may be older than what stands now.
        sight.case.refresh_from_db()
        if was_sent_before(sight, doing, form):
            return twice(request, sight)
        form.read_anew()
        form.add_error(None, str(changed))
    except RefusedError as refused:
        form.add_error(None, str(refused))
    except PermissionDenied:
        # Both presses came at once, and the first closed the case to whoever pressed.
        if has_left(request, sight.case.public_id, doing):
            return left(request, doing)
        raise
    else:
        return done(request, sight, doing, result)
    return page(request, sight, doing, form)


def was_sent_before(sight: Sight, doing: Doing, form: DoingForm) -> bool:
    """Whether this very form was stored before: its button was pressed twice.

    What shows something shows it again by itself, or says why not.
    """
    if doing.shows:
        return False
    if isinstance(form, AnswerForm):
        stands = unsent_answer(sight.case) if form.is_valid() else None
        return stands is not None and sight.words_of(stands) == form.said()["words"].as_dict()
    key, version = form.cleaned_data.get("form_key"), form.cleaned_data.get("version", -1)
    if key and sight.case.entries.filter(form_key=key).exists():
        return True
    last = sight.case.moves.last()
    just_before = sight.case.version == version + 1
    return bool(just_before and last and (last.move, last.by) == (doing.line, sight.by))


def has_left(request: HttpRequest, public_id: str, doing: Doing) -> bool:
    """Whether this was pressed before and has closed the case to whoever pressed it."""
    return doing.leaves and closed_it_to_themself(person_of(request), public_id, move=doing.line)


def left(request: HttpRequest, doing: Doing) -> HttpResponse:
    messages.success(request, str(doing.done))
    return redirect("cases")


def twice(request: HttpRequest, sight: Sight) -> HttpResponse:
    messages.info(request, gettext("It was sent twice, and is done once. This is what stands."))
    return redirect(sight.case)


def done(request: HttpRequest, sight: Sight, doing: Doing, result: Any) -> HttpResponse:
    if doing.shows:
        return shown(request, sight, doing, result)
    if doing.leaves:
        return left(request, doing)
    otherwise = what_becomes_of_it(sight.case) if doing.sends else ""
    messages.success(request, otherwise or str(doing.done))
    return redirect(sight.case)


def shown(request: HttpRequest, sight: Sight, doing: Doing, result: str) -> HttpResponse:
    sight.case.refresh_from_db()
    then = BY_SLUG.get(doing.then)
    context = {
        "case": sight.case,
        "doing": doing,
        "shown": result,
        "then": then,
        "form": then.form(sight=sight) if then else None,
    }
    return render(request, "feedback/cases/shown.html", context)


def page(request: HttpRequest, sight: Sight, doing: Doing, form: DoingForm) -> HttpResponse:
    shows_answer = doing.reads or isinstance(form, AnswerForm)
    if shows_answer and sight.unsent_answer:
        look(sight.case, by=sight.by, what="answer")
    if doing.tells:
        look_once([sight.case], by=sight.by, what="to-tell")
    elif doing.form.quotes:
        # Who comes from the page of the case has left a line already.
        look_once([sight.case], by=sight.by, what="case")
    context = {
        "case": sight.case,
        "doing": doing,
        "form": form,
        "answer": answer_of(sight) if doing.reads else [],
        "to_tell": to_tell(sight) if doing.tells else None,
        "templates": templates_for(doing.form.template_for),
    }
    return render(request, "feedback/cases/do.html", context)


def answer_of(sight: Sight) -> list[Line]:
    entry = sight.unsent_answer
    return lines_of(EntryKind.ANSWER, sight.words_of(entry)) if entry else []
