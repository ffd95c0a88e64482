"""What we learned, as anybody reads it. Nothing here asks who that is."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from feedback.door.views import page_to_read
from feedback.lessons.queries import published_lessons
from imroc_ei.pages.numbers import page_asked_for

LESSONS_ON_A_PAGE = 20


@page_to_read
def lessons(request: HttpRequest) -> HttpResponse:
    return _list(request, "feedback/lessons/list.html")


@page_to_read
def lessons_easy(request: HttpRequest) -> HttpResponse:
    return _list(request, "feedback/lessons/easy/list.html")


@page_to_read
def lesson(request: HttpRequest, lesson_id: str) -> HttpResponse:
    return _one(request, lesson_id, "feedback/lessons/read.html")


@page_to_read
def lesson_easy(request: HttpRequest, lesson_id: str) -> HttpResponse:
    return _one(request, lesson_id, "feedback/lessons/easy/read.html")


def _list(request: HttpRequest, template: str) -> HttpResponse:
    pages = Paginator(published_lessons(), LESSONS_ON_A_PAGE)
    page = page_asked_for(pages, request.GET.get("page"))
    return render(request, template, {"page_obj": page})


def _one(request: HttpRequest, lesson_id: str, template: str) -> HttpResponse:
    found = get_object_or_404(published_lessons(), public_id=lesson_id)
    return render(request, template, {"lesson": found})
