"""Addresses that mails name, for as long as their pages are not there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from imroc_ei.urls import urlpatterns as site_urls


def page(request: HttpRequest, public_id: str = "") -> HttpResponse:
    raise Http404


urlpatterns = [
    path("feedback/follow-up/", page, name="feedback_follow_up"),
    *site_urls,
]
