"""Figures by year, the same for everybody. The pages read what stands, and count nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from feedback.door.views import page_to_read
from feedback.figures.exports import figures_head, figures_rows
from feedback.figures.periods import counted_on, next_due
from feedback.figures.queries import EASY, sections_of, year_page
from feedback.models import FeedbackYear
from imroc_ei.spreadsheets import csv_response


@page_to_read
def procedure_figures_all(request: HttpRequest) -> HttpResponse:
    return _all(request, "feedback/figures/list.html")


@page_to_read
def procedure_figures_all_easy(request: HttpRequest) -> HttpResponse:
    return _all(request, "feedback/figures/easy/list.html")


def _all(request: HttpRequest, template: str) -> HttpResponse:
    year = next_due(timezone.localdate())
    context = {
        "years": FeedbackYear.objects.all(),
        "next": year,
        "next_on": counted_on(year),
    }
    return render(request, template, context)


@page_to_read
def procedure_figures(request: HttpRequest, year: int) -> HttpResponse:
    page = year_page(get_object_or_404(FeedbackYear, year=year))
    return render(request, "feedback/figures/year.html", {"page": page})


@page_to_read
def procedure_figures_easy(request: HttpRequest, year: int) -> HttpResponse:
    page = year_page(get_object_or_404(FeedbackYear, year=year), EASY)
    return render(request, "feedback/figures/easy/year.html", {"page": page})


@page_to_read
def procedure_figures_csv(request: HttpRequest, year: int) -> HttpResponse:
    sections = sections_of(get_object_or_404(FeedbackYear, year=year).tables)
    return csv_response(f"feedback-{year}", figures_head(), figures_rows(sections))
