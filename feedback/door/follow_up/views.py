"""The pages for who comes back with a code. No address of theirs holds anything of a case."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from feedback.cases.moves import RefusedError, add_message, ask_second_look, withdraw
from feedback.door import drafts
from feedback.door.follow_up import opening
from feedback.door.follow_up.forms import CodeForm, SecondLookForm, WriteForm
from feedback.door.follow_up.opening import Opened
from feedback.door.follow_up.standing import standing
from feedback.door.follow_up.thread import own_files, thread
from feedback.door.follow_up.versions import EASY, STANDARD, Version
from feedback.door.views import public_page
from feedback.vault import files
from feedback.vault.codes import CodeTypoError
from imroc_ei.sealing.values import SealBrokenError

Page = Callable[..., HttpResponseBase]
# Pages without a way back to another of them.
AT_THE_END = ("case", "leave")


def other(version: Version) -> Version:
    return STANDARD if version is EASY else EASY


def show(
    request: HttpRequest,
    version: Version,
    name: str,
    opened: Opened | None = None,
    **context: Any,
) -> HttpResponse:
    page = context.pop("page", "")
    about = {
        "version": version,
        "other": other(version).url(page),
        "back": "" if page in AT_THE_END else version.url("case") if page else version.start,
        "leave": bool(opened and not opened.case.is_short),
    }
    return render(request, version.template(name), {**about, **context})


def with_case(page: Page) -> Page:
    """Give a page the case that this browser has open; without one, ask for the code.

    What was being written meanwhile waits in the draft until the code has been given again.
    """

    @wraps(page)
    def opened(request: HttpRequest, version: Version, **kwargs: str) -> HttpResponseBase:
        found = opening.opened(request)
        if found is None:
            words = request.POST.get("words") or request.POST.get("why") or ""
            if words:
                drafts.keep_message(request, words)
            return redirect(version.url())
        if found.key is None:
            return show(request, version, "gone", found, page="case", case=found.case)
        return page(request, version, found, **kwargs)

    return public_page(opened)


@public_page
def enter(request: HttpRequest, version: Version) -> HttpResponse:
    """Ask for the code, and open its case."""
    form = CodeForm(request.POST or None, version=version)
    draft = drafts.draft_of(request)
    if form.is_valid():
        try:
            if opening.open_with(request, form.cleaned_data["code"]):
                waits = draft is not None and draft.message
                return redirect(version.url("write" if waits else "case"))
            form.is_unknown()
        except CodeTypoError as typo:
            form.is_no_code(typo)
    return show(request, version, "code", form=form, waits=draft.message if draft else "")


@with_case
def case(request: HttpRequest, version: Version, opened: Opened) -> HttpResponse:
    draft = drafts.draft_of(request)
    return show(
        request,
        version,
        "case",
        opened,
        page="case",
        case=opened.case,
        standing=standing(opened, version),
        items=thread(opened, version),
        done=version.done.get(opened.done, ""),
        shows_code=draft is not None and draft.is_sent,
    )


@with_case
def write(request: HttpRequest, version: Version, opened: Opened) -> HttpResponse:
    draft = drafts.draft_of(request)
    waiting = draft.message if draft else ""
    form = WriteForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        version=version,
        initial={"words": waiting},
    )
    if request.method == "POST":
        form.refuse_if_too_much(request)
    if form.is_valid():
        given = form.cleaned_data
        return done(
            request,
            version,
            "written",
            lambda: add_message(
                case=opened.case,
                words=given["words"],
                form_key=given["form_key"],
                attached=given["files"],
            ),
        )
    return show(request, version, "write", opened, page="write", form=form)


@with_case
def second_look(request: HttpRequest, version: Version, opened: Opened) -> HttpResponse:
    form = SecondLookForm(request.POST if request.method == "POST" else None, version=version)
    if form.is_valid():
        why = form.cleaned_data["why"]
        return done(
            request, version, "second-look", lambda: ask_second_look(case=opened.case, why=why)
        )
    if not standing(opened, version).can_ask_second_look:
        return redirect(version.url("case"))
    return show(request, version, "second_look", opened, page="second_look", form=form)


@with_case
def take_back(request: HttpRequest, version: Version, opened: Opened) -> HttpResponse:
    if request.method == "POST":
        return done(request, version, "withdrawn", lambda: withdraw(case=opened.case))
    if not standing(opened, version).can_withdraw:
        return redirect(version.url("case"))
    return show(request, version, "withdraw", opened, page="withdraw", case=opened.case)


@with_case
def file(
    request: HttpRequest, version: Version, opened: Opened, public_id: str
) -> HttpResponseBase:
    kept = own_files(opened).filter(public_id=public_id).first()
    if kept is None or opened.key is None:
        raise Http404
    try:
        return files.hand_out(kept, key=opened.key)
    except (SealBrokenError, FileNotFoundError) as problem:
        raise Http404 from problem


@with_case
def kept(request: HttpRequest, version: Version, opened: Opened) -> HttpResponse:
    """The person has kept their code: the browser forgets it."""
    if request.method == "POST":
        draft = drafts.draft_of(request)
        if draft is not None and draft.is_sent:
            drafts.forget_words(request)
            opening.tell_once(request, "kept")
    return redirect(version.url("case"))


@public_page
def leave(request: HttpRequest, version: Version) -> HttpResponse:
    """Forget the case, and the code where this browser still shows it."""
    if request.method == "POST":
        opening.leave(request)
        draft = drafts.draft_of(request)
        if draft is not None and draft.is_sent:
            drafts.forget_words(request)
        return redirect(version.url("leave"))
    if opening.opened(request) is not None:
        return redirect(version.url("case"))
    return show(request, version, "left", page="leave")


def done(
    request: HttpRequest, version: Version, name: str, act: Callable[[], object]
) -> HttpResponse:
    """Carry out what the person asked for, say so on the page of the case, and forget the words.

    What has been done already, in another tab or by pressing twice, is said and done no more.
    """
    try:
        act()
    except RefusedError:
        name = "twice"
    draft = drafts.draft_of(request)
    if draft is not None and draft.message:
        drafts.keep_message(request, "")
    opening.tell_once(request, name)
    return redirect(version.url("case"))
