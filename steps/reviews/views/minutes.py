"""Closed reviews: listed, compared, and taken away as a file."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from imroc_ei.access import requires
from steps.models import Review
from steps.reviews.compare import difference
from steps.reviews.docx import minute_docx
from steps.reviews.minute import Minute, minute_of
from steps.reviews.outline import written
from steps.reviews.pdf import minute_pdf
from steps.reviews.queries import reviews_by_aim

ID = re.compile(r"[\w-]{1,16}", re.ASCII)
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires("steps.view_review")
def reviews(request: HttpRequest) -> HttpResponse:
    rows = reviews_by_aim(request.user)
    waiting = [row.at_work for row in rows if row.at_work and row.at_work.is_proposed]
    return render(request, "steps/reviews/list.html", {"rows": rows, "waiting": waiting})


def id_named(request: HttpRequest, name: str) -> str:
    """Return the id that the address names; nothing where it is none that we give."""
    named = request.GET.get(name, "")
    return named if ID.fullmatch(named) else ""


@requires("steps.view_review")
def review_compare(request: HttpRequest) -> HttpResponse:
    """Two closed reviews of one aim, the earlier first whichever way they were named."""
    visible = Review.objects.visible_to(request.user).closed().select_related("aim")
    pair = [get_object_or_404(visible, public_id=id_named(request, name)) for name in ("a", "b")]
    earlier, later = sorted(pair, key=lambda row: (row.confirmed_at, row.pk))
    if earlier.aim_id != later.aim_id or earlier == later:
        raise Http404
    context = {
        "aim": later.aim,
        "earlier": earlier,
        "later": later,
        "difference": difference(earlier.snapshot or {}, later.snapshot or {}),
    }
    return render(request, "steps/reviews/compare.html", context)


@requires("steps.view_review")
def review_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    row = closed_review_for(request, public_id)
    minute = minute_of(row.snapshot or {})
    return file_of(row, minute_pdf(minute, title=title_of(minute)), "pdf", PDF)


@requires("steps.view_review")
def review_docx(request: HttpRequest, public_id: str) -> HttpResponse:
    row = closed_review_for(request, public_id)
    minute = minute_of(row.snapshot or {})
    return file_of(row, minute_docx(minute, title=title_of(minute)), "docx", WORD)


def closed_review_for(request: HttpRequest, public_id: str) -> Review:
    closed = Review.objects.visible_to(request.user).closed().select_related("aim")
    return get_object_or_404(closed, public_id=public_id)


def title_of(minute: Minute) -> str:
    return f"{minute.title}, {written(minute.closed_on)}"


def file_of(row: Review, content: bytes, ending: str, content_type: str) -> HttpResponse:
    """Give a file away under a name that says what it is."""
    name = f"review-aim-{row.aim.number}-{row.confirmed_at:%Y-%m-%d}.{ending}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition or ""}
    return HttpResponse(content, content_type=content_type, headers=headers)
