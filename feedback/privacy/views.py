from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from feedback.door.views import page_to_read
from feedback.privacy.queries import how_long_kept


@page_to_read
def privacy_easy(request: HttpRequest) -> HttpResponse:
    return render(request, "feedback/privacy/easy.html", {"kept": how_long_kept()})
