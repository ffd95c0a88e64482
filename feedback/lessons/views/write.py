"""Writing, checking and taking down lessons: for handlers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aims.crumbs import Crumb
from feedback.enums import LessonState
from feedback.lessons import actions
from feedback.lessons.forms import ChangeForm, PublishForm, ReasonForm, WriteForm
from feedback.lessons.queries import LessonPage, lessons_at_work
from feedback.models import Lesson
from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import edit_page, sent
from imroc_ei.forms.editing import ChangedMeanwhileError

MAY_WRITE = "feedback.write_lesson"


def crumbs(lesson: Lesson | None = None) -> list[Crumb]:
    found = [Crumb(_("What we learned, for handlers"), reverse("lesson_drafts"))]
    return [*found, Crumb(str(lesson), _address(lesson))] if lesson else found


def _address(lesson: Lesson) -> str:
    return reverse("lesson_draft", args=[lesson.public_id])


def _lesson(request: HttpRequest, lesson_id: str) -> Lesson:
    seen = Lesson.objects.visible_to(request.user).select_related("written_by", "checked_by")
    return get_object_or_404(seen, public_id=lesson_id)


@requires(MAY_WRITE)
def lesson_drafts(request: HttpRequest) -> HttpResponse:
    context = {"lessons": lessons_at_work(person_of(request))}
    return render(request, "feedback/lessons/drafts.html", context)


@requires(MAY_WRITE)
def lesson_new(request: HttpRequest) -> HttpResponse:
    form = WriteForm(sent(request))
    if form.is_valid():
        lesson = form.carry_out(by=person_of(request))
        messages.success(request, _("Kept as a draft. Only handlers can read it."))
        return redirect(_address(lesson))
    context = {"form": form, "crumbs": crumbs()}
    return render(request, "feedback/lessons/new.html", context)


@requires(MAY_WRITE)
def lesson_draft(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """A lesson as it will look, with what there is to do about it."""
    page = LessonPage(lesson=_lesson(request, lesson_id), person=person_of(request))
    return _draft_page(request, page, _publish_form(page), ReasonForm())


def _publish_form(page: LessonPage, data: QueryDict | None = None) -> PublishForm:
    return PublishForm(data, lesson=page.lesson, numbers=page.small_numbers)


def _draft_page(
    request: HttpRequest, page: LessonPage, publish: PublishForm, reason: ReasonForm
) -> HttpResponse:
    context = {
        "page": page,
        "lesson": page.lesson,
        "publish": publish,
        "reason": reason,
        # What is wrong is said at the top, whichever of the two it is about.
        "form": publish if publish.errors else reason,
        "crumbs": crumbs(),
    }
    return render(request, "feedback/lessons/draft.html", context)


@requires(MAY_WRITE)
def lesson_edit(request: HttpRequest, lesson_id: str) -> HttpResponse:
    lesson = _lesson(request, lesson_id)
    if lesson.state == LessonState.PUBLISHED:
        return redirect(_address(lesson))
    return edit_page(
        request,
        ChangeForm(sent(request), row=lesson),
        template="feedback/lessons/edit.html",
        to=_address(lesson),
        heading=_("Change what we learned"),
        crumbs=crumbs(lesson),
    )


@require_POST
@requires(MAY_WRITE)
def lesson_ask(request: HttpRequest, lesson_id: str) -> HttpResponse:
    lesson = _lesson(request, lesson_id)
    try:
        actions.ask_for_check(by=person_of(request), lesson=lesson)
    except actions.NotNowError:
        messages.warning(request, _("Something else happened to it meanwhile."))
    except actions.NoConsentError:
        messages.warning(request, _("Whoever is quoted has to agree first."))
    else:
        messages.success(request, _("Another handler looks at it now."))
    return redirect(_address(lesson))


@require_POST
@requires(MAY_WRITE)
def lesson_publish(request: HttpRequest, lesson_id: str) -> HttpResponse:
    page = LessonPage(lesson=_lesson(request, lesson_id), person=person_of(request))
    form = _publish_form(page, request.POST)
    if not form.is_valid():
        return _draft_page(request, page, form, ReasonForm())
    try:
        actions.publish(by=page.person, lesson=page.lesson, seen=form.cleaned_data["seen"])
    except ChangedMeanwhileError:
        messages.warning(request, _("It was changed after you had read it. Read it again first."))
    except actions.NotNowError:
        messages.warning(request, _("Something else happened to it meanwhile."))
    except actions.OwnWordsError:
        messages.warning(request, _("You wrote in it, so another handler publishes it."))
    else:
        messages.success(request, _("Published. Anyone can read it."))
    return redirect(_address(page.lesson))


@require_POST
@requires(MAY_WRITE)
def lesson_send_back(request: HttpRequest, lesson_id: str) -> HttpResponse:
    return _with_reason(request, lesson_id, actions.send_back, _("Given back, with your reason."))


@require_POST
@requires(MAY_WRITE)
def lesson_take_down(request: HttpRequest, lesson_id: str) -> HttpResponse:
    return _with_reason(request, lesson_id, actions.take_down, _("Taken down."))


def _with_reason(
    request: HttpRequest, lesson_id: str, act: actions.WithReason, done: str
) -> HttpResponse:
    page = LessonPage(lesson=_lesson(request, lesson_id), person=person_of(request))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _draft_page(request, page, _publish_form(page), form)
    try:
        act(by=page.person, lesson=page.lesson, why=form.cleaned_data["why"])
    except actions.NotNowError:
        messages.warning(request, _("Something else happened to it meanwhile."))
    else:
        messages.success(request, done)
    return redirect(_address(page.lesson))
